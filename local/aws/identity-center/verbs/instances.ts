import { z } from 'zod';
import { ServiceError } from '../../service';
import { type Operations, operation } from '../../support/operation';
import { page } from '../../support/paging';
import { wireTime } from '../../support/wire-time';
import type { IdentityCenter } from '../identity-center';
import { instanceArn } from '../instance';
import { PAGING, paged } from './paging';

const listInput = z.strictObject(paged);
const describeInput = z.strictObject({ InstanceArn: instanceArn });

/** The calls about the instance: there is exactly one. */
export function instances(center: IdentityCenter): Operations {
  return {
    ListInstances: operation(listInput, (input) => {
      const { items, NextToken } = page([answered(center)], input, 'ListInstances', PAGING);
      return { Instances: items, NextToken };
    }),

    DescribeInstance: operation(describeInput, ({ InstanceArn }) => {
      if (InstanceArn !== center.instance.instanceArn)
        throw new ServiceError(
          'ResourceNotFoundException',
          `Could not find SSO Instance with id ${InstanceArn}`,
        );
      const { permissionSetsEnabled, kmsKeyArn } = center.instanceSettings;
      return {
        ...answered(center),
        PermissionSetsEnabled: permissionSetsEnabled,
        EncryptionConfigurationDetails: {
          KeyType: kmsKeyArn === null ? 'AWS_OWNED_KMS_KEY' : 'CUSTOMER_MANAGED_KEY',
          KmsKeyArn: kmsKeyArn ?? undefined,
          EncryptionStatus: 'ENABLED',
        },
      };
    }),
  };
}

function answered({ instance, instanceSettings, accounts }: IdentityCenter) {
  return {
    InstanceArn: instance.instanceArn,
    IdentityStoreId: instance.identityStoreId,
    OwnerAccountId: accounts.managementAccountId,
    Name: instance.name,
    CreatedDate: wireTime(instance.createdAt),
    Status: instanceSettings.status,
    PrimaryRegion: instanceSettings.primaryRegion,
  };
}
