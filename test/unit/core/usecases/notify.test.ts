import { emergencyStream, requestStream } from '../../../../core/model/audit-event';
import { MINUTE, SECOND } from '../../../../core/model/instant';
import type { ApprovalStep } from '../../../../core/model/policy';
import { carryOutOrders } from '../../../../core/usecases/emergency/carry-out';
import { endLease } from '../../../../core/usecases/end-lease';
import { NoticesNotSentError, notify } from '../../../../core/usecases/notify';
import { readReviewLink } from '../../../../core/usecases/read-review-link';
import { Viewers } from '../../../../core/usecases/caller-identity';
import { buildApi } from '../../../support/api';
import {
  ACCOUNTS,
  buildApprovalPolicy,
  buildEligibilityPolicy,
  GROUPS,
  PEOPLE,
  PERMISSION_SETS,
} from '../../../support/build';
import { buildWorld, disabled, type World } from '../../../support/world';

const appUrl = 'https://hourglass.example.com';
const roles = { adminGroupId: GROUPS.admins, auditorGroupId: GROUPS.auditors };

/** Delivers every event of a request that has not been delivered yet. */
function postman(world: World) {
  let delivered = 0;
  return async (requestId: string) => {
    const before = world.mailer.sent.length;
    const events = world.store.streams.get(requestStream(requestId)) ?? [];
    for (const event of events.slice(delivered)) await notify(event, { ...world.ports, appUrl, roles });
    delivered = events.length;
    return world.mailer.sent
      .slice(before)
      .map(({ to, subject }) => `${to} ${subject.split(':')[0]}`)
      .toSorted();
  };
}

const step = (overrides: Partial<ApprovalStep>): ApprovalStep => ({
  name: 'Step',
  approvers: { users: [], groups: [GROUPS.leads] },
  needed: 1,
  ...overrides,
});

const withSteps = (...steps: ApprovalStep[]) =>
  buildWorld([buildEligibilityPolicy(), buildApprovalPolicy({ steps })]);

describe('who gets mail', () => {
  it('asks every approver once and tells the requester who was asked', async () => {
    const world = buildWorld();
    const deliver = postman(world);
    const request = await world.ask();
    expect(await deliver(request.id)).toEqual([
      'ada@example.com Requested',
      'cleo@example.com Review',
      'dan@example.com Review',
    ]);
    expect(world.mailer.to('ada@example.com')[0]?.text).toContain('Cleo Marin, Dan Ito were asked');
  });

  it('tells the requester of every change of status from then on', async () => {
    const world = buildWorld();
    const deliver = postman(world);
    const request = await world.ask();
    await deliver(request.id);
    await world.decide(request.id, 'cleo');
    expect(await deliver(request.id)).toEqual(['ada@example.com Approved']);
    const [lease] = await world.leasesOf(request.id);
    if (!lease) throw new Error('no lease');
    await world.activate(lease);
    expect(await deliver(request.id)).toEqual(['ada@example.com Active']);
    world.clock.advance(60 * MINUTE);
    await world.end(lease);
    expect(await deliver(request.id)).toEqual(['ada@example.com Ended']);
  });

  it('tells of a rejection with its comment', async () => {
    const world = buildWorld();
    const deliver = postman(world);
    const request = await world.ask();
    await world.decide(request.id, 'dan', 'reject', 'Not in the freeze');
    expect(await deliver(request.id)).toEqual(['ada@example.com Rejected']);
    expect(world.mailer.sent[0]?.text).toContain('Not in the freeze');
  });

  it('tells of access without approval once, as approved', async () => {
    const world = buildWorld([buildEligibilityPolicy({ approvalRequired: false })]);
    const deliver = postman(world);
    expect(await deliver((await world.ask()).id)).toEqual(['ada@example.com Approved']);
  });

  it('asks the people of a later step when it opens, and not those of the first again', async () => {
    const world = withSteps(
      step({ name: 'Leads' }),
      step({ name: 'Security', approvers: { users: [], groups: [GROUPS.security] } }),
    );
    const deliver = postman(world);
    const request = await world.ask();
    expect(await deliver(request.id)).toEqual([
      'ada@example.com Requested',
      'cleo@example.com Review',
      'dan@example.com Review',
    ]);
    await world.decide(request.id, 'cleo');
    expect(await deliver(request.id)).toEqual(['dan@example.com Review', 'finn@example.com Review']);
  });

  it('does not ask again when one of two needed has said yes', async () => {
    const world = withSteps(step({ needed: 2 }));
    const deliver = postman(world);
    const request = await world.ask();
    await deliver(request.id);
    await world.decide(request.id, 'cleo');
    expect(await deliver(request.id)).toEqual([]);
  });

  it('asks neither requester nor beneficiary nor the disabled (G6)', async () => {
    const world = withSteps(step({ approvers: { users: [PEOPLE.ada, PEOPLE.gil], groups: [GROUPS.leads] } }));
    world.directory.change(disabled(PEOPLE.dan));
    const deliver = postman(world);
    const request = await world.ask();
    expect(await deliver(request.id)).toEqual(['ada@example.com Requested', 'cleo@example.com Review']);
  });

  it('asks nobody any more when the request was decided before the mail was written', async () => {
    const world = buildWorld();
    const deliver = postman(world);
    const request = await world.ask();
    await world.decide(request.id, 'cleo');
    expect(await deliver(request.id)).toEqual(['ada@example.com Approved']);
  });

  it('tells those who approved as well when the access could not be given', async () => {
    const world = buildWorld();
    const deliver = postman(world);
    const request = await world.granted();
    await deliver(request.id);
    world.live.differ(disabled(PEOPLE.ada));
    for (const lease of await world.leasesOf(request.id)) await world.activate(lease);
    expect(await deliver(request.id)).toEqual(['ada@example.com Failed', 'cleo@example.com Failed']);
    const mail = world.mailer.to('cleo@example.com').at(-1);
    expect(mail?.text).toContain('is disabled in Identity Center');
    expect(mail?.text).toContain('because you approved this request');
  });

  it('tells of one access of several that could not be given', async () => {
    const world = buildWorld();
    const deliver = postman(world);
    const targets = [PERMISSION_SETS.readOnly, PERMISSION_SETS.developer].map((permissionSetArn) => ({
      accountId: ACCOUNTS.payments,
      permissionSetArn,
    }));
    const request = await world.granted('ada', { targets });
    const [one, two] = await world.leasesOf(request.id);
    await world.activate(one!);
    await deliver(request.id);
    world.grants.failNext('create', 'The role quota of the account is used up');
    await world.activate(two!);
    await world.end(two!);
    expect(await deliver(request.id)).toEqual([
      'ada@example.com Failed in part',
      'cleo@example.com Failed in part',
    ]);
    expect(world.mailer.to('cleo@example.com').at(-1)?.text).toContain('role quota');
  });

  it('tells admins and auditors of access that cannot be removed, at first and then once a day', async () => {
    const world = buildWorld();
    const deliver = postman(world);
    const { request, leases } = await world.active();
    await deliver(request.id);
    world.clock.advance(60 * MINUTE);
    world.grants.failAlways(
      'delete',
      'Received a 404 status error: the USER assignee was not found in directory',
    );
    const tell = async () => {
      const outcome = await endLease(world.ids(leases[0]!), world.ports);
      if (outcome.state !== 'waiting') throw new Error('ended');
      world.clock.advance(outcome.retryAfterSeconds * SECOND);
      return deliver(request.id);
    };
    const all = ['eve@example.com Access cannot be removed', 'finn@example.com Access cannot be removed'];
    expect(await tell()).toEqual(all);
    expect(world.mailer.to('eve@example.com')[0]?.text).toContain('404 status error');
    for (let tries = 2; tries <= 9; tries += 1) expect(await tell()).toEqual([]);
    expect(await tell()).toEqual(all);
    expect(await tell()).toEqual(all);
  });

  it('G12: says of which access, so that two that cannot be removed are not taken for the same mail sent twice', async () => {
    const world = buildWorld();
    const targets = [PERMISSION_SETS.readOnly, PERMISSION_SETS.developer].map((permissionSetArn) => ({
      accountId: ACCOUNTS.payments,
      permissionSetArn,
    }));
    const request = await world.granted('ada', { targets });
    const leases = await world.leasesOf(request.id);
    for (const lease of leases) await world.activate(lease);
    world.clock.advance(9 * 60 * MINUTE);
    world.grants.failAlways('delete', 'Received a 404 status error');
    for (const lease of leases) await endLease(world.ids(lease), world.ports);
    await postman(world)(request.id);
    const subjects = world.mailer.to('eve@example.com').map(({ subject }) => subject);
    expect(subjects).toHaveLength(2);
    expect(new Set(subjects).size).toBe(2);
    expect(subjects[0]).toMatch(/^Access cannot be removed: \w+ in Payments/i);
  });

  it('tells admins and responders of emergencies: what, by whom, why, and when it is done', async () => {
    const { world, call } = buildApi();
    const told = async (stream: string) => {
      const before = world.mailer.sent.length;
      const responders = { ...roles, responderGroupId: GROUPS.responders };
      for (const event of world.store.streams.get(stream) ?? [])
        await notify(event, { ...world.ports, appUrl, roles: responders });
      return world.mailer.sent.slice(before).map(({ to, subject }) => `${to} ${subject}`);
    };
    const scope = { kind: 'person', userId: PEOPLE.ada };
    const body = { scope, confirmation: 'Ada Lovelace', comment: 'Laptop stolen' };
    const { id } = (await call('iris', 'POST', '/emergency/end', { body })).json();
    expect((await told(emergencyStream(id))).toSorted()).toEqual([
      'finn@example.com Emergency: All access of Ada Lovelace is being ended',
      'iris@example.com Emergency: All access of Ada Lovelace is being ended',
    ]);
    const [mail] = world.mailer.to('finn@example.com');
    expect(mail?.text).toMatch(/Iris Baker[^]*Laptop stolen[^]*\/emergency/);
    world.clock.advance(MINUTE);
    await carryOutOrders(world.clock.now() + MINUTE, world.ports);
    expect(await told(emergencyStream(id))).toContain(
      'finn@example.com Emergency: All access of Ada Lovelace has ended',
    );
    const declare = { confirmation: 'stop activations', comment: 'Keys leaked' };
    await call('finn', 'POST', '/emergency/stop', { body: declare });
    expect(await told(emergencyStream('stop'))).toEqual([
      'finn@example.com Emergency: activations are stopped',
      'iris@example.com Emergency: activations are stopped',
    ]);
  });

  it('tells the holder of access that was ended in an emergency who did it and why', async () => {
    const { world, call } = buildApi();
    const deliver = postman(world);
    const { request, leases } = await world.active();
    await deliver(request.id);
    const body = { scope: { kind: 'everything' }, confirmation: 'end everything', comment: 'Keys leaked' };
    await call('iris', 'POST', '/emergency/end', { body });
    await world.end(leases[0]!);
    expect(await deliver(request.id)).toEqual(['ada@example.com Ended']);
    expect(world.mailer.to('ada@example.com').at(-1)?.text).toMatch(
      /Iris Baker ended it early[^]*Keys leaked/,
    );
  });

  it('does not say that access is being switched on while an emergency stop stands', async () => {
    const { world, call } = buildApi();
    const deliver = postman(world);
    const declare = { confirmation: 'stop activations', comment: 'Keys leaked' };
    await call('iris', 'POST', '/emergency/stop', { body: declare });
    const request = await world.granted();
    await deliver(request.id);
    expect(world.mailer.to('ada@example.com').at(-1)?.text).toContain(
      'Approved: the access waits until the emergency stop is lifted',
    );
  });

  it('has nothing to say about policies, refusals and steps of a lease', async () => {
    const world = buildWorld();
    const request = await world.ask();
    const [event] = world.store.events();
    if (!event) throw new Error('no event');
    for (const other of [
      { ...event, type: 'DecisionRefused' as const },
      { ...event, type: 'LeaseActivating' as const },
      { ...event, stream: 'settings', type: 'SettingsChanged' as const },
      { ...event, stream: requestStream('gone') },
    ])
      expect(await notify(other, { ...world.ports, appUrl, roles })).toEqual({ sent: 0, withoutAddress: 0 });
    expect(request.status).toBe('pending');
  });

  it('counts who has no address instead of failing', async () => {
    const world = buildWorld();
    world.directory.change((snapshot) => ({
      ...snapshot,
      people: snapshot.people.map(({ email, ...person }) =>
        person.userId === PEOPLE.dan ? person : { ...person, email },
      ),
    }));
    await world.ask();
    const [event] = world.store.events();
    if (!event) throw new Error('no event');
    expect(await notify(event, { ...world.ports, appUrl, roles })).toEqual({ sent: 2, withoutAddress: 1 });
  });
});

describe('mail that cannot be sent', () => {
  it('stops none of the others, and is tried again without them (G12)', async () => {
    const world = buildWorld();
    await world.ask();
    const [event] = world.store.events();
    if (!event) throw new Error('no event');
    world.mailer.failNext = new Error('mailbox on fire');
    await expect(notify(event, { ...world.ports, appUrl, roles })).rejects.toThrow(NoticesNotSentError);
    expect(world.mailer.sent).toHaveLength(2);
    expect(await notify(event, { ...world.ports, appUrl, roles })).toEqual({ sent: 1, withoutAddress: 0 });
    expect(new Set(world.mailer.sent.map(({ to }) => to)).size).toBe(3);
  });

  it('G12: is sent by a later delivery when one died over it', async () => {
    const world = buildWorld();
    await world.ask();
    const [event] = world.store.events();
    if (!event) throw new Error('no event');
    const dead = () => Promise.reject(new Error('The function died'));
    const { sent } = world.ports;
    const dying = { claim: (key: string) => sent.claim(key), confirm: dead, release: dead };
    const deliver = (ports = world.ports) => notify(event, { ...ports, appUrl, roles });
    await expect(
      notify(event, { ...world.ports, mailer: { send: dead }, sent: dying, appUrl, roles }),
    ).rejects.toThrow(NoticesNotSentError);
    await expect(deliver()).rejects.toThrow(NoticesNotSentError);
    expect(world.mailer.sent).toHaveLength(0);
    world.clock.advance(MINUTE);
    expect(await deliver()).toEqual({ sent: 3, withoutAddress: 0 });
    expect(await deliver()).toEqual({ sent: 0, withoutAddress: 0 });
  });

  it('is sent once when its record is delivered twice', async () => {
    const world = buildWorld();
    await world.ask();
    const [event] = world.store.events();
    if (!event) throw new Error('no event');
    await notify(event, { ...world.ports, appUrl, roles });
    await notify(event, { ...world.ports, appUrl, roles });
    expect(world.mailer.sent).toHaveLength(3);
  });
});

describe('the link in a mail', () => {
  async function mailed(world: World) {
    const request = await world.ask();
    await postman(world)(request.id);
    const text = world.mailer.to('cleo@example.com')[0]?.text ?? '';
    const token = new RegExp(`${appUrl}/review/(\\S+)`).exec(text)?.[1] ?? '';
    const viewers = new Viewers(world.ports, roles);
    const open = async (name: 'ada' | 'cleo' | 'dan' | 'ben' | 'eve', changed = token) =>
      readReviewLink({ viewer: await viewers.now(world.caller(name)), token: changed }, world.ports);
    return { request, token, open };
  }

  it('opens the request for its recipient and changes nothing (G10)', async () => {
    const world = buildWorld();
    const { request, open } = await mailed(world);
    const committed = world.ledger.committed;
    expect(await open('cleo')).toMatchObject({ state: 'open', requestId: request.id });
    expect(world.ledger.committed).toBe(committed);
    expect(await world.read(request.id)).toEqual(request);
  });

  it('opens for a colleague with the same authority', async () => {
    const { open } = await mailed(buildWorld());
    expect((await open('dan')).state).toBe('open');
  });

  it('tells somebody without authority nothing about the request', async () => {
    const { open } = await mailed(buildWorld());
    const reading = await open('ben');
    expect(reading.state).toBe('no-authority');
    expect(reading.requestId).toBeUndefined();
  });

  it('leads the requester to their request, without authority', async () => {
    const { request, open } = await mailed(buildWorld());
    expect(await open('ada')).toMatchObject({ state: 'no-authority', requestId: request.id });
  });

  it('is used up by a decision, and tells what became of it', async () => {
    const world = buildWorld();
    const { request, open } = await mailed(world);
    await world.decide(request.id, 'dan');
    const reading = await open('cleo');
    expect(reading).toMatchObject({ state: 'used', requestId: request.id });
    expect(reading.message).toContain('Dan Ito approved');
  });

  it('expires with the time to decide', async () => {
    const world = buildWorld();
    const { open } = await mailed(world);
    world.clock.advance(180 * MINUTE);
    expect((await open('cleo')).state).toBe('expired');
  });

  it('is for an older revision when somebody else has said yes since', async () => {
    const world = withSteps(step({ needed: 2 }));
    const { request, open } = await mailed(world);
    await world.decide(request.id, 'dan');
    expect(await open('cleo')).toMatchObject({ state: 'older-revision', requestId: request.id });
  });

  it('is invalid once any part of it was changed', async () => {
    const { token, open } = await mailed(buildWorld());
    const [payload = '', signature = ''] = token.split('.');
    const forged = Buffer.from(Buffer.from(payload, 'base64url').toString().replace(',1,', ',2,')).toString(
      'base64url',
    );
    for (const changed of [
      `${forged}.${signature}`,
      `${payload}.${signature.slice(1)}x`,
      payload,
      '.',
      'x',
      `${token}.x`,
    ]) {
      const reading = await open('cleo', changed);
      expect(reading.state).toBe('invalid');
      expect(reading.requestId).toBeUndefined();
    }
  });
});
