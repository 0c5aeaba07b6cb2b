import { createHash } from 'node:crypto';
import { type ApiCall, FORBIDDEN, READS, type Scene, SENSITIVE, WRITES } from './activity-catalog';
import type { CloudTrailRecord } from './record';

/** What people do in a session, as the portal offers it. */
export const SESSION_STORIES = [
  { name: 'look-around', title: 'Look around (reads only)', writes: 0, sensitive: 0, denied: 0 },
  {
    name: 'routine-work',
    title: 'Routine work (reads and a few changes)',
    writes: 4,
    sensitive: 0,
    denied: 1,
  },
  { name: 'sensitive-work', title: 'Touch keys and secrets', writes: 2, sensitive: 4, denied: 1 },
  { name: 'overreach', title: 'Try what is not allowed', writes: 1, sensitive: 0, denied: 4 },
] as const;

/** The name of a kind of session. */
export type SessionStory = (typeof SESSION_STORIES)[number]['name'];

/** Whether `value` names a kind of session. */
export function isSessionStory(value: unknown): value is SessionStory {
  return SESSION_STORIES.some((story) => story.name === value);
}

/** A session to write the events of. */
export type SessionInput = {
  readonly person: { readonly userId: string; readonly userName: string };
  readonly identityStoreArn: string;
  readonly account: { readonly id: string };
  /** The IAM role of the permission set in the account: `AWSReservedSSO_<permission set>_<suffix>`. */
  readonly roleName: string;
  /** Where Identity Center lives, and most of the work is done. */
  readonly region: string;
  /** When the session begins, epoch milliseconds; the events follow within a few minutes. */
  readonly startedAt: number;
  readonly story: SessionStory;
  /** From 0 up to 1; the same sequence gives the same events. */
  readonly random: () => number;
};

type Session = {
  readonly input: SessionInput;
  readonly roleArn: string;
  readonly identity: Record<string, unknown>;
  readonly sourceAddress: string;
  readonly userAgent: string;
};

const OTHER_REGIONS = ['us-east-1', 'eu-central-1'];
const USER_AGENTS = [
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  'aws-cli/2.31.4 md/awscrt#0.28.1 ua/2.1 os/linux#6.8.0 md/arch#x86_64 lang/python#3.13.7 cfg/retry-mode#standard md/command#ec2.describe-instances',
];

/** The CloudTrail events of one session, in order of time: sign-in to the console, then the calls of the story. */
export function sessionEvents(input: SessionInput): CloudTrailRecord[] {
  const session = begin(input);
  const { random } = input;
  let time = input.startedAt;
  const events = [signIn(session, time)];
  for (const { call, denied } of callsOf(session)) {
    time += 2_000 + Math.floor(random() * random() * 40_000);
    events.push(denied ? deniedEvent(session, call, time) : callEvent(session, call, time));
  }
  return events;
}

function callsOf({ input }: Session): { call: ApiCall; denied: boolean }[] {
  const story = SESSION_STORIES.find((one) => one.name === input.story) ?? SESSION_STORIES[0];
  const reads = 8 + Math.floor(input.random() * 7);
  const picked = [
    ...pick(WRITES, story.writes, input.random).map((call) => ({ call, denied: false })),
    ...pick(SENSITIVE, story.sensitive, input.random).map((call) => ({ call, denied: false })),
    ...pick(FORBIDDEN, story.denied, input.random).map((call) => ({ call, denied: true })),
    ...Array.from({ length: reads - 3 }, () => ({ call: oneOf(READS, input.random), denied: false })),
  ];
  const first = pick(READS, 3, input.random).map((call) => ({ call, denied: false }));
  return [...first, ...shuffled(picked, input.random)];
}

function callEvent(session: Session, call: ApiCall, time: number): CloudTrailRecord {
  const { input } = session;
  const elsewhere = input.random() < 0.12 ? oneOf(OTHER_REGIONS, input.random) : input.region;
  const region = call.global ? 'us-east-1' : elsewhere;
  const inCall = sceneOfCall(session, region);
  const resources = call
    .resources?.(inCall)
    .map((resource) => ({ ...resource, accountId: input.account.id }));
  return {
    ...commonFields(session, time),
    eventSource: `${call.service === 'cloudwatch' ? 'monitoring' : call.service}.amazonaws.com`,
    eventName: call.name,
    awsRegion: region,
    requestParameters: call.parameters?.(inCall) ?? null,
    responseElements: null,
    readOnly: call.readOnly,
    ...(resources && { resources }),
    eventType: 'AwsApiCall',
  };
}

function deniedEvent(session: Session, call: ApiCall, time: number): CloudTrailRecord {
  const action = `${call.service}:${call.name.replace(/\d{8}(v\d)?$/, '')}`;
  return {
    ...callEvent(session, call, time),
    errorCode: call.service === 'ec2' ? 'Client.UnauthorizedOperation' : 'AccessDenied',
    errorMessage: `User: ${session.roleArn} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`,
  };
}

function signIn(session: Session, time: number): CloudTrailRecord {
  return {
    ...commonFields(session, time),
    eventSource: 'signin.amazonaws.com',
    eventName: 'ConsoleLogin',
    awsRegion: session.input.region,
    requestParameters: null,
    responseElements: { ConsoleLogin: 'Success' },
    additionalEventData: { MobileVersion: 'No', MFAUsed: 'No' },
    readOnly: false,
    eventType: 'AwsConsoleSignIn',
  };
}

function commonFields(session: Session, time: number) {
  const { input, identity } = session;
  return {
    eventVersion: '1.11',
    userIdentity: { ...identity, type: 'AssumedRole' },
    eventTime: isoSeconds(time),
    sourceIPAddress: session.sourceAddress,
    userAgent: session.userAgent,
    requestID: uuid(input.random),
    eventID: uuid(input.random),
    managementEvent: true,
    recipientAccountId: input.account.id,
    eventCategory: 'Management',
    ...(session.userAgent.startsWith('Mozilla') && { sessionCredentialFromConsole: 'true' }),
  };
}

function begin(input: SessionInput): Session {
  const { person, account, roleName, region, random } = input;
  const roleId = `AROA${letters(`${account.id}/${roleName}`, 17)}`;
  const roleArn = `arn:aws:sts::${account.id}:assumed-role/${roleName}/${person.userName}`;
  const path = region === 'us-east-1' ? '' : `${region}/`;
  const identity = {
    principalId: `${roleId}:${person.userName}`,
    arn: roleArn,
    accountId: account.id,
    accessKeyId: `ASIA${letters(hexOf(random, 16), 16)}`,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: roleId,
        arn: `arn:aws:iam::${account.id}:role/aws-reserved/sso.amazonaws.com/${path}${roleName}`,
        accountId: account.id,
        userName: roleName,
      },
      attributes: { creationDate: isoSeconds(input.startedAt), mfaAuthenticated: 'false' },
    },
    onBehalfOf: { userId: person.userId, identityStoreArn: input.identityStoreArn },
  };
  // Addresses that RFC 5737 keeps for documentation.
  const sourceAddress = `${oneOf(['198.51.100', '203.0.113'], random)}.${1 + Math.floor(random() * 254)}`;
  return { input, roleArn, identity, sourceAddress, userAgent: oneOf(USER_AGENTS, random) };
}

function sceneOfCall({ input, roleArn }: Session, region: string): Scene {
  const { random } = input;
  const chosen = new Map<string, string>();
  const one = (...names: readonly string[]) => {
    const name = chosen.get(names.join()) ?? oneOf(names, random);
    chosen.set(names.join(), name);
    return name;
  };
  const hex = (length: number) => hexOf(random, length);
  return { accountId: input.account.id, region, roleArn, id: uuid(random), one, hex };
}

function uuid(random: () => number): string {
  const digits = hexOf(random, 30);
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(12, 15)}`];
  return [...parts, `a${digits.slice(15, 18)}`, digits.slice(18)].join('-');
}

function hexOf(random: () => number, length: number): string {
  return Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
}

function isoSeconds(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

function letters(seed: string, length: number): string {
  const bytes = createHash('sha256').update(seed).digest();
  return Array.from({ length }, (_, index) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.charAt((bytes[index] ?? 0) % 32),
  ).join('');
}

function oneOf<T>(list: readonly T[], random: () => number): T {
  const chosen = list[Math.floor(random() * list.length)];
  if (chosen === undefined) throw new RangeError('Nothing to choose from.');
  return chosen;
}

function pick<T>(list: readonly T[], count: number, random: () => number): T[] {
  return shuffled(list, random).slice(0, count);
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list
    .map((item) => ({ item, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}
