import { z } from 'zod';
import { iamAction } from './iam-action';
import { readSection } from './section';
import { type EmulatedService, memorySection, type Section, ServiceError } from './service';
import { errorOf } from './shape';

const common = {
  /** The service's name, as in `EmulatedService`; any when it is left out. */
  service: z.string().min(1).optional(),
  /** The operation's name; any when it is left out. */
  operation: z.string().min(1).optional(),
  /** How many matches it strikes; until cleared when it is left out. */
  times: z.int().positive().optional(),
  /** The share of matches that it strikes, 0 to 1; all when it is left out. */
  share: z.number().min(0).max(1).optional(),
};

/** What somebody may ask to go wrong. */
export const FaultRequest = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('throttle') }),
  z.strictObject({ ...common, kind: z.literal('conflict') }),
  z.strictObject({ ...common, kind: z.literal('fail') }),
  z.strictObject({ ...common, kind: z.literal('deny') }),
  z.strictObject({ ...common, kind: z.literal('fail-operation'), reason: z.string().min(1).optional() }),
  z.strictObject({ ...common, kind: z.literal('delay'), milliseconds: z.int().positive() }),
]);
export type FaultRequest = z.infer<typeof FaultRequest>;

const Armed = z.object({ id: z.string(), fault: FaultRequest, hits: z.int(), left: z.int().nullable() });
const Stored = z.object({ next: z.int(), seed: z.int(), armed: z.array(Armed) });

/** A fault that waits for its next match; `left` is null when it stays until cleared. */
export type ArmedFault = z.infer<typeof Armed>;

/** The names under which the services refuse, the first that a model knows being the one used. */
const REFUSALS = {
  throttle: {
    names: ['ThrottlingException', 'TooManyRequestsException'],
    status: 400,
    message: 'Rate exceeded',
  },
  conflict: {
    names: ['ConflictException', 'ConcurrentModificationException', 'TransactionConflictException'],
    status: 400,
    message: 'Another operation is in progress on this resource',
  },
  fail: {
    names: ['InternalServerException', 'InternalServerError', 'InternalServiceError', 'ServiceException'],
    status: 500,
    message: 'The service had an internal failure',
  },
} as const;

/** The faults that are armed for the emulated services. */
export class Faults {
  readonly #section: Section;
  #state: z.infer<typeof Stored>;

  constructor(options: { section?: Section; seed?: number } = {}) {
    this.#section = options.section ?? memorySection();
    this.#state = readSection(this.#section, Stored, 'the faults', {
      next: 1,
      seed: options.seed ?? 1,
      armed: [],
    });
  }

  /** What is armed, oldest first. */
  list(): readonly ArmedFault[] {
    return structuredClone(this.#state.armed);
  }

  /** Arms a fault. */
  add(fault: FaultRequest): ArmedFault {
    const armed = {
      id: `fault-${this.#state.next}`,
      fault: FaultRequest.parse(fault),
      hits: 0,
      left: fault.times ?? null,
    };
    this.#state.next += 1;
    this.#state.armed.push(armed);
    this.#save();
    return { ...armed };
  }

  /** Disarms one fault, or all of them; says how many there were. */
  clear(id?: string): number {
    const before = this.#state.armed.length;
    this.#state.armed = this.#state.armed.filter((armed) => id !== undefined && armed.id !== id);
    this.#save();
    return before - this.#state.armed.length;
  }

  /** The error with which a call is to be refused before the service sees it, if a fault strikes. */
  refusal(service: EmulatedService, operation: string): ServiceError | undefined {
    const struck = this.#strike(['throttle', 'conflict', 'fail', 'deny'], operation, service.name);
    if (!struck) return undefined;
    if (struck.kind === 'deny') return denial(service, operation);
    const { names, status, message } = REFUSALS[struck.kind];
    const name = names.find((candidate) => errorOf(service.model, candidate)) ?? names[0];
    return new ServiceError(name, message, status);
  }

  /** The reason with which an accepted assignment operation is to end as FAILED, if a fault strikes. */
  takeOperationFailure(operation: string): string | undefined {
    const struck = this.#strike(['fail-operation'], operation);
    return struck && (struck.reason ?? 'The operation failed because of an internal error.');
  }

  /** Virtual milliseconds by which an asynchronous operation is to take longer. */
  operationDelay(operation: string): number {
    return this.#strike(['delay'], operation)?.milliseconds ?? 0;
  }

  #strike<K extends FaultRequest['kind']>(
    kinds: readonly K[],
    operation: string,
    service?: string,
  ): Extract<FaultRequest, { kind: K }> | undefined {
    for (const armed of this.#state.armed) {
      const { fault } = armed;
      if (!isOneOf(fault, kinds)) continue;
      if (fault.operation !== undefined && fault.operation !== operation) continue;
      if (service !== undefined && fault.service !== undefined && fault.service !== service) continue;
      if (fault.share !== undefined && this.#random() >= fault.share) continue;
      armed.hits += 1;
      if (armed.left !== null) armed.left -= 1;
      this.#state.armed = this.#state.armed.filter((other) => other.left !== 0);
      this.#save();
      return fault;
    }
    return undefined;
  }

  /** mulberry32: small, and the same sequence after a restart. */
  #random(): number {
    this.#state.seed = (this.#state.seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state.seed ^ (this.#state.seed >>> 15), 1 | this.#state.seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  #save(): void {
    this.#section.write(this.#state);
  }
}

/** A refusal as IAM words it. */
function denial({ name, protocol }: EmulatedService, operation: string): ServiceError {
  const action = iamAction(name, operation);
  return new ServiceError(
    protocol === 'query' ? 'AccessDenied' : 'AccessDeniedException',
    `User: arn:aws:sts::111122223333:assumed-role/Administrator/laptop is not authorized to perform: ${action}`,
    protocol === 'query' ? 403 : 400,
  );
}

function isOneOf<K extends FaultRequest['kind']>(
  fault: FaultRequest,
  kinds: readonly K[],
): fault is Extract<FaultRequest, { kind: K }> {
  return kinds.some((kind) => kind === fault.kind);
}
