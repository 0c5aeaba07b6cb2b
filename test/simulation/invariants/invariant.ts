import type { AuditEventType, ChainedEvent } from '../../../core/model/audit-event';
import type { AssignmentChange } from '../../../local/aws/identity-center/identity-center';
import type { Stage } from '../actors/context';
import type { Oracle } from '../oracle';
import type { Process } from '../process';
import { recordedIn } from '../records';
import type { Written } from '../services/document-store/document-store';
import type { Effect } from '../wire';

/** Says that the guarantee does not hold. */
export type Report = (message: string) => void;

/** Whose write it was; undefined: nobody's function. */
export type Write = { readonly by: Process | undefined; readonly written: readonly Written[] };

/** What a guarantee looks at, and when. */
export type Watch = {
  /** A function calls a service. */
  readonly asked?: (effect: Effect) => void;
  /** A call has had its effect. */
  readonly done?: (effect: Effect) => void;
  /** Items were written, together. */
  readonly written?: (write: Write) => void;
  /** Identity Center has another assignment, or one less. */
  readonly changed?: (change: AssignmentChange) => void;
  /** The tables were restored. */
  readonly restored?: () => void;
  /** A step is over. */
  readonly after?: () => void;
  /** Faults have stopped, and whatever was overdue then has had its two rounds. */
  readonly inPeace?: () => void;
  /** Everything has ended. */
  readonly atEnd?: () => void;
};

/** One guarantee, under its number. */
export type Invariant = {
  readonly guarantee: string;
  readonly watch: (stage: Stage, oracle: Oracle, report: Report) => Watch;
};

/** The events of a type that were written together. */
export function eventsOf(written: readonly Written[], type: AuditEventType): ChainedEvent[] {
  return written.flatMap(({ table, after }) => {
    const is = recordedIn(table, after);
    return is?.kind === 'event' && is.record.type === type ? [is.record] : [];
  });
}
