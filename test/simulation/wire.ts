import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { FaultKind, Faults } from './faults';
import { current, type Process, setCurrent } from './process';
import { hashText, Random } from './random';
import { operationOf } from './services/document-store/document-client';
import type { SimTimeline } from './timeline';
import { asSdkError, conflict, isAnswer, named, parsedTimes, throttle, timeout } from './wire-answers';

type Input = Readonly<Record<string, unknown>>;

/** A service as the clients reach it. Errors it throws are the SDK's own, or `ServiceError`s of its model. */
export type Reachable = {
  /** Milliseconds that a call usually takes, the least and the most. */
  readonly takes: readonly [number, number];
  readonly model?: Record<string, unknown>;
  readonly call: (operation: string, input: Input) => unknown;
};

/** A call as observers see it, at the moment of its effect. */
export type Effect = {
  readonly process: Process;
  readonly service: string;
  readonly operation: string;
  readonly input: Input;
  readonly output?: unknown;
};

type Call = {
  readonly process: Process;
  readonly service: string;
  readonly operation: string;
  readonly input: Input;
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: unknown) => void;
  readonly most: number;
};

/** What the SDK retries, and how often: `aws/clients.ts`. */
const ATTEMPTS = 4;
const PATIENT_ATTEMPTS = 10;
const THROTTLES = new Set([
  'ThrottlingException',
  'TooManyRequestsException',
  'Throttling',
  'ProvisionedThroughputExceededException',
]);
const TRANSIENT = new Set([
  'TimeoutError',
  'InternalServerException',
  'InternalServerError',
  'ServiceException',
]);

/** The wire between the SDK clients of our functions and the services: takes time, and fails as the faults say. */
export class Wire {
  readonly #services: ReadonlyMap<string, Reachable>;
  /** Called before a call is tried, and after its effect. */
  readonly #watchers: ((effect: Effect, moment: 'asked' | 'done') => void)[] = [];
  /**
   * Transactions that were written and whose answer was lost. By its token the next try is known as the same, and nothing can be in its way.
   * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-apis-txwriteitems-idempotency
   */
  readonly #written = new WeakSet<Call>();
  /** Set while an assignment operation is being accepted: what is to become of it. */
  operationFault: FaultKind | undefined;
  /** Whose call is having its effect now. */
  acting: Process | undefined;

  constructor(
    services: Readonly<Record<string, Reachable>>,
    private readonly timeline: SimTimeline,
    private readonly faults: Faults,
    private readonly host: {
      readonly crash: (process: Process, why: string) => void;
      readonly note: (text: string) => void;
    },
  ) {
    this.#services = new Map(Object.entries(services));
  }

  watch(watcher: (effect: Effect, moment: 'asked' | 'done') => void): void {
    this.#watchers.push(watcher);
  }

  /** What every client's `send` does. */
  send(service: string, operation: string, input: Input): Promise<unknown> {
    const process = current();
    if (!process) throw new Error(`${service}.${operation} was called outside an invocation`);
    // The SDK makes the token once per call, so that its retries are one transaction.
    const ClientRequestToken = `${process.key}/${process.calls}`;
    const whole = operation === 'TransactWrite' ? { ...input, ClientRequestToken } : input;
    const most = process.fn === 'sync-directory' ? PATIENT_ATTEMPTS : ATTEMPTS;
    return new Promise((resolve, reject) => {
      this.#attempt({ process, service, operation, input: whole, resolve, reject, most }, 1);
    });
  }

  #attempt(call: Call, attempt: number): void {
    const { process, service, operation } = call;
    if (!process.alive) return;
    process.calls += 1;
    const site = `${process.key}/${process.calls}`;
    const reachable = this.#services.get(service);
    if (!reachable) throw new Error(`The simulator has no ${service} (${operation})`);
    const random = new Random(hashText(site, 0x5eed));
    const takes = random.between(...reachable.takes);
    const struck = this.faults.strike(site, service, operation);
    const fault = struck === 'conflict' && this.#written.has(call) ? undefined : struck;
    if (fault) this.host.note(`${fault}: ${service}.${operation} of ${process.key}`);
    this.#tell(call, 'asked');
    this.#happen(call, attempt, fault, { random, takes, reachable });
  }

  #happen(
    call: Call,
    attempt: number,
    fault: FaultKind | undefined,
    { random, takes, reachable }: { random: Random; takes: number; reachable: Reachable },
  ): void {
    const { process } = call;
    const half = Math.ceil(takes / 2);
    const fails = (after: number, error: Error) => this.#in(after, () => this.#failed(call, attempt, error));
    const replies = (after: number, ends: number) =>
      this.#in(after, () => this.#effect(call, attempt, reachable, ends - after));
    switch (fault) {
      case 'throttled':
        return fails(takes, throttle(call.service));
      case 'conflict':
        return fails(takes, conflict(call));
      case 'internal':
        return fails(takes, named('InternalServerException', 'The service had an internal failure', 500));
      case 'reset-before':
        return fails(random.between(200, 4_000), timeout());
      case 'reset-after':
        this.#in(half, () => this.#quietly(call, reachable));
        return fails(random.between(takes, 4_000), timeout());
      case 'slow':
        return replies(half, random.between(2_000, 45_000));
      case 'stalled': {
        const stall = random.between(2_000, 45_000);
        return replies(stall, stall + takes);
      }
      case 'crash-before':
        return this.#in(half, () => this.host.crash(process, 'crashed'));
      case 'crash-after':
        return this.#in(half, () => {
          this.#quietly(call, reachable);
          this.host.crash(process, 'crashed');
        });
      case 'operation-fails':
      case 'operation-slow':
        this.#in(half, () => {
          this.operationFault = fault;
          this.#effect(call, attempt, reachable, takes - half);
          this.operationFault = undefined;
        });
        return;
      case undefined:
        replies(half, takes);
    }
  }

  #in(milliseconds: number, run: () => void): void {
    this.timeline.schedule(this.timeline.now() + milliseconds, undefined, run);
  }

  /** The effect happens, and its answer is lost. */
  #quietly(call: Call, reachable: Reachable): void {
    if (!call.process.alive) return;
    setCurrent(undefined);
    try {
      const output = this.#ask(call, reachable);
      if (call.operation === 'TransactWrite') this.#written.add(call);
      if (output instanceof Promise)
        void output.then(
          (answer) => this.#tell(call, 'done', answer),
          () => undefined,
        );
      else this.#tell(call, 'done', output);
    } catch (error) {
      if (!isAnswer(error)) throw error;
    }
  }

  #effect(call: Call, attempt: number, reachable: Reachable, left: number): void {
    if (!call.process.alive) return;
    setCurrent(undefined);
    const answered = (output: unknown) => {
      this.#tell(call, 'done', output);
      this.#in(left, () =>
        this.#resume(call, () => call.resolve(reachable.model ? parsedTimes(output) : output)),
      );
    };
    const failed = (error: unknown) => {
      if (!isAnswer(error)) throw error;
      this.#in(left, () => this.#failed(call, attempt, asSdkError(error, reachable.model)));
    };
    let output: unknown;
    try {
      output = this.#ask(call, reachable);
    } catch (error) {
      failed(error);
      return;
    }
    if (output instanceof Promise) void output.then(answered, failed);
    else answered(output);
  }

  #ask({ process, operation, input }: Call, reachable: Reachable): unknown {
    this.acting = process;
    try {
      return reachable.call(operation, input);
    } finally {
      this.acting = undefined;
    }
  }

  #failed(call: Call, attempt: number, error: Error): void {
    const throttled = THROTTLES.has(error.name);
    if (attempt < call.most && (throttled || TRANSIENT.has(error.name))) {
      const longest = Math.min(20_000, (throttled ? 500 : 100) * 2 ** (attempt - 1));
      const random = new Random(hashText(`${call.process.key}/${call.process.calls}`, 0xbac0));
      this.#in(Math.ceil(random.next() * longest), () => this.#attempt(call, attempt + 1));
      return;
    }
    this.#resume(call, () => call.reject(error));
  }

  #resume({ process }: Call, run: () => void): void {
    if (!process.alive) return;
    setCurrent(process);
    run();
  }

  #tell({ process, service, operation, input }: Call, moment: 'asked' | 'done', output?: unknown): void {
    for (const watcher of this.#watchers)
      watcher({ process, service, operation, input, ...(output === undefined ? {} : { output }) }, moment);
  }
}

type Sender = { send: (command: { readonly input: Input }) => Promise<unknown> };

let wire: Wire | undefined;

/** From now on every client of the SDK speaks over this wire. */
export function useWire(next: Wire): void {
  wire = next;
}

/** Puts the wire into the class that all clients of the SDK come from: none can be forgotten. */
export function takeOverClients(): void {
  const base: Sender = Object.getPrototypeOf(DynamoDBDocumentClient.prototype);
  base.send = function send(this: object, command) {
    if (!wire) throw new Error('A client was used outside a run.');
    const name = this.constructor.name.replace(/(Document)?Client$/, '').toLowerCase();
    return wire.send(name, operationOf(command), command.input);
  };
}
