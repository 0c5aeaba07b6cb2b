import { HOUR, MINUTE } from '../../../../core/model/instant';
import { syncDirectory } from '../../../../core/usecases/sync-directory';
import { buildApi } from '../../../support/api';
import {
  ACCOUNTS,
  buildApprovalPolicy,
  buildEligibilityPolicy,
  GROUPS,
  PEOPLE,
  PERMISSION_SETS,
} from '../../../support/build';
import { buildWorld } from '../../../support/world';

type Api = ReturnType<typeof buildApi>;
type Name = keyof typeof PEOPLE;

const ids = (page: { items: { id: string }[] }) => page.items.map(({ id }) => id);
const list = async (api: Api, name: Name, query = '') =>
  (await api.call(name, 'GET', '/requests', { query })).json();

const twoSteps = () =>
  buildApi(
    buildWorld([
      buildEligibilityPolicy({ subjects: { groups: [GROUPS.engineers, GROUPS.leads] } }),
      buildApprovalPolicy({
        steps: [
          { name: 'Leads', approvers: { groups: [GROUPS.leads] } },
          { name: 'Security', approvers: { groups: [GROUPS.security] } },
        ],
      }),
    ]),
  );

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

describe('who am I', () => {
  it('tells name, roles, what waits, and what the forms need', async () => {
    const api = buildApi();
    await api.world.ask('ada');
    const me = (await api.call('cleo', 'GET', '/me')).json();
    expect(me).toMatchObject({
      person: { displayName: 'Cleo Marin' },
      roles: { auditor: false, admin: false },
      waitingForMe: 1,
      rules: { decisionMinutes: 180, maxMinutes: 720, approvalCommentRequired: false },
    });
    expect((await api.call('finn', 'GET', '/me')).json().roles).toEqual({
      auditor: false,
      admin: true,
      responder: false,
    });
    expect((await api.call('ada', 'GET', '/me')).json().waitingForMe).toBe(0);
  });
});

describe('what may I ask for', () => {
  it('lists the accounts by name with their path, without the management account', async () => {
    const api = buildApi();
    const { items } = (await api.call('ada', 'GET', '/eligibility/accounts')).json();
    expect(items.map((item: { name: string }) => item.name)).toEqual([
      'Payments Production',
      'Sandbox',
      'Shop Development',
      'Shop Production',
    ]);
    expect(items[0].path).toEqual(['Root', 'Workloads', 'Production', 'Payments']);
    expect((await api.call('hana', 'GET', '/eligibility/accounts')).json()).toEqual({ items: [] });
  });

  it('searches by name, number and unit, and pages', async () => {
    const api = buildApi();
    const search = async (query: string) =>
      (await api.call('ada', 'GET', '/eligibility/accounts', { query })).json();
    const names = (page: { items: { name: string }[] }) => page.items.map(({ name }) => name);
    expect(names(await search('q=shop'))).toEqual(['Shop Development', 'Shop Production']);
    expect(names(await search(`q=${ACCOUNTS.sandbox}`))).toEqual(['Sandbox']);
    expect(names(await search('q=production'))).toEqual(['Payments Production', 'Shop Production']);
    const first = await search('q=shop&limit=1');
    expect(names(await search(`q=shop&limit=1&cursor=${first.cursor}`))).toEqual(['Shop Production']);
    expect(
      (await api.call('ada', 'GET', '/eligibility/accounts', { query: `cursor=${first.cursor}` })).status,
    ).toBe(400);
  });

  it('lists permission sets with the terms, and none that a delegated administrator cannot assign', async () => {
    const api = buildApi();
    const terms = async (accountId: string) =>
      (await api.call('ada', 'GET', `/eligibility/accounts/${accountId}/permission-sets`)).json().items;
    const items = await terms(ACCOUNTS.payments);
    expect(items.map((item: { name: string }) => item.name)).toEqual([
      'Administrator',
      'Developer',
      'ReadOnly',
    ]);
    expect(items[1]).toMatchObject({ sessionMinutes: 120, maxMinutes: 480, approvalRequired: true });
    expect((await terms(ACCOUNTS.sandbox))[0].approvalRequired).toBe(false);
    expect(await terms(ACCOUNTS.management)).toEqual([]);
    expect(await terms('999999999999')).toEqual([]);
  });

  it('follows a change of policy at once', async () => {
    const api = buildApi();
    const count = async () => (await api.call('ada', 'GET', '/eligibility/accounts')).json().items.length;
    expect(await count()).toBe(4);
    const deny = buildEligibilityPolicy({
      id: 'deny-1',
      effect: 'deny',
      accounts: { accounts: [ACCOUNTS.sandbox] },
    });
    await api.world.ledger.commit([{ kind: 'policy', after: deny }], []);
    expect(await count()).toBe(3);
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

describe('searching the directory', () => {
  const search = async (api: Api, kind: string, query = '') =>
    (await api.call('finn', 'GET', `/directory/${kind}`, { query })).json().items;

  it('finds accounts, units, permission sets, groups and people, and marks what cannot be used', async () => {
    const api = buildApi();
    expect(await search(api, 'accounts', 'q=old')).toEqual([
      {
        id: ACCOUNTS.suspended,
        name: 'Old Shop',
        description: `${ACCOUNTS.suspended} · Root / Workloads`,
        disabled: true,
      },
    ]);
    expect((await search(api, 'organizational-units', 'q=pay'))[0]).toMatchObject({
      description: 'Root / Workloads / Production',
    });
    expect((await search(api, 'permission-sets', 'q=organ'))[0]).toMatchObject({ disabled: true });
    expect((await search(api, 'groups', 'q=audit'))[0]).toMatchObject({ description: '1 member' });
    expect((await search(api, 'people', 'q=sousa'))[0]).toMatchObject({ id: PEOPLE.gil, disabled: true });
  });

  it('finds the names of given ids', async () => {
    const found = await search(buildApi(), 'people', `ids=${PEOPLE.ada},${PEOPLE.ben},nobody`);
    expect(found.map(({ name }: { name: string }) => name)).toEqual(['Ada Lovelace', 'Ben Okafor']);
  });

  it('knows no other kinds', async () => {
    expect((await buildApi().call('finn', 'GET', '/directory/secrets')).status).toBe(400);
  });
});

describe('reading the directory anew', () => {
  it('writes a snapshot only when something has changed', async () => {
    const { ports, directory } = buildWorld();
    const first = await syncDirectory(ports);
    expect(first.changed).toBe(true);
    expect(directory.current?.revision).toBe(first.revision);
    expect(await syncDirectory(ports)).toEqual({ revision: first.revision, changed: false });
    ports.directorySource.current = { ...ports.directorySource.current, groups: [] };
    const second = await syncDirectory(ports);
    expect(second.changed).toBe(true);
    expect(second.revision).not.toBe(first.revision);
  });

  it('works before there is any', async () => {
    const { ports, directory } = buildWorld();
    directory.current = undefined;
    expect((await syncDirectory(ports)).changed).toBe(true);
    expect(directory.current).toBeDefined();
  });
});
