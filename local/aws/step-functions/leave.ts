import { ExecutionError } from './execution-error';
import type { Json } from './json';
import type { Writes } from './definition';
import { type Move, scopeOf, type Visit } from './visit';

const MAX_PAYLOAD_BYTES = 262_144;

type Exit = {
  /** Where Assign and Output stand: the state, the choice rule or the catcher. */
  readonly writes: Writes;
  readonly next?: string;
  /** The output when there is no Output field. */
  readonly otherwise: Json;
  readonly extra?: Record<string, Json>;
  /** The path of `writes` in errors, with a trailing slash. */
  readonly at?: string;
};

/** Leaves a state: Assign and Output are evaluated side by side, both on the variables as they were. */
export async function leave(visit: Visit, exit: Exit): Promise<Move> {
  const scope = scopeOf(visit, exit.extra);
  const { Assign, Output } = exit.writes;
  const assigned: Record<string, Json> = {};
  for (const [name, value] of Object.entries(Assign ?? {})) {
    assigned[name] = await visit.expressions.evaluate(value, scope, `${exit.at ?? ''}Assign/${name}`);
  }
  const output =
    Output === undefined
      ? exit.otherwise
      : await visit.expressions.evaluate(Output, scope, `${exit.at ?? ''}Output`);
  checkSize(output, 'output');
  return { kind: 'exit', output, assigned, ...(exit.next !== undefined && { next: exit.next }) };
}

/** Refuses a payload that Step Functions would not carry. */
export function checkSize(payload: Json, what: string): void {
  if (Buffer.byteLength(JSON.stringify(payload)) <= MAX_PAYLOAD_BYTES) return;
  throw new ExecutionError(
    'States.DataLimitExceeded',
    `The state/task returned a result with a size exceeding the maximum number of bytes service limit (${what}).`,
  );
}
