/** Names and ids of the laptop's installation: what CDK would choose in AWS. */
export const REGION = 'eu-west-1';
export const ACCOUNT_ID = '111122223333';
/** As it is in the configuration of the laptop and in the figures that its functions write. */
export const STAGE = 'laptop';
export const TABLE_PREFIX = 'hourglass-';
export const POOL_ID = `${REGION}_LOCAL0001`;
export const WEB_CLIENT_ID = 'hourglass-web';
export const MACHINE_NAME = 'pipeline';
export const MACHINE_CLIENT_ID = 'hourglass-pipeline';
/** Of the laptop alone: it opens nothing but what runs here. */
export const MACHINE_CLIENT_SECRET = 'laptop-only';
export const PROVIDER_NAME = 'IdentityCenter';
export const EVENT_DATA_STORE_ID = '6f1f4f5e-3c1b-4d5a-9d1e-2b7a4c9e8f10';
/** Where the emulated Athena finds the organization trail. */
export const ATHENA = {
  source: 'athena',
  region: REGION,
  roleArn: `arn:aws:iam::${ACCOUNT_ID}:role/hourglass-activity-reader`,
  workGroup: 'hourglass-activity',
  database: 'hourglass_activity',
  table: 'organization_trail',
  accountColumn: 'account',
  dayColumn: 'day',
  resultDays: 7,
} as const;
export const ROOT_KEY_ARN = `arn:aws:kms:${REGION}:${ACCOUNT_ID}:key/5d1c2a9e-7b3f-4c86-9a54-0e8f6d2b1c47`;
export const MAIL_DOMAIN = 'example.com';
export const MAIL_FROM = `Hourglass <hourglass@${MAIL_DOMAIN}>`;
export const LINK_SECRET_ID = 'hourglass/link-signing-key';
export const ADMIN_GROUP = 'hourglass-admins';
export const AUDITOR_GROUP = 'hourglass-auditors';
export const RESPONDER_GROUP = 'hourglass-responders';

/** ARN of a function; the state machines and the stream name functions by it. */
export const functionArn = (name: string) =>
  `arn:aws:lambda:${REGION}:${ACCOUNT_ID}:function:hourglass-${name}`;
/** ARN of a state machine. */
export const stateMachineArn = (name: string) =>
  `arn:aws:states:${REGION}:${ACCOUNT_ID}:stateMachine:hourglass-${name}`;
