import fc from 'fast-check';
import {
  isSessionStory,
  SESSION_STORIES,
  sessionEvents,
  type SessionInput,
  type SessionStory,
} from '../../../../local/aws/cloudtrail/activity-writer';
import { CloudTrailRecord } from '../../../../local/aws/cloudtrail/record';

const START = Date.parse('2026-11-21T09:00:00.500Z');

function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const session = (story: SessionStory, seed = 1, changes: Partial<SessionInput> = {}) =>
  sessionEvents({
    person: { userId: '906700a1b2-0001', userName: 'ann.lee' },
    identityStoreArn: 'arn:aws:identitystore::222233334444:identitystore/d-1',
    account: { id: '111122223333' },
    roleName: 'AWSReservedSSO_ReadOnly_0123456789abcdef',
    region: 'eu-west-1',
    startedAt: START,
    story,
    random: seeded(seed),
    ...changes,
  });

describe('the events of a session', () => {
  it('carry the identity of an Identity Center session as AWS writes it', () => {
    for (const { userIdentity } of session('routine-work')) {
      expect(userIdentity).toMatchObject({
        type: 'AssumedRole',
        principalId: expect.stringMatching(/^AROA[A-Z2-7]{17}:ann\.lee$/),
        arn: 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_ReadOnly_0123456789abcdef/ann.lee',
        accessKeyId: expect.stringMatching(/^ASIA[A-Z2-7]{16}$/),
        sessionContext: {
          sessionIssuer: {
            arn: 'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_ReadOnly_0123456789abcdef',
            userName: 'AWSReservedSSO_ReadOnly_0123456789abcdef',
          },
        },
        onBehalfOf: { userId: '906700a1b2-0001' },
      });
    }
  });

  it('leave the region out of the role’s path in us-east-1', () => {
    expect(JSON.stringify(session('look-around', 1, { region: 'us-east-1' })[0])).toContain(
      'sso.amazonaws.com/AWSReservedSSO_ReadOnly',
    );
  });

  it('are valid, start with the sign-in, follow in time within half an hour, and have ids of their own, for any seed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0 }),
        fc.constantFrom(...SESSION_STORIES.map(({ name }) => name)),
        (seed, story) => {
          const events = session(story, seed);
          const times = events.map(({ eventTime }) => Date.parse(eventTime));
          for (const event of events) CloudTrailRecord.parse(event);
          expect(events[0]?.eventName).toBe('ConsoleLogin');
          expect(times).toEqual([...times].sort((a, b) => a - b));
          expect(times.at(-1)! - START).toBeLessThan(30 * 60_000);
          expect(new Set(events.map(({ eventID }) => eventID)).size).toBe(events.length);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('only read when one looks around', () => {
    const [, ...calls] = session('look-around');

    expect(calls.length).toBeGreaterThan(5);
    expect(calls.every(({ readOnly, errorCode }) => readOnly && errorCode === undefined)).toBe(true);
    expect(new Set(calls.map(({ eventSource }) => eventSource)).size).toBeGreaterThan(2);
  });

  it('hold changes, sensitive calls and denials as the story says', () => {
    const names = session('sensitive-work').map(({ eventName }) => eventName);
    const sensitive = [
      'CreateAccessKey',
      'ScheduleKeyDeletion',
      'AuthorizeSecurityGroupIngress',
      'GetSecretValue',
      'PutBucketPolicy',
    ];
    expect(names.filter((name) => sensitive.includes(name))).toHaveLength(4);

    const denied = session('overreach').filter(({ errorCode }) => errorCode !== undefined);
    expect(denied).toHaveLength(4);
    expect(denied[0]?.errorMessage).toMatch(/is not authorized to perform: \w+:\w+ because/);
    expect(session('routine-work').filter(({ readOnly }) => !readOnly).length).toBeGreaterThan(3);
  });

  it('are the same for the same chance and different for another', () => {
    expect(session('routine-work', 7)).toEqual(session('routine-work', 7));
    expect(session('routine-work', 7)).not.toEqual(session('routine-work', 8));
  });

  it('name the same thing in parameters and resources of one call', () => {
    const keys = [1, 2, 3, 4, 5]
      .flatMap((seed) => session('sensitive-work', seed))
      .filter(({ eventName }) => eventName === 'ScheduleKeyDeletion');

    expect(keys.length).toBeGreaterThan(0);
    for (const { requestParameters, resources } of keys)
      expect(resources?.[0]?.ARN).toContain(String(requestParameters?.['keyId']));
  });

  it.each([
    ['look-around', true],
    ['mischief', false],
    [undefined, false],
    [3, false],
  ])('%s is a story: %s', (value, expected) => {
    expect(isSessionStory(value)).toBe(expected);
  });
});
