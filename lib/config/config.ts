import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { z } from 'zod';
import { MachineScope } from '../../core/contract/machine-scopes';
import { HardEndMode } from '../../core/model/hard-end';
import { Activity } from './activity';
import { agree } from './agree';
import { checkRegion } from './region-checks';
import {
  accountId,
  consoleId,
  emailAddress,
  httpsAddress,
  matching,
  regionName,
  tagKey,
  tagValue,
  wholeNumber,
} from './values';
import { Web } from './web';

/** AWS allows 50 of a stack, and two are ours. */
const MOST_TAGS = 48;

const IdentityCenter = z.strictObject({
  instanceId: matching(
    /^(sso)?ins-[0-9a-zA-Z.-]{16}$/,
    'the end of the instance ARN: ssoins- and 16 characters',
  ).meta({ description: 'The Identity Center instance, as at the end of its ARN.' }),
  identityStoreId: matching(
    /^(d-[0-9a-f]{10}|[0-9a-f-]{36})$/,
    'an identity store id: d- and 10 characters',
  ).meta({ description: 'The identity store of that instance.' }),
  callsPerSecond: wholeNumber(4, 100).default(18).meta({
    description:
      'Calls of the admin API in a second, of all functions together. Identity Center takes 20 of the whole organization, so some are left to others; with a raised quota this may be raised.',
  }),
  outstandingOperations: wholeNumber(4, 15).default(12).meta({
    description: 'Assignments that are changed at once. Identity Center takes 15 of the whole organization.',
  }),
  adminGroupId: consoleId.meta({ description: 'Group whose members edit policies and settings.' }),
  auditorGroupId: consoleId.meta({ description: 'Group whose members see every request.' }),
  responderGroupId: consoleId.optional().meta({
    description:
      'Group whose members may, like admins, end access and stop activations in an emergency; absent: admins alone may.',
  }),
});

const SignIn = z.strictObject({
  domainPrefix: matching(
    /^(?!.*(aws|amazon|cognito))[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/,
    'lower-case letters, digits and hyphens, without aws, amazon or cognito',
  ).meta({ description: 'First part of the sign-in host, unique in the Region.' }),
  samlMetadataUrl: httpsAddress.optional().meta({
    description:
      'Metadata of the SAML application in Identity Center; absent until that application exists. `npm run saml` checks it and writes it here.',
  }),
  threatProtection: z.enum(['off', 'audit', 'enforced']).default('off').meta({
    description:
      'Threat protection of Cognito. It looks at sign-ins with passwords, which nobody has here; other values are for rules that ask for it. It needs the Plus plan, at a price for each person.',
  }),
  waf: z.boolean().default(false).meta({
    description:
      'AWS WAF before the sign-in pages and the user pool: the common rules of AWS, and a limit of requests for each address. At a fixed price a month.',
  }),
});

const Mail = z.strictObject({
  from: emailAddress.meta({ description: 'The address that mails come from.' }),
  name: matching(/^[\w .-]{1,64}$/, 'letters, digits, spaces, dots and hyphens')
    .default('Hourglass')
    .meta({ description: 'Shown beside the address.' }),
  identity: matching(/^[^\s/]{3,320}$/, 'text: a domain or an address, as SES shows it')
    .optional()
    .meta({ description: 'The verified SES identity; absent: the domain of `from`.' }),
});

const HardEnd = HardEndMode.default('off').meta({
  description:
    'Whether running sessions are denied when access ends, see [HARD-END.md](HARD-END.md). `permission-set`: by a dated deny in the inline policy of each permission set, written before the assignment. `removing`: the way back to `off`; wait until nothing is left.',
});

const AuditArchive = z.strictObject({
  mode: z.enum(['governance', 'compliance']).meta({
    description:
      '`governance`: an administrator with the right to bypass it may delete objects. `compliance`: nobody may, for the whole time.',
  }),
  years: wholeNumber(1, 100).meta({ description: 'How long each day is locked, in years of 365 days.' }),
});

const Watch = z
  .strictObject({
    email: emailAddress.optional().meta({
      description:
        'Who is told of alarms. AWS sends this address a link first, which has to be opened; with neither this nor topicArn alarms show in the console alone.',
    }),
    topicArn: matching(
      /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/,
      'the ARN of an SNS topic of the same Region, not a FIFO one',
    )
      .optional()
      .meta({
        description:
          'A topic of your own for alarms, instead of one that is made. Its policy must let cloudwatch.amazonaws.com publish.',
      }),
    dashboard: z.boolean().default(true).meta({
      description:
        'Whether there is a dashboard. The fourth one of an account, and each further, costs 3 USD a month.',
    }),
  })
  .refine(({ email, topicArn }) => email === undefined || topicArn === undefined, {
    path: ['email'],
    error: 'cannot be used beside topicArn: subscribe it to that topic',
  });

const RequestsPerMinute = z.strictObject({
  reads: wholeNumber(60, 6_000).default(600).meta({
    description: 'What is read from tables; counted by each instance of a function.',
  }),
  dearReads: wholeNumber(10, 600).default(60).meta({
    description: 'What costs money or much time: previews, activity, verification and exports.',
  }),
  writes: wholeNumber(10, 600).default(60).meta({
    description: 'What changes something: requests, decisions, policies.',
  }),
});

const Edge = z.strictObject({
  requestsPerMinute: RequestsPerMinute.prefault({}).meta({
    description:
      'What one caller may send in a minute, and as much at once. Ending access and emergencies are never counted.',
  }),
});

const Machine = z.strictObject({
  name: matching(/^[a-z][a-z0-9-]{0,31}$/, 'up to 32 lower-case letters, digits and hyphens').meta({
    description: 'The name of the machine, by which eligibility policies and the audit trail know it.',
  }),
  scopes: z
    .array(MachineScope)
    .min(1, { error: 'must name at least one scope' })
    .max(MachineScope.options.length)
    .refine((scopes) => new Set(scopes).size === scopes.length, { error: 'must not name a scope twice' })
    .meta({
      description: 'What it may do: read and file requests, read and change policies, audit. Never decide.',
    }),
});

const Machines = z
  .array(Machine)
  .max(20, { error: 'must be at most 20 machines' })
  .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, {
    error: 'must not have two machines of one name',
  });

const Logs = z.strictObject({
  level: z
    .enum(['DEBUG', 'INFO', 'WARN', 'ERROR'])
    .default('INFO')
    .meta({ description: 'The least important lines that functions write.' }),
  retentionDays: z.enum(RetentionDays).default(RetentionDays.THREE_MONTHS).meta({
    description: 'How long logs are kept, in days; one of the values that CloudWatch knows.',
  }),
});

const Tags = z
  .record(tagKey, tagValue)
  .refine((tags) => Object.keys(tags).length <= MOST_TAGS, { error: `must be at most ${MOST_TAGS} tags` })
  .default({})
  .meta({
    description:
      'Tags of everything that is made, beside `application` and `stage`, which may be given another value here. Keys: up to 128 letters, digits and `_ . : / = + -`; values: up to 256 letters, digits, spaces and `_ . : / = + - @`; neither begins with `aws:`.',
    maxProperties: MOST_TAGS,
  });

const PermissionsBoundary = matching(
  /^(arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/)?[\w+=,.@/-]{1,128}$/,
  'the ARN or the name of a managed policy',
).meta({
  description:
    'A managed policy that is the permissions boundary of every role, for accounts in which roles may not be made without one; a name means a policy of the account. What it has to allow: [DEPLOY.md](DEPLOY.md#a-permissions-boundary).',
});

const KmsKeyArn = matching(
  /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[0-9a-zA-Z-]{36}$/,
  'the ARN of a key, arn:…:kms:…:key/…; an alias is not enough',
).meta({
  description:
    'A customer managed key of that Region, symmetric, for tables, logs, queues, secrets, buckets and the topic of alarms; absent: the keys of AWS. What its policy has to allow: [DEPLOY.md](DEPLOY.md#a-key-of-your-own).',
});

/** Each key says what it is for; `npm run schema` writes that down for editors and readers. */
const Keys = z.strictObject({
  $schema: z.string().optional().meta({ description: 'Where editors find what each key means.' }),
  stage: matching(/^[a-z][a-z0-9-]{0,15}$/, 'up to 16 lower-case letters, digits and hyphens')
    .default('prod')
    .meta({ description: 'Keeps two installations in one account apart: it is part of every name.' }),
  account: accountId.meta({ description: 'The delegated administrator of Identity Center.' }),
  managementAccount: accountId.optional().meta({
    description:
      'The management account of the organization; with it there is one stack more, to be deployed with its credentials, which registers `account` as the delegated administrator. See [DEPLOY.md](DEPLOY.md#the-management-account).',
  }),
  region: regionName.meta({
    description: 'The primary Region of the Identity Center instance. The partition follows from it.',
  }),
  tags: Tags,
  permissionsBoundary: PermissionsBoundary.optional(),
  kmsKeyArn: KmsKeyArn.optional(),
  identityCenter: IdentityCenter.meta({ description: 'Identity Center, and who is who there.' }),
  signIn: SignIn.meta({ description: 'How people sign in.' }),
  mail: Mail.meta({ description: 'What mails come from.' }),
  activity: Activity.meta({ description: 'Where the CloudTrail events of a lease are found.' }),
  auditArchive: AuditArchive.optional().meta({
    description: 'A bucket with Object Lock that keeps every sealed day of the audit trail; absent: none.',
  }),
  web: Web.prefault({}).meta({ description: 'The web app.' }),
  edge: Edge.prefault({}).meta({ description: 'What the HTTP API lets through.' }),
  machines: Machines.default([]).meta({
    description:
      'Programs that may call the API, each with a client and a secret of its own in the user pool, see [DEPLOY.md](DEPLOY.md#machines).',
  }),
  hardEnd: HardEnd,
  recordsRestored: z.boolean().default(false).meta({
    description:
      'True from the moment at which tables are restored until what they have forgotten is sorted out, see [RUNBOOK.md](RUNBOOK.md#after-a-restore-of-the-tables): meanwhile nothing that is found in Identity Center is taken for standing because no record knows it.',
  }),
  logs: Logs.prefault({}).meta({ description: 'The logs of functions, workflows and the API.' }),
  watch: Watch.prefault({}).meta({
    description: 'Who is told when something is wrong, and where it is seen.',
  }),
});

/** Everything that an installation is told. */
export const Config = Keys.superRefine(agree).superRefine(checkRegion);
export type Config = z.infer<typeof Config>;
