import { controlApi } from '../../../local/control/control';
import type { Router } from '../../../local/pages/routes';
import { buildMail, ORIGIN, startControlRig } from '../../support/control-rig';

type Rig = Awaited<ReturnType<typeof startControlRig>>;
type Answer = { status: number; type: string; body: Record<string, unknown> & { items: never[] } };

const MACHINE = {
  name: 'wait',
  definition: JSON.stringify({
    QueryLanguage: 'JSONata',
    StartAt: 'Wait',
    States: { Wait: { Type: 'Wait', Seconds: 600, End: true } },
  }),
  roleArn: 'arn:aws:iam::111122223333:role/x',
};

describe('the control API', () => {
  let rig: Rig;
  let router: Router;

  beforeEach(async () => {
    rig = await startControlRig();
    router = controlApi(rig.context);
  });
  afterEach(() => rig.clock.stop());

  async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const response = await router(
      new Request(path.startsWith('http') ? path : `${ORIGIN}/local${path}`, {
        method,
        headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    );
    if (!response) throw new Error('The router did not answer.');
    return {
      status: response.status,
      type: response.headers.get('content-type') ?? '',
      body: await response.json(),
    } as Answer;
  }

  async function startWorkflows(...names: string[]) {
    const { stateMachineArn } = await rig.sfn.call({ operation: 'CreateStateMachine', input: MACHINE });
    for (const name of names)
      await rig.sfn.call({ operation: 'StartExecution', input: { stateMachineArn, name, input: '{}' } });
  }

  it('tells and changes what is around the installation, and refuses what makes no sense', async () => {
    expect((await call('GET', '/installation')).body).toMatchObject({ services: ['STS'] });
    const changed = await call('POST', '/account', { instance: { permissionSetsEnabled: false } });
    expect(changed.body).toMatchObject({ instance: { permissionSetsEnabled: false } });
    const refused = await call('POST', '/account', { instance: { status: 'ILL' } });
    expect(refused).toMatchObject({ status: 400, body: { fields: [{ field: 'instance.status' }] } });
    expect((await call('DELETE', '/account')).body).toMatchObject({
      instance: { permissionSetsEnabled: true },
    });
  });

  it('leaves other paths to others', async () => {
    expect(await router(new Request(`${ORIGIN}/localhost`))).toBeUndefined();
  });

  it('lists every route with a sentence', async () => {
    const { body } = await call('GET', '/');
    const items = body.items as { route: string; says: string }[];

    expect(items.map(({ route }) => route)).toEqual(
      expect.arrayContaining([
        'POST /local/sign-in',
        'GET /local/people',
        'POST /local/people/{userName}/status',
        'POST /local/directory/sync',
        'GET /local/inbox',
        'GET /local/clock',
        'POST /local/clock',
        'POST /local/wait',
        'GET /local/faults',
        'POST /local/faults',
        'DELETE /local/faults',
        'GET /local/assignments',
        'POST /local/assignments',
        'DELETE /local/assignments',
        'POST /local/activity',
        'GET /local/calls',
        'DELETE /local/calls',
        'GET /local/executions',
        'DELETE /local/executions',
        'GET /local/dead-letters',
      ]),
    );
    for (const { says } of items) expect(says).toMatch(/^[A-Z].+\.$/);
  });

  it.each([
    ['another origin', `${ORIGIN}/local/people`, { origin: 'https://evil.example' }],
    ['a host name that only leads here', 'http://evil.example:4000/local/people', {}],
  ])('refuses %s', async (_what, url, headers) => {
    const { status, type, body } = await call('GET', url, undefined, headers);

    expect([status, type]).toEqual([403, 'application/problem+json']);
    expect(body).toMatchObject({ type: 'urn:hourglass:problem:forbidden', status: 403 });
    expect(body).not.toHaveProperty('items');
  });

  it.each([
    ['an unknown field', 'POST', '/sign-in', { userName: 'ann', password: 'x' }, 400, 'password'],
    ['a missing field', 'POST', '/sign-in', {}, 400, 'userName'],
    ['malformed JSON', 'POST', '/sign-in', '{"userName":', 400, 'not JSON'],
    ['a body that is no object', 'POST', '/sign-in', '["ann"]', 400, 'JSON object'],
    ['an unknown query', 'GET', '/people?sort=name', undefined, 400, 'sort'],
    ['an unknown route', 'GET', '/nothing', undefined, 404, 'lists what there is'],
    ['a wrong method', 'DELETE', '/people', undefined, 405, 'GET'],
    ['a broken path', 'POST', '/people/%E0%A4%A/status', { status: 'ENABLED' }, 404, 'valid part'],
    ['an unknown person', 'POST', '/sign-in', { userName: 'zoe' }, 404, 'zoe'],
  ])('answers %s with a problem', async (_what, method, path, body, status, said) => {
    const answer = await call(method, path, body);

    expect([answer.status, answer.type]).toEqual([status, 'application/problem+json']);
    expect(answer.body).toMatchObject({ status, detail: expect.stringContaining(said) });
  });

  it('takes nothing but JSON', async () => {
    const answer = await call('POST', '/sign-in', 'userName=ann', { 'content-type': 'text/plain' });

    expect(answer.status).toBe(415);
  });

  it('signs a person in, but nobody who is disabled or refused', async () => {
    expect((await call('POST', '/sign-in', { userName: 'ann' })).body).toMatchObject({
      accessToken: 'access-of-ann',
      expiresInSeconds: 3600,
    });

    rig.refusedPeople.add('ben');
    expect((await call('POST', '/sign-in', { userName: 'ben' })).status).toBe(403);
    await call('POST', '/people/ann/status', { status: 'DISABLED' });
    expect((await call('POST', '/sign-in', { userName: 'ann' })).status).toBe(403);
  });

  it('lists people and changes their status', async () => {
    const { body } = await call('POST', '/people/ann/status', { status: 'DISABLED' });

    expect(body).toMatchObject({ userName: 'ann', enabled: false, groups: ['engineers'] });
    expect((await call('GET', '/people')).body.items).toHaveLength(2);
    expect((await call('POST', '/people/ann/status', { status: 'GONE' })).status).toBe(400);
  });

  it('gives the mail of an address or a user name, newest first, with its links', async () => {
    rig.mails.push(
      buildMail({ id: 'old' }),
      buildMail({ id: 'other', to: ['ben@example.com'], text: null, html: null }),
      buildMail({ id: 'new', to: ['Ann <ANN@example.com>'] }),
    );
    const ids = async (path: string) =>
      ((await call('GET', path)).body.items as { id: string }[]).map(({ id }) => id);

    expect(await ids('/inbox')).toEqual(['new', 'other', 'old']);
    expect(await ids('/inbox?to=ann')).toEqual(['new', 'old']);
    expect(await ids('/inbox?to=ann@example.com&limit=1')).toEqual(['new']);
    expect((await call('GET', '/inbox?to=ben')).body.items).toEqual([
      expect.objectContaining({ text: '', html: '', links: [], sentAt: '2026-11-21T09:00:00.000Z' }),
    ]);
    expect((await call('GET', '/inbox?to=ann&limit=1')).body.items).toEqual([
      expect.objectContaining({ links: [`${ORIGIN}/review?link=a&b=1`] }),
    ]);
    expect((await call('GET', '/inbox?limit=0')).status).toBe(400);
  });

  it('moves time and answers when what fell due is done', async () => {
    const ran: number[] = [];
    rig.clock.at(rig.clock.now() + 60_000, async () => void ran.push(rig.clock.now()));
    const { body } = await call('POST', '/clock', { advanceMinutes: 1.5 });

    expect(ran).toEqual([Date.UTC(2026, 10, 21) + 60_000]);
    expect(body).toMatchObject({ now: '2026-11-21T00:01:30.000Z' });
    expect((await call('POST', '/clock', { to: '2026-11-21T02:00:00Z' })).body).toMatchObject({
      now: '2026-11-21T02:00:00.000Z',
    });
    expect((await call('GET', '/clock')).body).toMatchObject({ now: '2026-11-21T02:00:00.000Z' });
    expect((await call('POST', '/wait', {})).status).toBe(200);
  });

  it.each([
    ['both ways at once', { advanceMinutes: 1, to: '2026-11-22T00:00:00Z' }],
    ['no way at all', {}],
    ['the past', { to: '2026-11-20T00:00:00Z' }],
    ['no time', { advanceMinutes: 0 }],
    ['more than 400 days', { to: '2028-11-20T00:00:00Z' }],
    ['what is no moment', { to: 'tomorrow' }],
  ])('does not move time by %s', async (_what, body) => {
    expect((await call('POST', '/clock', body)).status).toBe(400);
    expect(rig.clock.now()).toBe(Date.UTC(2026, 10, 21));
  });

  it('arms, lists and lifts faults', async () => {
    const { body: armed } = await call('POST', '/faults', {
      kind: 'throttle',
      service: 'sso_admin',
      times: 2,
    });
    await call('POST', '/faults', { kind: 'delay', milliseconds: 10 });

    expect(armed).toMatchObject({ id: 'fault-1', left: 2 });
    expect((await call('GET', '/faults')).body.items).toHaveLength(2);
    expect((await call('DELETE', '/faults?id=fault-1')).body).toEqual({ lifted: 1 });
    expect((await call('DELETE', '/faults?id=fault-1')).status).toBe(404);
    expect((await call('DELETE', '/faults')).body).toEqual({ lifted: 1 });
    expect((await call('POST', '/faults', { kind: 'throttle', hard: true })).status).toBe(400);
    expect((await call('POST', '/faults', { kind: 'explode' })).status).toBe(400);
  });

  it('says what Identity Center holds, and changes it from outside', async () => {
    const wish = { userName: 'ann', ...rig.target };

    expect((await call('POST', '/assignments', wish)).status).toBe(200);
    expect((await call('GET', '/assignments?userName=ann')).body.items).toEqual([
      expect.objectContaining({
        ...rig.target,
        holder: 'ann',
        accountName: 'payments-prod',
        permissionSetName: 'ReadOnly',
      }),
    ]);
    expect((await call('GET', '/assignments?userName=ben')).body.items).toEqual([]);
    expect((await call('DELETE', '/assignments', wish)).status).toBe(200);
    expect(rig.organization.ssoAdmin.assignments()).toEqual([]);
    expect((await call('DELETE', '/assignments', wish)).status).toBe(404);
  });

  it.each([
    ['an unknown account', { accountId: '000000000000' }, 404],
    ['a bad account id', { accountId: '12' }, 400],
    [
      'an unknown permission set',
      { permissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-7223a1b2c3d4e5f6/ps-0000000000000000' },
      404,
    ],
    ['an unknown person', { userName: 'zoe' }, 404],
  ])('assigns nothing for %s', async (_what, changes, status) => {
    expect((await call('POST', '/assignments', { userName: 'ann', ...rig.target, ...changes })).status).toBe(
      status,
    );
    expect(rig.organization.ssoAdmin.assignments()).toEqual([]);
  });

  it('lets a person use access only while it is held, directly or by a group', async () => {
    const wish = { userName: 'ann', ...rig.target, story: 'look-around' };

    expect((await call('POST', '/activity', wish)).status).toBe(409);
    rig.organization.ssoAdmin.createOutside({
      ...rig.held,
      principalType: 'GROUP',
      principalId: rig.groupId,
    });
    expect((await call('POST', '/activity', wish)).status).toBe(200);
    const [first] = await rig.log.read();
    expect(first).toMatchObject({
      eventName: 'ConsoleLogin',
      eventTime: '2026-11-21T00:00:00Z',
      recipientAccountId: rig.target.accountId,
      userIdentity: { onBehalfOf: { userId: rig.userId } },
    });
    expect((await call('POST', '/activity', { ...wish, story: 'rob-the-bank' })).status).toBe(400);
  });

  it('counts calls, invocations and state transitions since the last reset', async () => {
    await startWorkflows('one');
    rig.calls.record('sso_admin', 'ListAccountAssignments');
    rig.invocations['api'] = 3;
    await rig.clock.idle();

    expect((await call('GET', '/calls')).body).toEqual({
      aws: { 'sso_admin.ListAccountAssignments': 1 },
      functions: { api: 3 },
      stateTransitions: 1,
    });
    await call('DELETE', '/calls');
    expect((await call('GET', '/calls')).body).toEqual({ aws: {}, functions: {}, stateTransitions: 0 });
    expect((await call('GET', '/executions?status=RUNNING')).body.items).toEqual([
      {
        workflow: 'wait',
        name: 'one',
        status: 'RUNNING',
        startedAt: '2026-11-21T00:00:00.000Z',
        stateTransitions: 1,
      },
    ]);
    await rig.clock.advance(601_000);
    expect((await call('GET', '/executions?status=RUNNING')).body.items).toEqual([]);
    expect((await call('GET', '/executions')).body.items).toEqual([
      expect.objectContaining({ status: 'SUCCEEDED', stoppedAt: '2026-11-21T00:10:00.000Z' }),
    ]);
  });

  it('stops a workflow by its name, or all of them', async () => {
    await startWorkflows('one', 'two', 'three');
    expect((await call('DELETE', '/executions', { name: 'two' })).body).toEqual({ stopped: 1 });
    expect((await call('GET', '/executions?status=ABORTED')).body.items).toEqual([
      expect.objectContaining({ name: 'two' }),
    ]);
    expect(await call('DELETE', '/executions', { name: 'two' })).toMatchObject({ status: 404 });
    expect((await call('DELETE', '/executions')).body).toEqual({ stopped: 2 });
    expect((await call('GET', '/executions?status=RUNNING')).body.items).toEqual([]);
  });

  it('gives dead letters and syncs the directory', async () => {
    rig.deadLetters.push({
      id: 'm-1',
      queue: 'hourglass-laptop-failed-notices',
      body: '{}',
      sentAt: 1,
      hiddenUntil: 0,
      received: 0,
      attributes: {},
      reason: 'MailError: no',
    });

    expect((await call('GET', '/dead-letters')).body.items).toEqual([
      {
        id: 'm-1',
        queue: 'hourglass-laptop-failed-notices',
        at: '1970-01-01T00:00:00.001Z',
        reason: 'MailError: no',
      },
    ]);
    await call('POST', '/directory/sync');
    expect(rig.counted.syncs).toBe(1);
  });
});
