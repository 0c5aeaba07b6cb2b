import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Assembly, synthesized } from './support/assembly';
import { exampleConfig, synthesize, TRAIL_AT_HOME } from './support/installation';

const tags = { 'cost-centre': '4711', stage: 'blue' };
const named = synthesize(
  exampleConfig({ permissionsBoundary: 'team/Boundary', tags, activity: TRAIL_AT_HOME }),
);
const byArn = 'arn:aws:iam::111122223333:policy/Boundary';

type Manifest = {
  artifacts: Record<
    string,
    { type: string; dependencies?: string[]; properties?: { tags?: Record<string, string> } }
  >;
};
const manifestOf = (folder: string) =>
  JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
const stacksOf = (folder: string) =>
  Object.entries(manifestOf(folder).artifacts).filter(([, { type }]) => type === 'aws:cloudformation:stack');

describe('tags', () => {
  it('are on every stack, from where CloudFormation hands them to what is in it', () => {
    const stacks = stacksOf(named);
    expect(stacks.length).toBeGreaterThanOrEqual(5);
    for (const [, { properties }] of stacks)
      expect(properties?.tags).toEqual({ application: 'hourglass', stage: 'blue', 'cost-centre': '4711' });
  });
});

describe('a permissions boundary', () => {
  const boundariesOf = (folder: string) => {
    const assembly = new Assembly(folder);
    return assembly.all('AWS::IAM::Role').map(({ stack, resource }) => {
      const boundary = resource.Properties.PermissionsBoundary;
      return boundary === undefined ? undefined : assembly.show(boundary, stack);
    });
  };

  it('is on every role, by its name in the account or by its ARN', () => {
    const policy = 'arn:${Partition}:iam::111122223333:policy/team/Boundary';
    expect(new Set(boundariesOf(named))).toEqual(new Set([policy]));
    const config = exampleConfig({ permissionsBoundary: byArn, activity: TRAIL_AT_HOME });
    expect(new Set(boundariesOf(synthesize(config)))).toEqual(new Set([byArn]));
  });

  it('is not on the role in another account, where there is no such policy', () => {
    const assembly = new Assembly(synthesize(exampleConfig({ permissionsBoundary: 'Boundary' })));
    const without = assembly
      .all('AWS::IAM::Role')
      .filter(({ resource }) => !resource.Properties.PermissionsBoundary);
    expect(without.map((role) => assembly.path(role))).toEqual(['LogArchive/Reader/Role']);
  });

  it('is on none without the option', () => {
    expect(
      new Set(
        synthesized()
          .all('AWS::IAM::Role')
          .map(({ resource }) => resource.Properties.PermissionsBoundary),
      ),
    ).toEqual(new Set([undefined]));
  });
});

describe('the order of the stacks', () => {
  const short = (name: string) => name.replace('Hourglass-prod-', '');
  const needs = new Map(
    stacksOf(named).map(([name, { dependencies = [] }]) => [
      short(name),
      dependencies.filter((one) => !one.endsWith('.assets')).map(short),
    ]),
  );
  const depth = (stack: string, below: readonly string[] = []): number => {
    if (below.includes(stack)) throw new Error(`${[...below, stack].join(' → ')} is a circle`);
    return 1 + Math.max(-1, ...(needs.get(stack) ?? []).map((one) => depth(one, [...below, stack])));
  };

  it('has no circle, so that each can be deployed after those it needs and destroyed before them', () => {
    for (const stack of needs.keys()) expect(() => depth(stack)).not.toThrow();
  });

  it('begins with the data and the hosting, which need nothing', () => {
    expect(needs.get('Data')).toEqual([]);
    expect(needs.get('Web')).toEqual([]);
  });

  it('lets a stack import only from those that it is deployed after', () => {
    const assembly = new Assembly(named);
    const exporters = new Map(
      assembly.stacks.flatMap((stack) =>
        Object.values(templateOf(assembly, stack).Outputs ?? {}).flatMap(({ Export }) =>
          Export ? [[Export.Name, short(stack)] as const] : [],
        ),
      ),
    );
    for (const stack of assembly.stacks) {
      const imports = [
        ...JSON.stringify(templateOf(assembly, stack)).matchAll(/"Fn::ImportValue":"([^"]+)"/g),
      ];
      const from = new Set(imports.map(([, name = '']) => exporters.get(name)));
      expect([...from].filter((one) => one === undefined || !needs.get(short(stack))?.includes(one))).toEqual(
        [],
      );
    }
  });
});

type Template = {
  Resources: Record<string, { Type: string; DeletionPolicy?: string; UpdateReplacePolicy?: string }>;
  Outputs?: Record<string, { Export?: { Name: string } }>;
};
const templateOf = (assembly: Assembly, stack: string) =>
  JSON.parse(assembly.text(`${stack}.template.json`)) as Template;

describe('what has a state', () => {
  const STATEFUL =
    /^AWS::(DynamoDB::|S3::Bucket$|SecretsManager::Secret$|KMS::Key$|Cognito::UserPool$|RDS::)/;
  const folder = synthesize(exampleConfig({ auditArchive: { mode: 'governance', years: 1 } }));
  const assembly = new Assembly(folder);
  const stateful = assembly.stacks.flatMap((stack) =>
    Object.values(templateOf(assembly, stack).Resources)
      .filter(({ Type }) => STATEFUL.test(Type))
      .map((resource) => ({ stack: stack.replace('Hourglass-prod-', ''), ...resource })),
  );

  it('outlives its stack', () => {
    expect(stateful.filter(({ DeletionPolicy }) => DeletionPolicy !== 'Retain')).toEqual([]);
    expect(stateful.filter(({ UpdateReplacePolicy }) => UpdateReplacePolicy !== 'Retain')).toEqual([]);
  });

  it('is apart from what has none, but for the user pool', () => {
    const places = stateful.map(({ stack, Type }) => `${stack} ${Type}`);
    expect([...new Set(places)].filter((place) => !place.startsWith('Data ')).toSorted()).toEqual([
      // The pool and the function that it calls name each other.
      'Identity AWS::Cognito::UserPool',
      // Results of look-ups, which expire; it stays because a bucket with objects cannot be deleted.
      'LogArchive AWS::S3::Bucket',
    ]);
  });
});
