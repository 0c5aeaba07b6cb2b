import { TABLE_NAMES } from '../environment';
import { isAssignment } from '../faults';
import type { Process } from '../process';
import { recordedIn } from '../records';
import { eventsOf, type Invariant } from './invariant';

/**
 * While an emergency stop stands nobody who could know of it switches access on or moves its end. The stop is looked at right before
 * Identity Center is asked for access: who asked for the policies before the stop, and for nothing in Identity Center since, could not know.
 */
export const g1Stopped: Invariant = {
  guarantee: 'G1',
  watch: ({ world }, oracle, report) => {
    let stoodSince: number | undefined;
    const looked = new WeakMap<Process, number>();
    const knows = (process: Process) =>
      stoodSince !== undefined && stoodSince < (looked.get(process) ?? process.startedAt);
    return {
      asked: ({ operation, process }) => {
        if (operation === 'CreateAccountAssignment' && knows(process))
          report(`${process.key} asks for access while an emergency stop stands`);
      },
      done: ({ service, process, operation, input }) => {
        const policies = service === 'dynamodb' && input.TableName === TABLE_NAMES.policies;
        if (policies || (service === 'ssoadmin' && !isAssignment(operation)))
          looked.set(process, world.timeline.now());
      },
      restored: () => {
        const stands = world.records.policies().some((one) => one.kind === 'emergency-stop' && one.stands);
        stoodSince = stands ? world.restoredAt : undefined;
      },
      written: ({ by, written }) => {
        if (by && knows(by)) {
          for (const { after, table } of written) {
            const is = recordedIn(table, after);
            // What was asked for before the stop goes on.
            if (is?.kind !== 'lease' || is.record.status !== 'active') continue;
            const { id } = is.record;
            const asked = oracle.operations.some(({ kind, leaseId }) => kind === 'create' && leaseId === id);
            if (!asked) report(`${id} becomes active while an emergency stop stands`);
          }
          for (const { stream } of eventsOf(written, 'RequestExtended'))
            report(`${stream} is extended while an emergency stop stands`);
        }
        for (const { table, after } of written) {
          const is = recordedIn(table, after);
          if (is?.kind === 'policy' && is.record.kind === 'emergency-stop')
            stoodSince = is.record.stands ? world.timeline.now() : undefined;
        }
      },
    };
  },
};
