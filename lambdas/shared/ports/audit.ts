import { checkSignature } from '../../../aws/check-signature';
import { dynamoClient, kmsClient, s3Client } from '../../../aws/clients';
import { DynamoAuditRoots } from '../../../aws/dynamo-audit-roots';
import { DynamoAuditTrail } from '../../../aws/dynamo-audit-trail';
import { KmsRootKey } from '../../../aws/kms-root-key';
import { S3AuditArchive } from '../../../aws/s3-audit-archive';
import type { AuditArchive } from '../../../core/ports/audit';
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

/** The key that signs daily roots, and the bucket that keeps sealed days, if there is one. */
export function sealPorts(env: {
  readonly ROOT_KEY_ID: string;
  readonly ARCHIVE_BUCKET?: string | undefined;
}): Pick<Ports, 'rootSigner'> & { readonly archive?: AuditArchive } {
  const bucket = env.ARCHIVE_BUCKET;
  return {
    rootSigner: new KmsRootKey(kmsClient(), env.ROOT_KEY_ID),
    ...(bucket === undefined ? {} : { archive: new S3AuditArchive(s3Client(), bucket) }),
  };
}
