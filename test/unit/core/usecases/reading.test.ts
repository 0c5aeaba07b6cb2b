import { HOUR, MINUTE } from '../../../../core/model/instant';
import { buildApi } from '../../../support/api';
import { ACCOUNTS, GROUPS, PEOPLE, PERMISSION_SETS } from '../../../support/build';
import { type Api, type Name, ids, list, twoSteps } from '../../../support/api-lists';

describe('lists of requests', () => {
  it('show each person their own, newest first', async () => {
    const api = buildApi();
    const first = await api.world.ask('ada');
    await api.world.ask('ben');
    const second = await api.world.ask('ada', {
      minutes: 30,
      targets: [{ accountId: ACCOUNTS.shop, permissionSetArn: PERMISSION_SETS.admin }],
    });
    expect(ids(await list(api, 'ada'))).toEqual([second.id, first.id]);
    expect(ids(await list(api, 'hana'))).toEqual([]);
  });

  it('filter on the server by status, account, time and text', async () => {
    const api = buildApi();
    const pending = await api.world.ask('ada', { justification: 'Rotate the payment key' });
    const shop = { targets: [{ accountId: ACCOUNTS.shop, permissionSetArn: PERMISSION_SETS.readOnly }] };
    const granted = await api.world.granted('ada', shop);
    expect(ids(await list(api, 'ada', 'status=scheduled,active'))).toEqual([granted.id]);
    expect(ids(await list(api, 'ada', `accountId=${ACCOUNTS.payments}`))).toEqual([pending.id]);
    expect(ids(await list(api, 'ada', 'q=ROTATE'))).toEqual([pending.id]);
    expect(ids(await list(api, 'ada', 'to=2026-11-21T08:00:00Z'))).toEqual([]);
  });

  it('page with a cursor that only this list takes', async () => {
    const api = buildApi();
    for (const accountId of [ACCOUNTS.payments, ACCOUNTS.shop, ACCOUNTS.development])
      await api.world.ask('ada', { targets: [{ accountId, permissionSetArn: PERMISSION_SETS.readOnly }] });
    const first = await list(api, 'ada', 'limit=2');
    const second = await list(api, 'ada', `limit=2&cursor=${first.cursor}`);
    expect(new Set([...ids(first), ...ids(second)]).size).toBe(3);
    expect(second.cursor).toBeUndefined();
    const answer = await api.call('ben', 'GET', '/requests', { query: `cursor=${first.cursor}` });
    expect(answer.status).toBe(400);
  });

  it('put into the inbox only what the viewer can decide now (G6)', async () => {
    const api = twoSteps();
    const request = await api.world.ask('ada');
    const own = await api.world.ask('cleo');
    expect(ids(await list(api, 'cleo', 'view=inbox'))).toEqual([request.id]);
    expect(ids(await list(api, 'dan', 'view=inbox'))).toEqual([own.id, request.id]);
    expect(ids(await list(api, 'finn', 'view=inbox'))).toEqual([]);
    await api.world.decide(request.id, 'cleo');
    expect(ids(await list(api, 'cleo', 'view=inbox'))).toEqual([]);
    expect(ids(await list(api, 'finn', 'view=inbox'))).toEqual([request.id]);
    expect(ids(await list(api, 'cleo', 'view=decided'))).toEqual([request.id]);
  });

  it('fill a page of the inbox beyond what the viewer cannot decide', async () => {
    const api = twoSteps();
    const request = await api.world.ask('ada');
    api.world.clock.advance(MINUTE);
    await api.world.ask('cleo');
    expect(ids(await list(api, 'cleo', 'view=inbox&limit=1'))).toEqual([request.id]);
  });

  it('give auditors everything', async () => {
    const api = buildApi();
    const of = [await api.world.ask('ada'), await api.world.ask('ben')];
    expect(ids(await list(api, 'eve', 'view=all')).toSorted()).toEqual(of.map(({ id }) => id).toSorted());
  });
});

describe('a request in detail', () => {
  const detail = async (api: Api, name: Name, id: string) =>
    (await api.call(name, 'GET', `/requests/${id}`)).json();

  it('tells everything that happened in sentences, with names and comments', async () => {
    const api = buildApi();
    const { request, leases } = await api.world.active();
    await api.call('cleo', 'POST', `/requests/${request.id}/end`, { body: { comment: 'Incident is over' } });
    for (const lease of leases) await api.world.end(lease);
    const { timeline, status, endReason } = await detail(api, 'ada', request.id);
    expect({ status, endReason }).toEqual({ status: 'ended', endReason: 'revoked' });
    expect(timeline.map((entry: { text: string }) => entry.text)).toEqual([
      'Ada Lovelace asked for ReadOnly in Payments Production.',
      'Cleo Marin approved the request.',
      'The request is approved.',
      'ReadOnly in Payments Production: switching on in Identity Center.',
      'ReadOnly in Payments Production: confirmed by Identity Center.',
      'The access began.',
      'Cleo Marin ended ReadOnly in Payments Production.',
      'ReadOnly in Payments Production: switching off in Identity Center.',
      'ReadOnly in Payments Production: gone, confirmed by Identity Center.',
      'The access is over: it was ended early.',
    ]);
    expect(timeline[1]).toMatchObject({ actor: 'Cleo Marin', comment: 'because' });
    expect(timeline[6]).toMatchObject({ comment: 'Incident is over' });
    expect(timeline[4].actor).toBe('Hourglass');
  });

  it('shows how far the approval is, step by step, with who can say yes', async () => {
    const api = twoSteps();
    const request = await api.world.ask('ada');
    await api.world.decide(request.id, 'cleo');
    const { progress } = await detail(api, 'ada', request.id);
    expect(progress).toHaveLength(1);
    expect(progress[0].alternatives[0].steps).toEqual([
      expect.objectContaining({
        name: 'Leads',
        needed: 1,
        given: 1,
        open: false,
        groups: [{ id: GROUPS.leads, name: 'leads' }],
      }),
      expect.objectContaining({ name: 'Security', needed: 1, given: 0, open: true, morePeople: 0 }),
    ]);
    const people = progress[0].alternatives[0].steps[1].people.map((one: { userId: string }) => one.userId);
    expect(people).toEqual([PEOPLE.dan, PEOPLE.finn]);
  });

  it('says what each viewer may do, and why not', async () => {
    const api = buildApi();
    const request = await api.world.ask();
    const own = (await detail(api, 'ada', request.id)).can;
    expect(own.decide).toMatchObject({ allowed: false, reasons: [{ code: 'own-request' }] });
    expect(own.cancel.allowed).toBe(true);
    const approver = (await detail(api, 'cleo', request.id)).can;
    expect(approver.decide).toEqual({ allowed: true, reasons: [] });
    expect(approver.cancel.allowed).toBe(false);
    const auditor = (await detail(api, 'eve', request.id)).can;
    expect(auditor.decide.allowed).toBe(false);
    expect(auditor.end.allowed).toBe(false);
    expect(auditor.seeActivity).toBe(false);
  });

  it('says as what each may end live access, and until when sessions can run', async () => {
    const api = buildApi();
    const { request } = await api.world.active();
    const own = await detail(api, 'ada', request.id);
    expect(own.can).toMatchObject({ end: { allowed: true }, endAs: 'returned', seeActivity: true });
    expect((await detail(api, 'cleo', request.id)).can).toMatchObject({ endAs: 'revoked' });
    const [lease] = own.leases;
    expect(Date.parse(lease.sessionsUntil) - Date.parse(lease.endsAt)).toBe(HOUR);
  });
});

describe('live access', () => {
  const access = async (api: Api, name: Name, query = '') =>
    (await api.call(name, 'GET', '/access', { query })).json().items;

  it('is listed for its holder, for who may end it, and for auditors', async () => {
    const api = buildApi();
    const { request, leases } = await api.world.active();
    await api.world.granted('ben');
    const [lease] = leases;
    expect(await access(api, 'ada')).toEqual([
      expect.objectContaining({
        endAs: 'returned',
        requestStatus: 'active',
        lease: expect.objectContaining({ id: lease?.id }),
      }),
    ]);
    expect(await access(api, 'ben')).toEqual([]);
    expect((await access(api, 'cleo', 'view=endable')).map((one: { endAs: string }) => one.endAs)).toEqual([
      'revoked',
    ]);
    expect(await access(api, 'ada', 'view=endable')).toEqual([]);
    expect(await access(api, 'eve', 'view=all')).toHaveLength(1);
    expect(await access(api, 'eve', 'view=all&q=nothing-like-it')).toEqual([]);
    expect(request.status).toBe('scheduled');
  });

  it('is not offered for ending to an approver who holds it: they give it back', async () => {
    const api = twoSteps();
    const own = await api.world.ask('cleo');
    await api.world.decide(own.id, 'dan');
    await api.world.decide(own.id, 'finn');
    for (const lease of await api.world.leasesOf(own.id)) await api.world.activate(lease);
    expect(await access(api, 'cleo', 'view=endable')).toEqual([]);
    expect(await access(api, 'dan', 'view=endable')).toHaveLength(1);
    expect((await access(api, 'cleo'))[0]).toMatchObject({ endAs: 'returned' });
  });

  it('is gone from the list when it has ended', async () => {
    const api = buildApi();
    const { leases } = await api.world.active();
    api.world.clock.advance(HOUR);
    for (const lease of leases) await api.world.end(lease);
    expect(await access(api, 'ada')).toEqual([]);
  });
});
