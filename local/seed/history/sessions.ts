import { createHash } from 'node:crypto';
import { MINUTE } from '../../../core/model/instant';
import type { Lease } from '../../../core/model/lease';
import { sessionEvents } from '../../aws/cloudtrail/activity-writer';
import type { CloudTrailRecord } from '../../aws/cloudtrail/record';
import { seeded } from '../../aws/step-functions/jsonata-functions';
import { ACCOUNT_ID, REGION } from '../../places';
import type { SeedContext } from '../context';
import type { SampleOrganization } from '../organization';
import type { Played } from './play';

const SEED = 20_261_121;

type Deps = Pick<SeedContext, 'identityStoreId' | 'roleNameFor'>;

/** What CloudTrail saw of the access that the scenes gave. */
export function sessionsOf(
  played: readonly Played[],
  names: SampleOrganization,
  deps: Deps,
): CloudTrailRecord[] {
  const random = seeded(SEED + played.length);
  return played.flatMap(({ scene, request, leases }) =>
    leases.flatMap((lease) => {
      const { entitlement, permissionSetName } = lease.target;
      const startedAt = usedFrom(lease);
      if (!scene.did || startedAt === undefined || entitlement.kind !== 'account-assignment') return [];
      const { accountId, permissionSetArn } = entitlement;
      return sessionEvents({
        person: names.person(request.beneficiary.userName),
        identityStoreArn: `arn:aws:identitystore::${ACCOUNT_ID}:identitystore/${deps.identityStoreId}`,
        account: { id: accountId },
        roleName: deps.roleNameFor(accountId, permissionSetArn) ?? roleThatWas(permissionSetName, accountId),
        region: REGION,
        startedAt,
        story: scene.did,
        random,
      });
    }),
  );
}

/** A few minutes after the access was there. */
function usedFrom(lease: Lease): number | undefined {
  const activatedAt = 'activatedAt' in lease ? lease.activatedAt : undefined;
  return activatedAt === undefined ? undefined : activatedAt + 3 * MINUTE;
}

/** The role of an assignment that is gone: Identity Center removed it with its last holder. */
function roleThatWas(permissionSetName: string, accountId: string): string {
  const suffix = createHash('sha256').update(`${permissionSetName}/${accountId}`).digest('hex').slice(0, 16);
  return `AWSReservedSSO_${permissionSetName}_${suffix}`;
}
