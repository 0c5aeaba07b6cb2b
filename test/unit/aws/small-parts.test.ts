import { accountStatus } from '../../../aws/account-status';
import { auditEventOf } from '../../../aws/audit-stream';
import { pack, unpack } from '../../../aws/directory/packing';
import { allPages, bounded } from '../../../aws/paged';
import { minutesOf } from '../../../aws/source/permission-sets';
import { HOSTED_CLOCK, systemClock } from '../../../aws/system-clock';
import { UlidIds } from '../../../aws/ulid-ids';
import { buildSnapshot } from '../../support/build';
import { FakeClock, START } from '../../support/fakes';

const CORRUPT = expect.objectContaining({ name: 'CorruptRecordError' });

describe('ids', () => {
  test('sort by the time they were made, also within a millisecond and when the clock goes back', () => {
    let now = START;
    const ids = new UlidIds({ now: () => now, sleep: async () => {} });
    const made: string[] = [];
    for (const step of [0, 0, 0, 1, -5, 0, 10]) {
      now += step;
      made.push(ids.next());
    }
    expect(made).toEqual([...made].sort());
    expect(new Set(made).size).toBe(made.length);
    for (const id of made) expect(id).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(made[0]?.slice(0, 10)).toBe('01M7YNAYM0');
  });

  test('of two processes differ', () => {
    const clock = new FakeClock();
    expect(new UlidIds(clock).next()).not.toBe(new UlidIds(clock).next());
  });
});

describe('the system clock', () => {
  afterEach(() => void Reflect.deleteProperty(globalThis, HOSTED_CLOCK));

  test('is real time', () => {
    expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(1_000);
  });

  test('is the time of the process that hosts it', async () => {
    const clock = new FakeClock();
    Reflect.set(globalThis, HOSTED_CLOCK, clock);
    await systemClock.sleep(5_000);
    expect(systemClock.now()).toBe(START + 5_000);
  });

  test('is real time when what hosts it is no clock', () => {
    Reflect.set(globalThis, HOSTED_CLOCK, { now: 5 });
    expect(systemClock.now()).toBeGreaterThan(START - 10 * 365 * 86_400_000);
  });
});

describe('a packed snapshot', () => {
  test('fits into items and comes back whole', async () => {
    const people = Array.from({ length: 40_000 }, (_, n) => ({
      userId: `u-${((n * 2_654_435_761) % 4_294_967_296).toString(36)}-${n}`,
      userName: ((n * 40_503) % 65_521).toString(36),
      displayName: ((n * 69_069) % 4_294_967_291).toString(36),
      enabled: true,
    }));
    const { takenAt: _takenAt, revision: _revision, ...content } = buildSnapshot({ people });
    const chunks = await pack(buildSnapshot({ people }));
    expect(chunks.length).toBeGreaterThan(1);
    for (const chunk of chunks) expect(chunk.byteLength).toBeLessThanOrEqual(350_000);
    expect(await unpack(chunks, '1')).toEqual(content);
    await expect(unpack(chunks.slice(1), '1')).rejects.toThrow(CORRUPT);
    await expect(unpack(chunks.slice(0, -1), '1')).rejects.toThrow(CORRUPT);
  });
});

test.each([
  ['PT1H', 60],
  ['PT12H', 720],
  ['PT1H30M', 90],
  ['PT90M', 90],
  ['PT3600S', 60],
])('a session of %s has %i minutes', (duration, minutes) => {
  expect(minutesOf(duration)).toBe(minutes);
});

test.each(['', 'PT', '1H', 'P1D', 'PT1X'])('%j is no session duration', (duration) => {
  expect(() => minutesOf(duration)).toThrow(expect.objectContaining({ name: 'UnexpectedAnswerError' }));
});

test.each([
  [{ State: 'ACTIVE' }, 'ACTIVE'],
  [{ State: 'PENDING_CLOSURE', Status: 'ACTIVE' }, 'PENDING_CLOSURE'],
  [{ State: 'CLOSED' }, 'SUSPENDED'],
  [{ State: 'PENDING_ACTIVATION', Status: 'ACTIVE' }, 'SUSPENDED'],
  [{ Status: 'ACTIVE' }, 'ACTIVE'],
] as const)('G1: an account with %j is %s', (account, status) => {
  expect(accountStatus(account)).toBe(status);
});

test('an account without a state is not taken for active', () => {
  expect(() => accountStatus({})).toThrow(/lacks State/);
});

describe('an audit event in a table stream', () => {
  const image = {
    stream: { S: 'settings' },
    record: {
      M: {
        stream: { S: 'settings' },
        type: { S: 'SettingsChanged' },
        at: { N: '5' },
        actor: { M: { kind: { S: 'hourglass' }, part: { S: 'test' } } },
        data: {
          M: {
            list: { L: [{ N: '0.5' }, { NULL: true }, { BOOL: false }] },
            empty: { M: {} },
            text: { S: '' },
          },
        },
        sequence: { N: '1' },
        previousHash: { S: '' },
        hash: { S: 'x' },
      },
    },
  };

  test('is read with everything in it', () => {
    expect(auditEventOf(image)).toMatchObject({
      at: 5,
      data: { list: [0.5, null, false], empty: {}, text: '' },
      sequence: 1,
    });
  });

  test.each([undefined, {}, { record: { S: 'x' } }, { record: { M: {} } }])(
    'that does not parse is not passed over: %j',
    (broken) => {
      expect(() => auditEventOf(broken)).toThrow(CORRUPT);
    },
  );
});

describe('lists of AWS', () => {
  test('are read to their last page, also over empty ones', async () => {
    const pages = [
      { items: [1], next: 'a' },
      { items: undefined, next: 'b' },
      { items: [2], next: undefined },
    ];
    const tokens: (string | undefined)[] = [];
    const all = await allPages(async (token) => {
      tokens.push(token);
      return pages[tokens.length - 1]!;
    });
    expect(all).toEqual([1, 2]);
    expect(tokens).toEqual([undefined, 'a', 'b']);
  });

  test('are worked on a few at a time, in order', async () => {
    let running = 0;
    let most = 0;
    const doubled = await bounded([1, 2, 3, 4, 5, 6, 7], 3, async (n) => {
      running += 1;
      most = Math.max(most, running);
      for (let turn = 0; turn < 8 - n; turn += 1) await Promise.resolve();
      running -= 1;
      return n * 2;
    });
    expect(doubled).toEqual([2, 4, 6, 8, 10, 12, 14]);
    expect(most).toBe(3);
  });
});
