import { z } from 'zod';
import { operation } from '../../support/operation';
import { page } from '../../support/paging';
import { wireTime } from '../../support/wire-time';
import type { IdentityCenter } from '../identity-center';
import { PAGING, paged } from './paging';

const schema = z.strictObject(paged);

/** ListInstances: there is exactly one. */
export function listInstances({ instance, accounts }: IdentityCenter) {
  return operation(schema, (input) => {
    const { items, NextToken } = page([instance], input, 'ListInstances', PAGING);
    const Instances = items.map((one) => ({
      InstanceArn: one.instanceArn,
      IdentityStoreId: one.identityStoreId,
      OwnerAccountId: accounts.managementAccountId,
      Name: one.name,
      CreatedDate: wireTime(one.createdAt),
      Status: 'ACTIVE',
      PrimaryRegion: one.region,
    }));
    return { Instances, NextToken };
  });
}
