import { checkSignature } from '../../../aws/check-signature';
import { dynamoClient, kmsClient } from '../../../aws/clients';
import { DynamoAuditRoots } from '../../../aws/dynamo-audit-roots';
import { DynamoAuditTrail } from '../../../aws/dynamo-audit-trail';
import { KmsRootKey } from '../../../aws/kms-root-key';
import type { Ports } from '../../../core/usecases/deps';
import { type TableVariables, tablesOf } from './tables';

/** The audit trail and its daily roots, to read and to verify. */
export function auditPorts(
  env: TableVariables & { readonly ROOT_KEY_ID: string },
): Pick<Ports, 'audit' | 'roots' | 'rootKey' | 'checkSignature'> {
  return {
    audit: new DynamoAuditTrail(dynamoClient(), tablesOf(env)),
    roots: new DynamoAuditRoots(dynamoClient(), tablesOf(env)),
    rootKey: new KmsRootKey(kmsClient(), env.ROOT_KEY_ID),
    checkSignature,
  };
}

/** The key that signs daily roots. */
export function sealPorts(env: { readonly ROOT_KEY_ID: string }): Pick<Ports, 'rootSigner'> {
  return { rootSigner: new KmsRootKey(kmsClient(), env.ROOT_KEY_ID) };
}
