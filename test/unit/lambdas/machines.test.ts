import { MachineScope } from '../../../core/contract/machine-scopes';
import { type RouteName, type RouteParts, routes } from '../../../core/contract/routes';
import { buildApi, MACHINE, WEB_CLIENT } from '../../support/api';
import {
  ACCOUNTS,
  buildApprovalPolicy,
  buildEligibilityPolicy,
  PEOPLE,
  PERMISSION_SETS,
} from '../../support/build';
import { buildWorld } from '../../support/world';

type Route = Pick<RouteParts<unknown, unknown, unknown, unknown>, 'method' | 'path' | 'scope'>;

const all: readonly [RouteName, Route][] = Object.entries(routes) as [RouteName, Route][];
const REQUEST = '01KAJWXYZ00000000000000000';
const PLACES: Readonly<Record<string, string>> = {
  requestId: REQUEST,
  leaseId: `${REQUEST}-1`,
  queryId: 'query-1',
  accountId: ACCOUNTS.payments,
  policyId: 'eligibility-1',
  kind: 'accounts',
  token: 'a.b',
};
const pathOf = ({ path }: Route) => path.replace(/\{(\w+)\}/g, (_all, name: string) => PLACES[name] ?? '');

/** What a machine may use, by the scope that it needs; everything else is for people. */
const FOR_MACHINES: Readonly<Record<MachineScope, readonly RouteName[]>> = {
  'requests.read': ['listRequests', 'readRequest'],
  'requests.write': ['createRequest', 'previewRequest'],
  'policies.read': [
    'listApprovalPolicies',
    'listApprovalPolicyVersions',
    'listEligibilityPolicies',
    'listEligibilityPolicyVersions',
    'readApprovalPolicy',
    'readEligibilityPolicy',
    'readSettings',
    'searchDirectory',
  ],
  'policies.write': [
    'changeApprovalPolicy',
    'changeEligibilityPolicy',
    'changeSettings',
    'createApprovalPolicy',
    'createEligibilityPolicy',
  ],
  'audit.read': ['exportAudit', 'listAccess', 'listFindings', 'verifyAudit'],
  'activity.read': ['exportActivity', 'readActivity', 'startActivity'],
};

const FOR_PEOPLE = all.flatMap(([name, { scope }]) => (scope === undefined ? [name] : []));

describe('what a machine may use', () => {
  it('is said by the route table, and is this', () => {
    const named = MachineScope.options.map((scope) => [
      scope,
      all.flatMap(([name, route]) => (route.scope === scope ? [name] : [])).toSorted(),
    ]);
    expect(Object.fromEntries(named)).toEqual(FOR_MACHINES);
  });

  it('G6: is nothing that decides, ends, extends, cancels or serves an emergency', () => {
    expect(FOR_PEOPLE.toSorted()).toEqual([
      'cancelRequest',
      'decideRequest',
      'declareEmergencyStop',
      'endRequest',
      'extendRequest',
      'getMe',
      'liftEmergencyStop',
      'listEligibleAccounts',
      'listEligiblePermissionSets',
      'listEmergencyOrders',
      'orderEmergencyEnd',
      'previewEmergencyEnd',
      'readReviewLink',
    ]);
  });

  describe.each(all)('%s', (_name, route) => {
    const api = buildApi();
    const path = pathOf(route);
    const codesFor = async (scopes: readonly MachineScope[]) => {
      const answer = await api.asMachine(
        scopes,
        route.method,
        path,
        route.method === 'GET' ? {} : { body: {} },
      );
      return answer.status === 403 ? answer.problem().reasons?.map(({ code }) => code) : 'let in';
    };

    it.each(MachineScope.options)('with %s alone', async (scope) => {
      const refusal = route.scope === undefined ? ['machine-may-not'] : ['scope-missing'];
      expect(await codesFor([scope])).toEqual(route.scope === scope ? 'let in' : refusal);
    });

    it('with no scope, and with every scope', async () => {
      expect(await codesFor([])).toEqual(route.scope === undefined ? ['machine-may-not'] : ['scope-missing']);
      const every = await codesFor(MachineScope.options);
      expect(every).toEqual(route.scope === undefined ? ['machine-may-not'] : 'let in');
      expect(api.world.ledger.committed).toBe(0);
    });
  });
});

describe('whose token it is', () => {
  const person = { token_use: 'access', client_id: WEB_CLIENT, hourglass_user_id: PEOPLE.ada };
  const machine = { token_use: 'access', client_id: MACHINE.clientId, scope: 'hourglass/requests.read' };

  it.each([
    ['an ID token', { ...person, token_use: 'id' }],
    ['a token without its use', { ...person, token_use: undefined }],
    ['a client that nobody knows', { ...person, client_id: 'another-app' }],
    ['no client', { ...person, client_id: undefined }],
    ['nobody', { ...person, hourglass_user_id: '' }],
    ['a person who is called like a machine', { ...person, hourglass_user_id: 'machine:pipeline' }],
    ['a machine by its ID token', { ...machine, token_use: 'id' }],
  ])('G8: is not taken: %s', async (_what, claims) => {
    const answer = await buildApi().callWith(claims, 'GET', '/requests');
    expect(answer.status).toBe(401);
  });

  it.each([
    ['a user id', { hourglass_user_id: PEOPLE.cleo }],
    ['groups', { 'cognito:groups': ['group-admins'] }],
    ['scopes of others', { scope: 'aws.cognito.signin.user.admin other/requests.write requests.write' }],
  ])('G8: of a machine says nothing by %s', async (_what, more) => {
    const api = buildApi();
    const answer = await api.callWith({ ...machine, scope: '', ...more }, 'GET', '/requests');
    expect(answer.problem().reasons?.map(({ code }) => code)).toEqual(['scope-missing']);
    expect((await api.callWith({ ...machine, scope: '', ...more }, 'GET', '/me')).status).toBe(403);
  });

  it('G8: of a person gets no scope by saying so', async () => {
    const claims = { ...person, scope: 'hourglass/policies.write hourglass/audit.read' };
    const answer = await buildApi().callWith(claims, 'GET', '/policies/eligibility');
    expect(answer.status).toBe(404);
  });
});

const body = {
  targets: [{ accountId: ACCOUNTS.payments, permissionSetArn: PERMISSION_SETS.readOnly }],
  minutes: 60,
  justification: 'Alert 4711 fired',
};
const forAda = { ...body, beneficiaryId: PEOPLE.ada };

/** A world in which a policy lets the machines of that name ask for others. */
const lettingAsk = (...onBehalfByMachines: string[]) =>
  buildApi(buildWorld([buildEligibilityPolicy({ onBehalfByMachines }), buildApprovalPolicy()]));

describe('a machine that files requests', () => {
  it('files for a person where the policy names it, and is on record as who asked', async () => {
    const api = lettingAsk(MACHINE.name);
    const preview = await api.asMachine(['requests.write'], 'POST', '/requests/preview', { body: forAda });
    expect(preview.json()).toMatchObject({ allowed: true, approvalRequired: true });
    const answer = await api.asMachine(['requests.write'], 'POST', '/requests', { body: forAda });
    expect(answer.status).toBe(201);
    expect(answer.json()).toMatchObject({
      status: 'pending',
      requester: { userId: 'machine:pipeline', displayName: 'pipeline (machine)' },
      beneficiary: { userId: PEOPLE.ada },
      timeline: [{ type: 'RequestCreated', actor: 'pipeline (machine)' }],
    });
    const [event] = await api.world.ports.audit.stream(`request#${answer.json().id}`);
    expect(event?.actor).toEqual({ kind: 'machine', name: 'pipeline' });
  });

  it.each([
    ['no policy names it', [], forAda, 'may-not-ask-for-others'],
    ['the policy names another one', ['robot'], forAda, 'may-not-ask-for-others'],
    [
      'it asks for somebody who is not eligible',
      [MACHINE.name],
      { ...body, beneficiaryId: PEOPLE.hana },
      'not-eligible',
    ],
    ['it names nobody', [MACHINE.name], body, 'beneficiary-unknown'],
    [
      'it names itself',
      [MACHINE.name],
      { ...body, beneficiaryId: 'machine:pipeline' },
      'beneficiary-unknown',
    ],
  ])('G1: is refused when %s', async (_what, machines, wish, code) => {
    const api = lettingAsk(...machines);
    const answer = await api.asMachine(['requests.write'], 'POST', '/requests', { body: wish });
    expect(answer.status).toBe(422);
    expect(answer.problem().reasons?.map((reason) => reason.code)).toContain(code);
    expect(api.world.ledger.committed).toBe(0);
  });

  it('G6: leaves the decision to others than the person it asked for, who holds the access until its end', async () => {
    const world = buildWorld([
      buildEligibilityPolicy({ onBehalfByMachines: [MACHINE.name] }),
      buildApprovalPolicy({
        steps: [{ name: '', approvers: { users: [PEOPLE.ada, PEOPLE.cleo] }, needed: 1 }],
      }),
    ]);
    const api = buildApi(world);
    const { id } = (await api.asMachine(['requests.write'], 'POST', '/requests', { body: forAda })).json();
    const own = await world.decide(id, 'ada');
    expect(own).toMatchObject({ kind: 'refused', reasons: [{ code: 'own-request' }] });
    expect((await world.decide(id, 'cleo')).kind).toBe('decided');
    for (const lease of await world.leasesOf(id)) await world.activate(lease);
    expect((await world.read(id))?.status).toBe('active');
  });

  it('G1: fails at activation when the policy no longer names it', async () => {
    const api = lettingAsk(MACHINE.name);
    const { id } = (await api.asMachine(['requests.write'], 'POST', '/requests', { body: forAda })).json();
    await api.world.decide(id, 'cleo');
    const policy = buildEligibilityPolicy();
    api.world.store.seed({ kind: 'policy', after: { ...policy, version: policy.version + 1 } });
    for (const lease of await api.world.leasesOf(id)) await api.world.activate(lease);
    const failure = [{ code: 'may-not-ask-for-others' }];
    expect(await api.world.read(id)).toMatchObject({ status: 'failed', failure });
  });

  it('sees what it filed and nothing else, and can do nothing with it', async () => {
    const api = lettingAsk(MACHINE.name);
    const { id } = (await api.asMachine(['requests.write'], 'POST', '/requests', { body: forAda })).json();
    const other = await api.world.ask('ben');
    const seen = await api.asMachine(['requests.read'], 'GET', `/requests/${id}`);
    expect(seen.status).toBe(200);
    for (const what of ['decide', 'cancel', 'end', 'extend'])
      expect(seen.json().can[what]).toMatchObject({ allowed: false, reasons: [{ code: 'machine-may-not' }] });
    expect((await api.asMachine(['requests.read'], 'GET', `/requests/${other.id}`)).status).toBe(404);
    const mine = await api.asMachine(['requests.read'], 'GET', '/requests');
    expect(mine.json().items.map((one: { id: string }) => one.id)).toEqual([id]);
    const every = await api.asMachine(['requests.read'], 'GET', '/requests', { query: 'view=all' });
    expect(every.status).toBe(404);
  });

  it('sees every request with the scope of auditors, and no policy with it', async () => {
    const api = lettingAsk(MACHINE.name);
    const other = await api.world.ask('ben');
    const scopes: MachineScope[] = ['requests.read', 'audit.read'];
    expect((await api.asMachine(scopes, 'GET', `/requests/${other.id}`)).status).toBe(200);
    expect((await api.asMachine(scopes, 'GET', '/policies/eligibility')).status).toBe(403);
  });
});

describe('a machine that keeps policies', () => {
  it('changes a policy under its name', async () => {
    const api = buildApi();
    const before = (
      await api.asMachine(['policies.read'], 'GET', '/policies/eligibility/eligibility-1')
    ).json();
    const { id: _id, version, changedAt: _at, changedBy: _by, ...policy } = before;
    const answer = await api.asMachine(['policies.write'], 'PUT', '/policies/eligibility/eligibility-1', {
      body: { version, policy: { ...policy, maxMinutes: 30 } },
    });
    expect(answer.status).toBe(200);
    expect(answer.json()).toMatchObject({ maxMinutes: 30, changedBy: { userId: 'machine:pipeline' } });
    const events = await api.world.ports.audit.stream('policy#eligibility#eligibility-1');
    expect(events.at(-1)?.actor).toEqual({ kind: 'machine', name: 'pipeline' });
  });

  it('does not see by that what admins see elsewhere', async () => {
    const api = buildApi();
    const scopes: MachineScope[] = ['policies.read', 'policies.write', 'audit.read'];
    expect((await api.asMachine(scopes, 'GET', '/access', { query: 'view=emergency' })).status).toBe(404);
  });
});
