import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Section } from '../service';
import type { Machine } from './definition';
import { parseDefinition } from './parse-definition';
import { Execution, MachineRecord } from './records';

const KEPT_ENDED = 2_000;
const NAME_KEPT_MILLISECONDS = 90 * 24 * 3_600_000;

const Saved = z.strictObject({
  version: z.literal(1),
  machines: z.array(MachineRecord),
  definitions: z.record(z.string(), z.string()),
  executions: z.array(z.string()),
  usedNames: z.record(z.string(), z.number()),
  transitions: z.number(),
});

/** The saved state cannot be read: it is damaged or of another version. */
export class StepFunctionsStateError extends Error {
  override readonly name = 'StepFunctionsStateError' as const;
}

/**
 * Everything that outlives a restart. Each execution is kept as its own text, so that a checkpoint of one costs
 * the same however many others there are; all checkpoints of one turn of the event loop become one write.
 */
export class Store {
  readonly machines = new Map<string, MachineRecord>();
  readonly executions = new Map<string, Execution>();
  transitions = 0;
  /** Told of every execution that is over. */
  onEnd: (execution: Readonly<Execution>) => void = () => undefined;
  readonly #section: Section | undefined;
  readonly #texts = new Map<string, string>();
  readonly #dirty = new Set<Execution>();
  readonly #definitions = new Map<string, string>();
  readonly #parsed = new Map<string, Machine>();
  readonly #usedNames = new Map<string, number>();
  #commit: Promise<void> | undefined;

  /** Without a section nothing outlives the process, and a checkpoint costs nothing. */
  constructor(section: Section | undefined) {
    this.#section = section;
    this.#load();
  }

  /** Keeps a definition and gives the id of its revision. */
  addDefinition(text: string): string {
    const machine = parseDefinition(text);
    const revision = createHash('sha256').update(text).digest('hex').slice(0, 32);
    this.#definitions.set(revision, text);
    this.#parsed.set(revision, machine);
    return revision;
  }

  definition(revision: string): string {
    const text = this.#definitions.get(revision);
    if (text === undefined) throw new StepFunctionsStateError(`no definition ${revision}`);
    return text;
  }

  machine(revision: string): Machine {
    const known = this.#parsed.get(revision);
    if (known) return known;
    const parsed = parseDefinition(this.definition(revision));
    this.#parsed.set(revision, parsed);
    return parsed;
  }

  /** When an execution that is no longer kept ended, in epoch milliseconds; its name stays taken for 90 days. */
  nameUsedAt(arn: string): number | undefined {
    return this.#usedNames.get(arn);
  }

  /** Forgets an ended execution whose name may be used again. */
  forget(arn: string): void {
    this.executions.delete(arn);
    this.#texts.delete(arn);
    this.#usedNames.delete(arn);
  }

  /** Takes `executions` and everything else into the next write; resolves when it is written. */
  commit(...executions: readonly Execution[]): Promise<void> {
    if (!this.#section) return Promise.resolve();
    for (const execution of executions) this.#dirty.add(execution);
    this.#commit ??= new Promise((resolve, reject) => {
      setImmediate(() => {
        this.#commit = undefined;
        try {
          this.#write();
          resolve();
        } catch (error) {
          reject(error);
        }
      });
    });
    return this.#commit;
  }

  /** Keeps the newest ended executions, and of the others only the name. */
  prune(now: number): void {
    const ended = [...this.executions.values()].filter(({ status }) => status !== 'RUNNING');
    ended.sort((a, b) => endOf(b) - endOf(a));
    for (const execution of ended.slice(KEPT_ENDED)) {
      this.forget(execution.arn);
      this.#usedNames.set(execution.arn, endOf(execution));
    }
    for (const [arn, endedAt] of this.#usedNames) if (isNameFree(endedAt, now)) this.#usedNames.delete(arn);
  }

  #write(): void {
    for (const execution of this.#dirty) {
      if (this.executions.get(execution.arn) !== execution) continue;
      this.#texts.set(execution.arn, JSON.stringify(execution));
    }
    this.#dirty.clear();
    this.#section?.write({
      version: 1,
      machines: [...this.machines.values()],
      definitions: Object.fromEntries(this.#usedDefinitions()),
      executions: [...this.#texts.values()],
      usedNames: Object.fromEntries(this.#usedNames),
      transitions: this.transitions,
    });
  }

  #usedDefinitions(): [string, string][] {
    const used = new Set([...this.machines.values()].map(({ revision }) => revision));
    for (const { status, revision } of this.executions.values()) if (status === 'RUNNING') used.add(revision);
    return [...this.#definitions].filter(([revision]) => used.has(revision));
  }

  #load(): void {
    const found = this.#section?.read();
    if (found === undefined || found === null) return;
    try {
      const saved = Saved.parse(found);
      for (const machine of saved.machines) this.machines.set(machine.arn, machine);
      for (const [revision, text] of Object.entries(saved.definitions)) this.#definitions.set(revision, text);
      for (const [arn, endedAt] of Object.entries(saved.usedNames)) this.#usedNames.set(arn, endedAt);
      this.transitions = saved.transitions;
      for (const text of saved.executions) {
        const execution = Execution.parse(JSON.parse(text));
        this.executions.set(execution.arn, execution);
        this.#texts.set(execution.arn, text);
      }
    } catch (error) {
      throw new StepFunctionsStateError('The saved state of Step Functions cannot be read', { cause: error });
    }
  }
}

function endOf(execution: Execution): number {
  return execution.stopDate ?? execution.startDate;
}

/** Whether the name of an execution that ended at `endedAt` may be used again. */
export function isNameFree(endedAt: number, now: number): boolean {
  return now - endedAt >= NAME_KEPT_MILLISECONDS;
}
