import type { Stage } from '../actors/context';
import { SECOND } from '../../../core/model/instant';
import type { Lease } from '../../../core/model/lease';
import { MOST_SKEW } from '../lambda-host';
import { accessKey, recordedIn } from '../records';
import type { Invariant } from './invariant';

const LIVE = new Set<Lease['status']>(['activating', 'active', 'ending']);
const OVER = new Set<Lease['status']>(['ended', 'failed']);

/** From the end of a lease to the request for its deletion, in milliseconds, when nothing fails: 5 s, and a cold start. */
const AT_MOST = 5 * SECOND + 2 * SECOND;

/** Access ends when its lease does: `ended` is recorded only once it is gone, nothing is left over, nothing is late. */
export const g3: Invariant = {
  guarantee: 'G3',
  watch: (stage, oracle, report) => {
    const { world } = stage;
    const isTheirs = (key: string) => oracle.standing.has(key) || oracle.perhapsStanding.has(key);
    const overdue = (lease: Lease) => {
      const due = lease.status === 'ending' ? Math.min(lease.endAskedAt, lease.endsAt) : lease.endsAt;
      // Restored tables forget an extension as well; the workflow of the lease carries out the end that it was told.
      const moved = oracle.forgotten.begun.get(lease.id)?.endsAt ?? due;
      return world.timeline.now() - Math.max(due, moved);
    };
    return {
      written: ({ written }) => {
        for (const { table, before, after } of written) {
          const is = recordedIn(table, after);
          const was = recordedIn(table, before);
          if (is?.kind !== 'lease' || !OVER.has(is.record.status) || was?.kind !== 'lease') continue;
          const key = accessKey(is.record);
          const others = oracle
            .leasesOn(key)
            .filter(({ id, status }) => id !== is.record.id && LIVE.has(status));
          const explained = isTheirs(key) || others.length > 0 || oracle.isOfLateCreation(key);
          if (LIVE.has(was.record.status) && oracle.isHeld(key) && !explained)
            report(
              `${is.record.id} is recorded as ${is.record.status} while Identity Center lists its access`,
            );
        }
      },
      after: () => {
        const accounted = new Set(
          world.records.leases().flatMap((lease) => (LIVE.has(lease.status) ? [accessKey(lease)] : [])),
        );
        for (const key of oracle.held())
          if (
            !accounted.has(key) &&
            !isTheirs(key) &&
            !oracle.forgotten.explains(key) &&
            !oracle.isOfLateCreation(key)
          )
            report(`nothing will end the access of ${named(stage, key)}`);
        const disturbs = ({ act: { deed } }: Stage['begun'][number]) =>
          deed.kind.startsWith('stop') || deed.kind === 'restore';
        const undisturbed = world.faults.profile.rate === 0 && !stage.begun.some(disturbs);
        if (!undisturbed) return;
        for (const lease of world.records.leases())
          if (
            (lease.status === 'activating' || lease.status === 'active') &&
            overdue(lease) > AT_MOST + MOST_SKEW
          )
            report(
              `${lease.id} is still ${lease.status} ${overdue(lease)} ms past its end, and nothing failed`,
            );
      },
      inPeace: () => {
        for (const lease of world.records.leases())
          if (
            !OVER.has(lease.status) &&
            overdue(lease) > stage.peace() &&
            !oracle.isOutOfReach(accessKey(lease))
          )
            report(
              `${lease.id} is ${lease.status} ${overdue(lease)} ms past its end, long after everything works again`,
            );
      },
      atEnd: () => {
        for (const lease of world.records.leases())
          if (!OVER.has(lease.status) && !oracle.isOutOfReach(accessKey(lease)))
            report(`${lease.id} is ${lease.status} when everything should have ended`);
      },
    };
  },
};

function named({ world }: Parameters<Invariant['watch']>[0], key: string): string {
  return key
    .split(' ')
    .map((id) => world.organization.nameOf(id))
    .join(' ');
}
