import fc from 'fast-check';
import type { ActivityEventView } from '../../../../core/contract/activity';
import { DAY, HOUR, MINUTE, toIso } from '../../../../core/model/instant';
import type { ActivityEvent } from '../../../../core/ports/activity';
import { activityCsv } from '../../../../core/usecases/activity/csv';
import { eventView } from '../../../../core/usecases/activity/event-view';
import { histogramOf, MOST_BUCKETS } from '../../../../core/usecases/activity/histogram';
import { buildApi } from '../../../support/api';
import { ACCOUNTS, PEOPLE } from '../../../support/build';
import { START } from '../../../support/fakes';

const event = (overrides: Partial<ActivityEvent> = {}): ActivityEvent => ({
  id: 'event-1',
  at: START + MINUTE,
  service: 's3.amazonaws.com',
  action: 'ListBuckets',
  resource: '',
  region: 'eu-west-1',
  sourceAddress: '192.0.2.1',
  errorCode: '',
  errorMessage: '',
  readOnly: true,
  ...overrides,
});

async function withActiveLease() {
  const api = buildApi();
  const { request, leases } = await api.world.active();
  const [lease] = leases;
  if (lease?.status !== 'active') throw new Error('not active');
  const path = `/requests/${request.id}/leases/${lease.id}/activity`;
  const start = (name: 'ada' | 'cleo' | 'eve' | 'ben' | 'finn' = 'ada') => api.call(name, 'POST', path);
  const look = async (query = '', name: 'ada' | 'cleo' | 'eve' | 'ben' = 'ada', part = '') => {
    const { queryId } = (await start()).json();
    return api.call(name, 'GET', `${path}/${queryId}${part}`, { query });
  };
  return { ...api, fake: api.services.activity, request, lease, path, start, look };
}

describe('looking up what was done with a lease', () => {
  it('asks for this person, account and permission set, until sessions and deliveries are over', async () => {
    const { fake, lease, start } = await withActiveLease();
    const answer = await start();
    expect(answer.status).toBe(202);
    expect(fake.queries).toEqual([
      {
        accountId: ACCOUNTS.payments,
        permissionSetName: 'ReadOnly',
        userId: PEOPLE.ada,
        userName: 'ada',
        from: lease.activatedAt,
        to: lease.endsAt + HOUR + 15 * MINUTE,
      },
    ]);
  });

  it.each([
    ['ada', 202],
    ['cleo', 202],
    ['eve', 202],
    ['ben', 404],
    ['finn', 404],
  ] as const)('answers %s with %i', async (name, status) => {
    const { fake, start } = await withActiveLease();
    expect((await start(name)).status).toBe(status);
    expect(fake.queries).toHaveLength(status === 202 ? 1 : 0);
  });

  it('hides its results from whoever may not see the request, even with the query id', async () => {
    const { look } = await withActiveLease();
    expect((await look('', 'ben')).status).toBe(404);
    expect((await look('format=csv', 'ben', '/export')).status).toBe(404);
  });

  it('knows no query of another lease', async () => {
    const api = await withActiveLease();
    const other = await api.world.active('ben');
    const { queryId } = (await api.start()).json();
    const path = `/requests/${other.request.id}/leases/${other.leases[0]?.id}/activity/${queryId}`;
    expect((await api.call('ben', 'GET', path)).status).toBe(404);
  });

  it('does not pay twice within a minute, and looks anew after it while events can still arrive', async () => {
    const { fake, world, start } = await withActiveLease();
    const first = (await start()).json();
    expect((await start('cleo')).json()).toEqual(first);
    expect(fake.queries).toHaveLength(1);
    world.clock.advance(2 * MINUTE);
    expect((await start()).json().queryId).not.toBe(first.queryId);
  });

  it.each([
    ['a day, for deliveries may be late', 7 * DAY, 23 * HOUR],
    ['as long as results are kept', 6 * HOUR, 4 * HOUR],
  ])('keeps what was found once everything should have arrived for %s', async (_, resultsKept, time) => {
    const { fake, world, lease, start } = await withActiveLease();
    world.clock.advance(HOUR);
    await world.end(lease);
    world.clock.advance(2 * HOUR);
    fake.resultsKept = resultsKept;
    await start();
    world.clock.advance(time);
    await start();
    expect(fake.queries).toHaveLength(1);
    world.clock.advance(HOUR);
    await start();
    expect(fake.queries).toHaveLength(2);
  });

  it('answers 409 with the reason while no query can begin, and remembers none', async () => {
    const { fake, start } = await withActiveLease();
    fake.refusal = 'Too much to do.';
    const answer = await start();
    expect(answer.status).toBe(409);
    expect(answer.problem().detail).toBe('Too much to do.');
    fake.refusal = undefined;
    expect((await start()).status).toBe(202);
    expect(fake.queries).toHaveLength(1);
  });

  it('looks at a shorter time once the access was given back', async () => {
    const { fake, world, request, lease, start, call } = await withActiveLease();
    world.clock.advance(10 * MINUTE);
    await call('ada', 'POST', `/requests/${request.id}/end`, { body: {} });
    await world.end(lease);
    const removedAt = world.clock.now();
    await start();
    expect(fake.queries.at(-1)?.to).toBeLessThanOrEqual(removedAt + HOUR + 15 * MINUTE);
  });

  it('is refused with 409 for access that has not begun', async () => {
    const api = buildApi();
    const request = await api.world.granted();
    const path = `/requests/${request.id}/leases/${request.leaseIds[0]}/activity`;
    const answer = await api.call('ada', 'POST', path);
    expect(answer.status).toBe(409);
    expect(answer.problem().reasons?.[0]?.code).toBe('not-live');
  });

  it('answers 404 for a lease of another request', async () => {
    const api = await withActiveLease();
    const other = await api.world.active('ben');
    const path = `/requests/${api.request.id}/leases/${other.leases[0]?.id}/activity`;
    expect((await api.call('ada', 'POST', path)).status).toBe(404);
  });
});

describe('reading what was found', () => {
  const events = [
    event({ id: 'a', at: START + MINUTE }),
    event({
      id: 'b',
      at: START + 2 * MINUTE,
      service: 'iam.amazonaws.com',
      action: 'CreateAccessKey',
      readOnly: false,
    }),
    event({
      id: 'c',
      at: START + 3 * MINUTE,
      service: 'ec2.amazonaws.com',
      action: 'TerminateInstances',
      errorCode: 'Client.UnauthorizedOperation',
      readOnly: false,
    }),
    event({ id: 'd', at: START + 4 * MINUTE, errorCode: 'NoSuchBucket', resource: 'arn:aws:s3:::lost' }),
  ];

  async function found() {
    const api = await withActiveLease();
    api.fake.events = events.map((one) => ({ ...one, at: one.at + (api.lease.activatedAt - START) }));
    api.world.clock.advance(10 * MINUTE);
    return api;
  }
  const ids = (page: { items: { id: string }[] }) => page.items.map(({ id }) => id);

  it('shows the newest first, with counts of everything', async () => {
    const page = (await (await found()).look()).json();
    expect(page).toMatchObject({ state: 'finished', total: 4, matching: 4, denied: 1, truncated: false });
    expect(ids(page)).toEqual(['d', 'c', 'b', 'a']);
    expect(page.histogram.reduce((sum: number, bucket: { count: number }) => sum + bucket.count, 0)).toBe(4);
  });

  it.each([
    ['outcome=denied', ['c']],
    ['outcome=failed', ['d']],
    ['outcome=succeeded', ['b', 'a']],
    ['access=write', ['c', 'b']],
    ['q=LOST', ['d']],
    ['q=createaccess&access=read', []],
  ])('filters on the server by %s', async (query, expected) => {
    const page = (await (await found()).look(query)).json();
    expect(ids(page)).toEqual(expected);
    expect(page).toMatchObject({ total: 4, matching: expected.length });
  });

  it('goes on with the cursor, and refuses it for another filter', async () => {
    const api = await found();
    const first = (await api.look('limit=3')).json();
    expect(ids((await api.look(`limit=3&cursor=${first.cursor}`)).json())).toEqual(['a']);
    expect((await api.look(`q=x&cursor=${first.cursor}`)).status).toBe(400);
  });

  it('says that it is still running, or why it failed', async () => {
    const api = await found();
    api.fake.running = true;
    expect((await api.look()).json()).toMatchObject({ state: 'running', items: [] });
    expect((await api.look('format=csv', 'ada', '/export')).status).toBe(409);
    api.fake.running = false;
    api.fake.failure = 'no such store';
    expect((await api.look()).json()).toMatchObject({ state: 'failed', message: 'no such store' });
  });

  it('exports what the filter lets through, as a file', async () => {
    const api = await found();
    const csv = await api.look('format=csv&outcome=denied', 'eve', '/export');
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(csv.headers['content-disposition']).toBe(`attachment; filename="activity-${api.lease.id}.csv"`);
    expect(csv.text.split('\r\n')).toHaveLength(3);
    const json = await api.look('format=json', 'eve', '/export');
    expect(ids({ items: json.json() })).toEqual(['d', 'c', 'b', 'a']);
  });
});

describe('an event', () => {
  it.each([
    ['AccessDenied', 'denied'],
    ['AccessDeniedException', 'denied'],
    ['Client.UnauthorizedOperation', 'denied'],
    ['NoSuchKey', 'failed'],
    ['', 'succeeded'],
  ])('with the error code "%s" is %s', (errorCode, outcome) => {
    expect(eventView(event({ errorCode })).outcome).toBe(outcome);
  });

  it.each([
    ['iam.amazonaws.com', 'CreateAccessKey', true],
    ['kms.amazonaws.com', 'ScheduleKeyDeletion', true],
    ['cloudtrail.amazonaws.com', 'StopLogging', true],
    ['organizations.amazonaws.com', 'LeaveOrganization', true],
    ['organizations.amazonaws.com', 'ListAccounts', false],
    ['iam.amazonaws.com', 'ListUsers', false],
    ['s3.amazonaws.com', 'PutObject', false],
  ])('%s %s is sensitive: %s', (service, action, sensitive) => {
    expect(eventView(event({ service, action })).sensitive).toBe(sensitive);
  });
});

describe('the CSV', () => {
  /** RFC 4180, read strictly. */
  const cells = (line: string) =>
    [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map((match) => match[1] ?? '');

  it('gives back every text but those that a spreadsheet would run, which get an apostrophe', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (resource) => {
        const csv = activityCsv([eventView(event({ resource }))]);
        const row = csv.slice(csv.indexOf('\r\n') + 2, -2);
        const given = cells(row)[3]?.replaceAll('""', '"');
        expect(given).toBe(/^[=+\-@\t\r\n＝＋－＠]/.test(resource) ? `'${resource}` : resource);
      }),
    );
  });

  it.each(['=cmd|x', '+1', '-1', '@SUM(A1)', '\t=1'])('starts no cell with a formula: %s', (resource) => {
    expect(activityCsv([eventView(event({ resource }))])).toContain(`,"'${resource}",`);
  });
});

describe('the histogram', () => {
  const at = (moment: number): ActivityEventView =>
    eventView(event({ at: moment, errorCode: 'AccessDenied' }));

  it('has at most 60 equal buckets, and every event is in one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 95 * DAY }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 }),
        (span, places) => {
          const views = places.map((place) => at(START + Math.floor(place * span)));
          const buckets = histogramOf(views, START, START + span);
          expect(buckets.length).toBeLessThanOrEqual(MOST_BUCKETS);
          expect(buckets.reduce((sum, { count }) => sum + count, 0)).toBe(views.length);
          expect(buckets.every(({ count, denied }) => count === denied)).toBe(true);
        },
      ),
    );
  });

  it('uses lengths that people like', () => {
    const buckets = histogramOf([at(START)], START, START + 8 * HOUR);
    expect(buckets[1]?.from).toBe(toIso(START + 10 * MINUTE));
  });

  it('is empty without events', () => {
    expect(histogramOf([], START, START + HOUR)).toEqual([]);
  });
});
