import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { z } from 'zod';
import { HardEndMode } from '../../core/model/hard-end';

const matching = (pattern: RegExp, allowed: string) =>
  z.string().regex(pattern, { error: `must be ${allowed}` });

const id = z.string().regex(/^[0-9A-Za-z-]{1,64}$/, {
  error: 'must be an id as the Identity Center console shows it',
});

const https = z
  .url({ protocol: /^https$/, error: 'must be an https address' })
  .transform((url) => url.replace(/\/+$/, ''));

const IdentityCenter = z.strictObject({
  instanceId: matching(
    /^(sso)?ins-[0-9a-zA-Z.-]{16}$/,
    'the end of the instance ARN: ssoins- and 16 characters',
  ),
  identityStoreId: matching(/^(d-[0-9a-f]{10}|[0-9a-f-]{36})$/, 'an identity store id: d- and 10 characters'),
  /**
   * Calls of the admin API in a second, of all functions together. Identity Center takes 20 of the whole organization, so some are
   * left to others; with a raised quota this may be raised.
   */
  callsPerSecond: z.int().min(4).max(100).default(18),
  /** Assignments that are changed at once. Identity Center takes 15 of the whole organization. */
  outstandingOperations: z.int().min(4).max(15).default(12),
  /** Group whose members edit policies and settings. */
  adminGroupId: id,
  /** Group whose members see every request. */
  auditorGroupId: id,
  /** Group whose members may, like admins, end access and stop activations in an emergency; absent: admins alone may. */
  responderGroupId: id.optional(),
});

const SignIn = z.strictObject({
  /** First part of the sign-in host, unique in the Region. */
  domainPrefix: matching(
    /^(?!.*(aws|amazon|cognito))[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/,
    'lower-case letters, digits and hyphens, without aws, amazon or cognito',
  ),
  /** Metadata of the SAML application in Identity Center; absent until that application exists. */
  samlMetadataUrl: https.optional(),
});

const Mail = z.strictObject({
  from: z.email({ error: 'must be an email address' }),
  /** Shown beside the address. */
  name: matching(/^[\w .-]{1,64}$/, 'letters, digits, spaces, dots and hyphens').default('Hourglass'),
  /** The verified SES identity; absent: the domain of `from`. */
  identity: z.string().min(3).optional(),
});

const Activity = z.strictObject({
  /** The UUID at the end of the ARN of a CloudTrail Lake event data store. */
  eventDataStoreId: z.guid({ error: 'must be the UUID at the end of the ARN of an event data store' }),
});

/**
 * Whether running sessions are denied when access ends, see docs/HARD-END.md. `permission-set`: by a dated deny in the inline policy of
 * each permission set, written before the assignment. `removing`: the way back to `off`; wait until nothing is left.
 */
const HardEnd = HardEndMode.default('off');

const AuditArchive = z.strictObject({
  /** `governance`: an administrator with the right to bypass it may delete objects. `compliance`: nobody may, for the whole time. */
  mode: z.enum(['governance', 'compliance']),
  /** How long each day is locked, in years of 365 days. */
  years: z.int().min(1, { error: 'must be from 1 to 100' }).max(100, { error: 'must be from 1 to 100' }),
});

const Web = z.strictObject({
  /** Where people open the app; absent: the address that Amplify Hosting gives it. */
  url: https.optional(),
});

const Logs = z.strictObject({
  level: z.enum(['DEBUG', 'INFO', 'WARN', 'ERROR']).default('INFO'),
  /** How long logs are kept, in days; one of the values that CloudWatch knows. */
  retentionDays: z.enum(RetentionDays).default(RetentionDays.THREE_MONTHS),
});

/** Everything that an installation is told; each key is described where it stands. */
export const Config = z.strictObject({
  /** Keeps two installations in one account apart. */
  stage: matching(/^[a-z][a-z0-9-]{0,15}$/, 'up to 16 lower-case letters, digits and hyphens').default(
    'prod',
  ),
  /** The delegated administrator of Identity Center. */
  account: matching(/^\d{12}$/, '12 digits'),
  /** The primary Region of the Identity Center instance. */
  region: matching(/^[a-z]{2}(-[a-z]+)+-\d$/, 'a Region such as eu-west-1'),
  identityCenter: IdentityCenter,
  signIn: SignIn,
  mail: Mail,
  activity: Activity,
  /** A bucket with Object Lock that keeps every sealed day of the audit trail; absent: none. */
  auditArchive: AuditArchive.optional(),
  web: Web.prefault({}),
  hardEnd: HardEnd,
  /**
   * True from the moment at which tables are restored until what they have forgotten is sorted out, see docs/RUNBOOK.md: meanwhile nothing
   * that is found in Identity Center is taken for standing because no record knows it.
   */
  recordsRestored: z.boolean().default(false),
  logs: Logs.prefault({}),
});
export type Config = z.infer<typeof Config>;
