import { MINUTE } from '../../../core/model/instant';
import type { Lease } from '../../../core/model/lease';
import { TABLE_NAMES } from '../environment';
import type { Process } from '../process';
import { accessKey } from '../records';
import type { Effect } from '../wire';
import type { World } from '../world';
import type { Invariant } from './invariant';

const BEGUN = new Set<Lease['status']>(['activating', 'active']);

/** What Identity Center refuses without saying that it stays so is an orphan after a quarter of an hour; then comes the next try. */
const PATIENCE = 25 * MINUTE;

/**
 * Ending asks nobody about people, accounts or policies, and who orders an end is asked for nobody's groups but their own. Access of
 * people, accounts and permission sets that are gone ends like any other, or is an orphan that is said aloud: never silence.
 */
export const g7: Invariant = {
  guarantee: 'G7',
  watch: (stage, oracle, report) => {
    const { world } = stage;
    return {
      asked: (effect) => {
        const { process, service, operation } = effect;
        if (process.fn === 'end-lease' && asksAboutOthers(effect, undefined))
          report(`${process.key} asks ${service}.${operation} before it ends access`);
        const caller = whoEnds(process);
        if (caller !== undefined && asksAboutOthers(effect, caller))
          report(`${process.key} asks ${service}.${operation} when all it needs is who ${caller} is`);
      },
      inPeace: () => {
        for (const lease of world.records.leases())
          if (BEGUN.has(lease.status) && world.timeline.now() - lease.endsAt > stage.peace())
            report(
              `${lease.id} is ${lease.status} past its end, whatever has become of its person or account`,
            );
      },
      atEnd: () => {
        for (const lease of world.records.leases()) {
          if (lease.status === 'ended' || lease.status === 'failed' || !oracle.isOutOfReach(accessKey(lease)))
            continue;
          const late = world.timeline.now() - lease.endsAt;
          const orphan = lease.status === 'ending' && lease.orphan !== undefined;
          if (BEGUN.has(lease.status) || (late > PATIENCE && !orphan && !isOverdue(lease, world)))
            report(`${lease.id} is ${lease.status} and cannot end, and nobody is told`);
        }
      },
    };
  },
};

/** Whether the reconciler has said that the lease is overdue. */
function isOverdue({ requestId }: Lease, { records }: World): boolean {
  return records
    .events()
    .some(({ type, stream }) => type === 'LeaseOverdue' && stream === `request#${requestId}`);
}

/** Who asks for an end over the API; undefined: it is another call. */
function whoEnds({ fn, event }: Process): string | undefined {
  if (fn !== 'api') return undefined;
  const { rawPath, requestContext } = event as {
    rawPath: string;
    requestContext: { authorizer: { jwt: { claims: { hourglass_user_id: string } } } };
  };
  return /^\/(requests|emergency)(\/[^/]+)?\/end$/.test(rawPath)
    ? requestContext.authorizer.jwt.claims.hourglass_user_id
    : undefined;
}

/** Whether a call is about people other than `caller`, about accounts or about policies. */
function asksAboutOthers({ service, operation, input }: Effect, caller: string | undefined): boolean {
  if (service === 'organizations') return true;
  if (service === 'dynamodb') return caller === undefined && input.TableName === TABLE_NAMES.policies;
  if (service !== 'identitystore') return false;
  const { UserId } = (input.MemberId ?? input) as { UserId?: unknown };
  return caller === undefined || (UserId !== caller && operation !== 'DescribeGroup');
}
