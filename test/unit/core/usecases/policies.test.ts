import { ExportLine } from '../../../../core/model/audit-export';
import { policyStream } from '../../../../core/model/audit-event';
import { ApprovalPolicyBody, EligibilityPolicyBody, SettingsBody } from '../../../../core/model/policy';
import { buildApi } from '../../../support/api';
import { ACCOUNTS, buildEvent, GROUPS, PEOPLE, PERMISSION_SETS, UNITS } from '../../../support/build';

const eligibility = (overrides: object = {}) =>
  EligibilityPolicyBody.parse({
    name: 'Engineers in production',
    subjects: { groups: [GROUPS.engineers] },
    accounts: { organizationalUnits: [{ id: UNITS.production, includeDescendants: true }] },
    permissionSets: { arns: [PERMISSION_SETS.readOnly] },
    ...overrides,
  });
const approval = (overrides: object = {}) =>
  ApprovalPolicyBody.parse({
    name: 'Two eyes',
    accounts: { accounts: [ACCOUNTS.payments] },
    permissionSets: {},
    steps: [{ approvers: { groups: [GROUPS.leads] } }],
    ...overrides,
  });

describe('writing an eligibility policy', () => {
  it('keeps it as version 1, with who and when, and an audit event (G9)', async () => {
    const api = buildApi();
    const answer = await api.call('finn', 'POST', '/policies/eligibility', { body: eligibility() });
    expect(answer.status).toBe(201);
    expect(answer.json()).toMatchObject({ version: 1, changedBy: { userId: PEOPLE.finn }, enabled: true });
    const stream = policyStream('eligibility', answer.json().id);
    expect(api.world.store.eventTypes(stream)).toEqual(['PolicyCreated']);
  });

  it('keeps every version, newest first, and says in the audit trail what changed (G9)', async () => {
    const api = buildApi();
    const { id } = (await api.call('finn', 'POST', '/policies/eligibility', { body: eligibility() })).json();
    const policy = eligibility({ maxMinutes: 30, enabled: false });
    const edited = await api.call('finn', 'PUT', `/policies/eligibility/${id}`, {
      body: { version: 1, policy },
    });
    expect(edited.json()).toMatchObject({ version: 2, maxMinutes: 30, enabled: false });
    const versions = (await api.call('finn', 'GET', `/policies/eligibility/${id}/versions`)).json();
    expect(versions.items.map((item: { version: number }) => item.version)).toEqual([2, 1]);
    const last = api.world.store.streams.get(policyStream('eligibility', id))?.at(-1);
    expect(last?.type).toBe('PolicyChanged');
    expect(last?.data.changes).toEqual({
      maxMinutes: { from: 480, to: 30 },
      enabled: { from: true, to: false },
    });
  });

  it('refuses an edit that started from an older version, with who was faster (G11)', async () => {
    const api = buildApi();
    const body = { version: 1, policy: eligibility() };
    await api.call('finn', 'PUT', '/policies/eligibility/eligibility-1', { body });
    const answer = await api.call('finn', 'PUT', '/policies/eligibility/eligibility-1', { body });
    expect(answer.status).toBe(409);
    expect(answer.problem()).toMatchObject({ reasons: [{ code: 'stale-revision', field: 'version' }] });
    expect(answer.problem().detail).toContain('Finn Adeyemi');
  });

  it('lets one of two simultaneous edits win (G11)', async () => {
    const api = buildApi();
    const body = { version: 1, policy: eligibility() };
    const edit = () => api.call('finn', 'PUT', '/policies/eligibility/eligibility-1', { body });
    api.world.ledger.beforeNext = edit;
    expect((await edit()).status).toBe(409);
    expect((await api.call('finn', 'GET', '/policies/eligibility/eligibility-1')).json().version).toBe(2);
  });

  it.each([
    ['an unknown group', { subjects: { groups: ['group-none'] } }, 'subjects.groups[0]'],
    ['an unknown person', { subjects: { users: [PEOPLE.ada, 'user-none'] } }, 'subjects.users[1]'],
    ['an unknown account', { accounts: { accounts: ['999999999999'] } }, 'accounts.accounts[0]'],
    [
      'an unknown unit',
      { accounts: { organizationalUnits: [{ id: 'ou-exam-nowhere0' }] } },
      'accounts.organizationalUnits[0]',
    ],
    [
      'an unknown permission set',
      { permissionSets: { arns: [PERMISSION_SETS.readOnly.replace(/1{16}/, '9'.repeat(16))] } },
      'permissionSets.arns[0]',
    ],
    ['a pattern that is none', { ticket: { pattern: '([' } }, 'ticket.pattern'],
    ['an unknown group that may ask', { onBehalfBy: ['group-none'] }, 'onBehalfBy[0]'],
  ])('refuses %s and names the field', async (_what, overrides, field) => {
    const api = buildApi();
    const created = await api.call('finn', 'POST', '/policies/eligibility', { body: eligibility(overrides) });
    expect(created.status).toBe(400);
    expect(created.problem().fields?.map((one) => one.field)).toEqual([field]);
    const body = { version: 1, policy: eligibility(overrides) };
    const edited = await api.call('finn', 'PUT', '/policies/eligibility/eligibility-1', { body });
    expect(edited.problem().fields?.map((one) => one.field)).toEqual([`policy.${field}`]);
    expect(api.world.ledger.committed).toBe(0);
  });

  it('can disable a policy that names what AWS has deleted since', async () => {
    const api = buildApi();
    const named = eligibility({ accounts: { accounts: [ACCOUNTS.shop] } });
    const { id } = (await api.call('finn', 'POST', '/policies/eligibility', { body: named })).json();
    api.world.directory.change((snapshot) => ({
      ...snapshot,
      accounts: snapshot.accounts.filter((account) => account.id !== ACCOUNTS.shop),
    }));
    const body = { version: 1, policy: { ...named, enabled: false } };
    expect((await api.call('finn', 'PUT', `/policies/eligibility/${id}`, { body })).status).toBe(200);
  });

  it('is for admins alone', async () => {
    const api = buildApi();
    for (const name of ['ada', 'cleo', 'eve'] as const) {
      const answer = await api.call(name, 'POST', '/policies/eligibility', { body: eligibility() });
      expect(answer.status).toBe(404);
    }
    expect(api.world.ledger.committed).toBe(0);
  });
});

describe('writing an approval policy', () => {
  it('is created, edited and told apart from an eligibility policy of the same id', async () => {
    const api = buildApi();
    const { id } = (await api.call('finn', 'POST', '/policies/approval', { body: approval() })).json();
    const policy = approval({
      name: 'Four eyes',
      steps: [{ approvers: { groups: [GROUPS.leads] }, needed: 2 }],
    });
    const edited = await api.call('finn', 'PUT', `/policies/approval/${id}`, {
      body: { version: 1, policy },
    });
    expect(edited.json()).toMatchObject({ name: 'Four eyes', version: 2 });
    expect((await api.call('finn', 'GET', `/policies/eligibility/${id}`)).status).toBe(404);
    expect((await api.call('finn', 'GET', `/policies/approval/${id}`)).json()).toEqual(edited.json());
  });

  it.each([
    ['a step that names nobody', { steps: [{ approvers: {} }] }, 'steps[0].approvers'],
    [
      'an unknown approver',
      { steps: [{ approvers: { users: ['user-none'] } }] },
      'steps[0].approvers.users[0]',
    ],
    ['an unknown requester group', { requesterGroups: ['group-none'] }, 'requesterGroups[0]'],
  ])('refuses %s', async (_what, overrides, field) => {
    const answer = await buildApi().call('finn', 'POST', '/policies/approval', { body: approval(overrides) });
    expect(answer.status).toBe(400);
    expect(answer.problem().fields?.map((one) => one.field)).toEqual([field]);
  });
});

describe('listing policies', () => {
  it('filters by text and state, pages by name, and goes on where it was', async () => {
    const api = buildApi();
    for (const name of ['Beta', 'Alpha', 'Gamma'])
      await api.call('finn', 'POST', '/policies/eligibility', {
        body: eligibility({ name, enabled: name !== 'Beta' }),
      });
    const list = async (query: string) =>
      (await api.call('finn', 'GET', '/policies/eligibility', { query })).json();
    const names = (page: { items: { name: string }[] }) => page.items.map(({ name }) => name);
    expect(names(await list('state=disabled'))).toEqual(['Beta']);
    expect(names(await list('q=AMMA'))).toEqual(['Gamma']);
    const first = await list('limit=2');
    expect(names(first)).toEqual(['Alpha', 'Beta']);
    const second = await list(`limit=2&cursor=${first.cursor}`);
    expect(names(second)).toEqual(['Engineers read', 'Gamma']);
    const answer = await api.call('finn', 'GET', '/policies/approval', { query: `cursor=${first.cursor}` });
    expect(answer.status).toBe(400);
  });
});

describe('settings', () => {
  it('are the defaults until somebody changes them, and then versioned like any policy (G9)', async () => {
    const api = buildApi();
    const before = (await api.call('finn', 'GET', '/settings')).json();
    expect(before).toMatchObject({ version: 1, decisionMinutes: 180 });
    const settings = SettingsBody.parse({ decisionMinutes: 60 });
    const answer = await api.call('finn', 'PUT', '/settings', { body: { version: 1, settings } });
    expect(answer.json()).toMatchObject({
      version: 2,
      decisionMinutes: 60,
      changedBy: { userId: PEOPLE.finn },
    });
    expect(api.world.store.eventTypes('settings')).toEqual(['SettingsChanged', 'SettingsChanged']);
    expect((await api.call('ada', 'GET', '/me')).json().rules.decisionMinutes).toBe(60);
  });

  it('let one of two first edits win (G11)', async () => {
    const api = buildApi();
    const edit = (decisionMinutes: number) =>
      api.call('finn', 'PUT', '/settings', {
        body: { version: 1, settings: SettingsBody.parse({ decisionMinutes }) },
      });
    expect((await edit(60)).status).toBe(200);
    expect((await edit(90)).status).toBe(409);
    expect((await api.call('finn', 'GET', '/settings')).json().decisionMinutes).toBe(60);
  });

  it('refuse a pattern that cannot be used', async () => {
    const settings = SettingsBody.parse({ ticket: { pattern: '(?=x)' } });
    const answer = await buildApi().call('finn', 'PUT', '/settings', { body: { version: 1, settings } });
    expect(answer.problem().fields?.map((one) => one.field)).toEqual(['settings.ticket.pattern']);
  });
});

describe('the audit trail of changes', () => {
  it('verifies, and one changed event is found (G9)', async () => {
    const { world, call } = buildApi();
    await call('finn', 'POST', '/policies/eligibility', { body: eligibility() });
    await call('finn', 'PUT', '/settings', { body: { version: 1, settings: SettingsBody.parse({}) } });
    await world.granted();
    const query = 'from=2026-11-21T00:00:00Z&to=2026-11-22T00:00:00Z';
    expect((await call('eve', 'GET', '/audit/verification', { query })).json()).toEqual({
      ok: true,
      streams: 3,
      events: 6,
      roots: 0,
      problems: [],
    });
    const events = world.store.streams.get('settings') ?? [];
    const [first, ...rest] = events;
    if (!first) throw new Error('no event');
    world.store.streams.set('settings', [{ ...first, data: { defaults: false } }, ...rest]);
    const broken = (await call('eve', 'GET', '/audit/verification', { query })).json();
    expect(broken).toMatchObject({
      ok: false,
      problems: [{ stream: 'settings', sequence: 1, problem: 'changed' }],
    });
  });

  it('is verified by auditors and admins, and saved by auditors alone, a month at most', async () => {
    const { world, call } = buildApi();
    await world.granted();
    const query = 'from=2026-11-21T00:00:00Z&to=2026-11-22T00:00:00Z';
    expect((await call('finn', 'GET', '/audit/verification', { query })).status).toBe(200);
    expect((await call('ada', 'GET', '/audit/verification', { query })).status).toBe(404);
    expect((await call('finn', 'GET', '/audit/export', { query })).status).toBe(404);
    const file = await call('eve', 'GET', '/audit/export', { query });
    expect(file.headers).toMatchObject({
      'content-type': 'application/x-ndjson',
      'content-disposition': 'attachment; filename="audit-2026-11-21-2026-11-21.ndjson"',
    });
    const lines = file.text
      .trimEnd()
      .split('\n')
      .map((line) => ExportLine.parse(JSON.parse(line)));
    expect(lines.map(({ kind }) => kind)).toEqual(world.store.events().map(() => 'event'));
    const long = 'from=2026-11-21T00:00:00Z&to=2026-12-23T00:00:00Z';
    const refused = await call('eve', 'GET', '/audit/export', { query: long });
    expect(refused.status).toBe(400);
    expect(refused.problem().fields).toMatchObject([
      { field: 'to', message: 'must be at most 31 days after from' },
    ]);
  });

  it('is not saved in one file when it is too large for an answer; the field and the way out are named', async () => {
    const { world, call } = buildApi();
    const data = { text: 'x'.repeat(100_000) };
    for (let count = 0; count < 50; count += 1) world.store.append(buildEvent({ data }));
    const query = 'from=2026-11-21T00:00:00Z&to=2026-11-22T00:00:00Z';
    const refused = await call('eve', 'GET', '/audit/export', { query });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(refused.problem().fields).toMatchObject([
      { field: 'to', message: expect.stringContaining('npm run verify -- --export') },
    ]);
  });
});
