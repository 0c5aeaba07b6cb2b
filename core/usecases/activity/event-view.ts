import type { ActivityEventView } from '../../contract/activity';
import { toIso } from '../../model/instant';
import type { ActivityEvent } from '../../ports/activity';

/** Calls that deserve a look whatever their outcome: they make access, take protection away or destroy. */
const SENSITIVE: readonly RegExp[] = [
  /^iam:(Create|Delete|Attach|Detach|Put|Update|Add|Remove|Set|Deactivate|Enable)/,
  /^sts:AssumeRole$/,
  /^sts:GetFederationToken$/,
  /^kms:(ScheduleKeyDeletion|DisableKey|PutKeyPolicy|CreateGrant)$/,
  /^cloudtrail:(StopLogging|DeleteTrail|UpdateTrail|PutEventSelectors|DeleteEventDataStore)$/,
  /^(config|guardduty|securityhub):(Delete|Stop|Disable|Disassociate)/,
  /^organizations:(?!Describe|List)/,
  /^sso:(?!Describe|List|Get)/,
  /^s3:(PutBucketPolicy|DeleteBucketPolicy|PutBucketAcl|PutPublicAccessBlock|DeletePublicAccessBlock|DeleteBucket)$/,
  /^ec2:AuthorizeSecurityGroup/,
  /^secretsmanager:GetSecretValue$/,
  /^ssm:(StartSession|SendCommand)$/,
  /^lambda:AddPermission/,
  /^(rds|dynamodb):Delete/,
];

const DENIED = /AccessDenied|Unauthorized|NotAuthorized|Forbidden|OptInRequired/i;

/** One CloudTrail event as the page shows it. */
export function eventView(event: ActivityEvent): ActivityEventView {
  const { at, errorCode, ...rest } = event;
  const name = `${event.service.replace(/\.amazonaws\.com$/, '')}:${event.action}`;
  return {
    ...rest,
    at: toIso(at),
    errorCode,
    outcome: errorCode === '' ? 'succeeded' : DENIED.test(errorCode) ? 'denied' : 'failed',
    sensitive: SENSITIVE.some((pattern) => pattern.test(name)),
  };
}

export type ActivityFilter = {
  readonly q?: string | undefined;
  readonly outcome: 'all' | 'denied' | 'failed' | 'succeeded';
  readonly access: 'all' | 'read' | 'write';
};

/** Whether an event passes the filter; text is looked for in every column, without case. */
export function passes(view: ActivityEventView, filter: ActivityFilter): boolean {
  if (filter.outcome !== 'all' && view.outcome !== filter.outcome) return false;
  if (filter.access !== 'all' && view.readOnly !== (filter.access === 'read')) return false;
  const text = filter.q?.toLowerCase() ?? '';
  if (text === '') return true;
  const { service, action, resource, region, sourceAddress, errorCode, errorMessage } = view;
  const columns = [service, action, resource, region, sourceAddress, errorCode, errorMessage];
  return columns.some((column) => column.toLowerCase().includes(text));
}
