import { emergencyStream } from '../../../../core/model/audit-event';
import { HOUR, MINUTE } from '../../../../core/model/instant';
import { EMERGENCY_STOP_ID } from '../../../../core/model/policy';
import { activateLease } from '../../../../core/usecases/activate-lease';
import { endLease } from '../../../../core/usecases/end-lease';
import { buildApi } from '../../../support/api';
import { buildEntitlement, buildSnapshot, PEOPLE } from '../../../support/build';
import { withoutGroups, type World } from '../../../support/world';

const held = buildEntitlement('payments', 'readOnly');
const declare = { confirmation: 'stop activations', comment: 'Keys leaked' };
const lift = { confirmation: 'lift the stop', comment: 'Keys rotated' };

function build() {
  const { world, call } = buildApi();
  const post = (name: Parameters<typeof call>[0], path: 'stop' | 'lift', body: object) =>
    call(name, 'POST', `/emergency/${path}`, { body });
  return { world, call, post, events: () => world.store.streams.get(emergencyStream('stop')) ?? [] };
}

/** One step of the workflow, without going on as long as it says `waiting`. */
async function step(world: World, requestId: string, creationId = '') {
  const [lease] = await world.leasesOf(requestId);
  return activateLease({ ...world.ids(lease!), creationId }, world.ports);
}

const statusOf = async (world: World, requestId: string) => (await world.leasesOf(requestId))[0]?.status;

describe('who may declare and lift', () => {
  it.each(['iris', 'finn'] as const)('%s may: it is on record, with who and why', async (name) => {
    const { post, events, world } = build();
    const declared = await post(name, 'stop', declare);
    expect([declared.status, declared.json()]).toMatchObject([
      200,
      { stands: true, stop: { comment: 'Keys leaked', by: { userId: `user-${name}` } } },
    ]);
    expect((await post(name, 'lift', lift)).json()).toEqual({ stands: false });
    expect(events().map(({ type, data }) => [type, data.comment])).toEqual([
      ['EmergencyStopDeclared', 'Keys leaked'],
      ['EmergencyStopLifted', 'Keys rotated'],
    ]);
    expect(await world.ports.policies.read('emergency-stop', EMERGENCY_STOP_ID)).toMatchObject({
      version: 2,
    });
  });

  it.each([
    ['a requester', 'ada'],
    ['an approver', 'cleo'],
    ['an auditor', 'eve'],
  ] as const)('for %s there is no such thing', async (_who, name) => {
    const { post, events } = build();
    expect((await post(name, 'stop', declare)).status).toBe(404);
    expect((await post(name, 'lift', lift)).status).toBe(404);
    expect(events()).toEqual([]);
  });

  it('G8: a responder who has left the group in Identity Center is none, whatever was known a moment ago', async () => {
    const { call, post, world, events } = build();
    expect((await call('iris', 'GET', '/me')).json()).toMatchObject({ roles: { responder: true } });
    world.directory.current = withoutGroups(PEOPLE.iris)(buildSnapshot());
    expect((await post('iris', 'stop', declare)).status).toBe(404);
    expect(events()).toEqual([]);
  });
});

describe('what has to be typed', () => {
  it.each([
    ['stop', { ...declare, confirmation: 'Stop activations' }, 'must be typed exactly as “stop activations”'],
    ['stop', { ...declare, confirmation: '' }, 'must be typed exactly as “stop activations”'],
    ['lift', { ...lift, confirmation: 'stop activations' }, 'must be typed exactly as “lift the stop”'],
    ['stop', { ...declare, comment: '  ' }, 'must say why'],
    ['stop', { confirmation: declare.confirmation }, 'comment'],
  ] as const)('%s with %j is refused, and nothing is written', async (path, body, message) => {
    const { post, events } = build();
    const answer = await post('iris', path, body);
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.problem().fields)).toContain(message);
    expect(events()).toEqual([]);
  });

  it('takes blanks around it', async () => {
    const { post } = build();
    expect((await post('iris', 'stop', { ...declare, confirmation: ' stop activations ' })).status).toBe(200);
  });
});

it('refuses to declare twice and to lift what does not stand', async () => {
  const { post, events } = build();
  const early = await post('iris', 'lift', lift);
  expect([early.status, early.problem().detail]).toEqual([409, 'No emergency stop stands.']);
  await post('iris', 'stop', declare);
  const twice = await post('finn', 'stop', declare);
  expect([twice.status, twice.problem().detail]).toEqual([
    409,
    'An emergency stop stands already, declared by Iris Baker.',
  ]);
  expect(events()).toHaveLength(1);
});

it('G11: of two who declare at once one does it and the other is told', async () => {
  const { post, events } = build();
  const answers = await Promise.all([post('iris', 'stop', declare), post('finn', 'stop', declare)]);
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  expect(events()).toHaveLength(1);
});

describe('while it stands', () => {
  it('people may ask and decide as ever, and everybody is told', async () => {
    const { post, call, world } = build();
    await post('iris', 'stop', declare);
    const created = await call('ada', 'POST', '/requests', { body: world.body() });
    expect([created.status, created.json()]).toMatchObject([
      201,
      { status: 'pending', emergencyStop: { comment: 'Keys leaked', by: { displayName: 'Iris Baker' } } },
    ]);
    const { id } = created.json();
    const decided = await call('cleo', 'POST', `/requests/${id}/decision`, {
      body: { answer: 'approve', comment: 'Fine', revision: 1 },
    });
    expect(decided.json()).toMatchObject({ status: 'scheduled', emergencyStop: { comment: 'Keys leaked' } });
    for (const name of ['ada', 'cleo', 'eve', 'finn', 'iris'] as const)
      expect((await call(name, 'GET', '/me')).json()).toMatchObject({
        emergencyStop: { comment: 'Keys leaked' },
      });
  });

  it('nothing is switched on: the lease waits untouched, and begins once it is lifted', async () => {
    const { post, world, call } = build();
    const request = await world.granted();
    await post('iris', 'stop', declare);
    expect(await step(world, request.id)).toMatchObject({ state: 'waiting', operationId: '' });
    expect(await statusOf(world, request.id)).toBe('scheduled');
    expect(world.grants.calls).toEqual([]);
    await post('iris', 'lift', lift);
    expect((await call('ada', 'GET', '/me')).json()).not.toHaveProperty('emergencyStop');
    await world.activate((await world.leasesOf(request.id))[0]!);
    expect(world.has('ada', held)).toBe(true);
  });

  it('a lease on what another lease or standing access holds does not begin either', async () => {
    const { post, world } = build();
    world.grants.give('user-ada', held);
    const request = await world.granted();
    await post('iris', 'stop', declare);
    expect(await step(world, request.id)).toMatchObject({ state: 'waiting' });
    expect(await statusOf(world, request.id)).toBe('scheduled');
  });

  it('asks again when the time of the lease is over at the latest, however long the pauses have become', async () => {
    const { post, world } = build();
    const request = await world.granted();
    await post('iris', 'stop', declare);
    world.clock.advance(58 * MINUTE);
    const [lease] = await world.leasesOf(request.id);
    const waiting = await activateLease({ ...world.ids(lease!), attempt: 20 }, world.ports);
    if (waiting.state !== 'waiting') throw new Error(waiting.state);
    expect(waiting.retryAfterSeconds).toBeLessThanOrEqual(120);
  });

  it('a lease whose time passes fails, with the reason', async () => {
    const { post, world } = build();
    const request = await world.granted();
    await post('iris', 'stop', declare);
    world.clock.advance(2 * HOUR);
    expect(await step(world, request.id)).toEqual({ state: 'over' });
    expect((await world.leasesOf(request.id))[0]).toMatchObject({
      status: 'failed',
      failure: [
        {
          code: 'emergency-stop',
          message: 'Iris Baker stopped activations in an emergency, and the time for this access is over.',
        },
      ],
    });
    expect(world.has('ada', held)).toBe(false);
  });

  it('what ends still ends', async () => {
    const { post, world } = build();
    const { leases } = await world.active();
    await post('iris', 'stop', declare);
    world.clock.advance(2 * HOUR);
    await world.end(leases[0]!);
    expect(world.has('ada', held)).toBe(false);
  });
});

describe('declared in the middle of an activation', () => {
  it('G1: after the first look and before the create: nothing is asked of Identity Center', async () => {
    const { post, world } = build();
    const request = await world.granted();
    const holds = world.grants.holds.bind(world.grants);
    world.grants.holds = async (...input) => {
      world.grants.holds = holds;
      await post('iris', 'stop', declare);
      return holds(...input);
    };
    expect(await step(world, request.id)).toMatchObject({ state: 'waiting', operationId: '' });
    expect(world.grants.calls.map(({ call }) => call)).not.toContain('create');
    world.clock.advance(2 * HOUR);
    await step(world, request.id);
    await world.end((await world.leasesOf(request.id))[0]!);
    expect(await statusOf(world, request.id)).toBe('failed');
    expect(world.has('ada', held)).toBe(false);
  });

  it('after the create: what was asked for goes on, and its end stands', async () => {
    const { post, world } = build();
    const request = await world.granted();
    const create = world.grants.create.bind(world.grants);
    world.grants.create = async (...input) => {
      const started = await create(...input);
      await post('iris', 'stop', declare);
      return started;
    };
    const [lease] = await world.leasesOf(request.id);
    await world.activate(lease!);
    expect(await statusOf(world, request.id)).toBe('active');
    world.clock.advance(60 * MINUTE);
    await world.until((deletionId) => endLease({ ...world.ids(lease!), deletionId }, world.ports));
    expect(world.has('ada', held)).toBe(false);
  });
});
