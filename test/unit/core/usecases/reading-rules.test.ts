import { syncDirectory } from '../../../../core/usecases/sync-directory';
import { buildApi } from '../../../support/api';
import { ACCOUNTS, buildEligibilityPolicy, PEOPLE } from '../../../support/build';
import { buildWorld } from '../../../support/world';
import type { Api } from '../../../support/api-lists';

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
