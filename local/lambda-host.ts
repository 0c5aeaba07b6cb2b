import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

type Handler = (event: unknown, context: object) => Promise<unknown>;

/** The bundles are missing: `npm run build` makes them. */
export class MissingBuildError extends Error {
  override name = 'MissingBuildError' as const;
  constructor(path: string) {
    super(`${path} is missing. Run "npm run build", or start without --no-build.`);
  }
}

/** Runs the deployed Lambda bundles in this process, as the Lambda service would: one event in, one answer out. */
export class LambdaHost {
  readonly #folder: string;
  readonly #handlers = new Map<string, Handler>();
  readonly #invocations = new Map<string, number>();

  constructor(options: { readonly folder: string }) {
    this.#folder = options.folder;
  }

  /** How often each function was invoked since `resetInvocations`. */
  get invocations(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#invocations);
  }

  resetInvocations(): void {
    this.#invocations.clear();
  }

  /** Throws `MissingBuildError` when one of the functions has no bundle. */
  check(names: readonly string[]): void {
    for (const name of names) this.#path(name);
  }

  /** Loads the bundle at its first use. Rejects with whatever the function threw. */
  async invoke(name: string, event: unknown): Promise<unknown> {
    this.#invocations.set(name, (this.#invocations.get(name) ?? 0) + 1);
    const handler = this.#handler(name);
    // What crosses the wire is JSON, in both directions.
    const copy: unknown = JSON.parse(JSON.stringify(event));
    // Whoever invokes tracks the work: tracked twice, a function that sleeps would hold the clock.
    const result = await handler(copy, contextOf(name));
    return result === undefined ? null : JSON.parse(JSON.stringify(result));
  }

  #handler(name: string): Handler {
    const known = this.#handlers.get(name);
    if (known) return known;
    const bundle: unknown = require(this.#path(name));
    const handler: unknown =
      typeof bundle === 'object' && bundle !== null ? Reflect.get(bundle, 'handler') : undefined;
    if (!isHandler(handler)) throw new Error(`The bundle of ${name} exports no handler`);
    this.#handlers.set(name, handler);
    return handler;
  }

  #path(name: string): string {
    const path = join(this.#folder, name, 'index.js');
    if (!existsSync(path)) throw new MissingBuildError(path);
    return path;
  }
}

function isHandler(value: unknown): value is Handler {
  return typeof value === 'function';
}

function contextOf(name: string): object {
  return {
    awsRequestId: randomUUID(),
    functionName: `hourglass-${name}`,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:eu-west-1:111122223333:function:hourglass-${name}`,
    memoryLimitInMB: '512',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => 30_000,
  };
}
