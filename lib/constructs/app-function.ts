import { join } from 'node:path';
import { Duration, RemovalPolicy, Token } from 'aws-cdk-lib';
import { Grant, type IPrincipal, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { z } from 'zod';
import { type FunctionName, type FunctionSpec, functions } from '../../lambdas/functions';
import type { Installation } from '../installation';
import { acknowledgeWildcard, type Wildcard } from './acknowledge';
import type { Conditions, FunctionWith } from './function-with';

/** Names of the environment variables that a function declares. */
type VariableOf<N extends FunctionName> = keyof z.input<(typeof functions)[N]['env']> & string;

/** A grant used a variable that the function does not declare in its `env.ts`. */
export class UndeclaredVariableError extends Error {
  override name = 'UndeclaredVariableError' as const;
}

/** A Lambda with a role and a log group of its own, and exactly the environment that its `env.ts` declares. */
export class AppFunction<N extends FunctionName> extends Construct implements FunctionWith<VariableOf<N>> {
  readonly function: LambdaFunction;
  readonly grantPrincipal: IPrincipal;
  readonly #role: Role;
  readonly #wildcards = new Set<string>();
  readonly #spec: FunctionSpec;
  readonly #environment = new Map<string, string>();

  /** `roleName`: what its role is called, where somebody else has to name it; else CloudFormation finds a name. */
  constructor(
    scope: Construct,
    name: N,
    installation: Installation,
    options: { readonly roleName?: string } = {},
  ) {
    super(scope, name);
    this.#spec = functions[name];
    const functionName = installation.nameOf(name);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      ...options,
    });
    const logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: installation.config.logs.retentionDays,
      encryptionKey: installation.encryption.keyFor(this),
      removalPolicy: RemovalPolicy.DESTROY,
    });
    logGroup.grantWrite(role);
    this.#role = role;
    this.grantPrincipal = role;
    this.function = new LambdaFunction(this, 'Function', {
      functionName,
      description: this.#spec.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(join(installation.builds.lambdas, name), { exclude: ['*.map'] }),
      handler: 'index.handler',
      memorySize: this.#spec.memoryMegabytes,
      timeout: Duration.seconds(this.#spec.timeoutSeconds),
      role,
      logGroup,
      tracing: Tracing.ACTIVE,
    });
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html
    acknowledgeWildcard(role, {
      arn: '*',
      because: 'Traces are written by actions of X-Ray that take no resource.',
    });
    this.#set('LOG_LEVEL', installation.config.logs.level);
    this.#set('STAGE', installation.config.stage);
    this.node.addValidation({ validate: () => this.#problems() });
  }

  readonly use = (name: VariableOf<N>, value: string): void => this.#set(name, value);

  readonly allow = (
    actions: readonly string[],
    resources: readonly (string | Wildcard)[],
    conditions?: Conditions,
  ): void => {
    Grant.addToPrincipal({
      grantee: this,
      actions: [...actions],
      resourceArns: resources.map((resource) => this.#named(resource)),
      ...(conditions && { conditions }),
    });
  };

  #named(resource: string | Wildcard): string {
    if (typeof resource === 'string') return resource;
    if (!this.#wildcards.has(resource.arn)) acknowledgeWildcard(this.#role, resource);
    this.#wildcards.add(resource.arn);
    return resource.arn;
  }

  #set(name: string, value: string): void {
    if (!(name in this.#spec.env.shape))
      throw new UndeclaredVariableError(`${this.node.id} does not declare ${name} in its env.ts`);
    this.#environment.set(name, value);
    this.function.addEnvironment(name, value);
  }

  /** What the function would refuse to start with; values that are known only at deployment are taken on trust. */
  #problems(): string[] {
    return Object.entries<z.ZodType>(this.#spec.env.shape).flatMap(([name, schema]) => {
      const value = this.#environment.get(name);
      if (Token.isUnresolved(value)) return [];
      const parsed = schema.safeParse(value);
      if (parsed.success) return [];
      return [
        `${this.node.id}: ${name} ${value === undefined ? 'is provided by no grant' : 'has an unusable value'}`,
      ];
    });
  }
}
