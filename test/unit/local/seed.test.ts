import { createHash } from 'node:crypto';
import { CloudTrailLakeActivity } from '../../../aws/cloudtrail-lake-activity';
import { DynamoAssignments } from '../../../aws/dynamo-assignments';
import { DynamoAuditTrail } from '../../../aws/dynamo-audit-trail';
import { DynamoPolicies } from '../../../aws/dynamo-policies';
import { DynamoRequests } from '../../../aws/dynamo-requests';
import { OrganizationSource } from '../../../aws/organization-source';
import { ChainedEvent } from '../../../core/model/audit-event';
import { DAY, dayOf, MINUTE } from '../../../core/model/instant';
import { type AccessRequest, RequestStatus } from '../../../core/model/request';
import { verifyChain } from '../../../core/rules/audit-chain';
import { mayAsk } from '../../../core/rules/eligibility';
import { possibleApprovers } from '../../../core/rules/possible-approvers';
import { checkPattern } from '../../../core/rules/text-rules';
import { approvalOf, eligibilityOf, settingsOf } from '../../../core/usecases/gather-facts';
import { EVENT_DATA_STORE_ID } from '../../../local/places';
import { CAST } from '../../../local/seed/cast';
import { PEOPLE } from '../../../local/seed/data/people';
import { emailOf } from '../../../local/seed/write-people';
import { SEED_TIME, type SeededLaptop, startSeededLaptop } from '../../support/seeded-laptop';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('the seeded organization', () => {
  let laptop: SeededLaptop;
  let directory: Awaited<ReturnType<OrganizationSource['load']>>;
  let requests: DynamoRequests;
  let all: readonly AccessRequest[];

  beforeAll(async () => {
    laptop = await startSeededLaptop();
    const { clients, tables, services, clock } = laptop;
    const { instanceArn, identityStoreId } = services.ssoAdmin.instance;
    directory = await new OrganizationSource(clients, { instanceArn, identityStoreId }).load();
    requests = new DynamoRequests(clients.dynamo, tables, clock);
    const page = await requests.listAll({}, { limit: 100 });
    all = page.items;
  });
  afterAll(() => laptop.close());

  const policies = async () =>
    (await new DynamoPolicies(laptop.clients.dynamo, laptop.tables).current()).policies;
  const userId = (userName: string) => laptop.seeded.people[userName] ?? `nobody is ${userName}`;
  const askerOf = (userName: string) => ({
    userId: userId(userName),
    groupIds: new Set(
      Object.entries(directory.members).flatMap(([id, members]) =>
        members.includes(userId(userName)) ? [id] : [],
      ),
    ),
  });
  async function ask(userName: string, accountName: string, permissionSetName: string) {
    const account = directory.accounts.find(({ name }) => name === accountName);
    const permissionSet = directory.permissionSets.find(({ name }) => name === permissionSetName);
    if (!account || !permissionSet) throw new Error(`No ${accountName} or ${permissionSetName}`);
    const held = await policies();
    const asker = askerOf(userName);
    return mayAsk({
      beneficiary: asker,
      requester: asker,
      account,
      permissionSet,
      policies: eligibilityOf(held),
      settings: settingsOf(held),
    });
  }

  it('has the promised size, as the adapters of the product read it', () => {
    expect(directory.accounts).toHaveLength(41);
    expect(directory.organizationalUnits).toHaveLength(18);
    expect(directory.permissionSets).toHaveLength(12);
    expect(directory.people).toHaveLength(61);
    expect(directory.groups).toHaveLength(16);
    expect(directory.accounts.filter(({ status }) => status === 'SUSPENDED')).toEqual([
      expect.objectContaining({ name: 'legacy-billing' }),
    ]);
    expect(directory.people.filter(({ enabled }) => !enabled).map(({ userName }) => userName)).toEqual([
      'walter',
    ]);
    expect(
      directory.people.filter(({ email }) => email === undefined).map(({ userName }) => userName),
    ).toEqual(['mina']);
    expect(
      directory.permissionSets
        .filter(({ inManagementAccount }) => inManagementAccount)
        .map(({ name }) => name),
    ).toEqual(['OrganizationManager']);
  });

  it('tags every account and nests units three deep', () => {
    const managed = directory.accounts.filter(({ id }) => id !== directory.managementAccountId);

    for (const { tags } of managed)
      expect(Object.keys(tags).toSorted()).toEqual(['cost-center', 'data-class', 'environment']);
    expect(Math.max(...managed.map(({ path }) => path.length))).toBe(4);
  });

  it('gives everybody but Ivy a group, and no two people the same address', () => {
    const inGroups = new Set(Object.values(directory.members).flat());
    const without = directory.people.filter((person) => !inGroups.has(person.userId));

    expect(without.map(({ userName }) => userName)).toEqual([CAST.ivy.userName]);
    expect(new Set(PEOPLE.map(emailOf)).size).toBe(PEOPLE.length);
    for (const person of PEOPLE) expect(emailOf(person)).toMatch(/^[a-z.]+@example\.com$/);
  });

  it('has policies that can all be used: patterns work, groups and people exist, somebody can approve', async () => {
    const held = await policies();
    const eligibility = eligibilityOf(held);
    const approval = approvalOf(held);
    const groups = new Set(directory.groups.map(({ id }) => id));

    expect(eligibility.length).toBeGreaterThanOrEqual(8);
    expect(approval.length).toBeGreaterThanOrEqual(5);
    expect(eligibility.filter(({ effect }) => effect === 'deny')).toHaveLength(1);
    for (const { subjects, ticket, justification, onBehalfBy } of eligibility) {
      for (const rule of [ticket, justification])
        if (rule.pattern !== undefined) expect(checkPattern(rule.pattern)).toBeUndefined();
      for (const id of [...subjects.groups, ...onBehalfBy]) expect(groups).toContain(id);
    }
    const needs = approval.map(({ id, version, name, steps }) => ({
      targets: [0],
      alternatives: [{ policy: { id, version, name }, steps }],
    }));
    const snapshot = { ...directory, takenAt: 0, revision: '' };
    for (const { people } of possibleApprovers(needs, snapshot, [])) expect(people).not.toEqual([]);
  });

  it.each([
    ['ann', 'payments-ledger-prod', 'ReadOnlyAccess', true],
    ['ann', 'payments-ledger-prod', 'AdministratorAccess', true],
    ['ben', 'payments-api-prod', 'ReadOnlyAccess', true],
    ['ivy', 'sandbox-platform', 'ReadOnlyAccess', 'not-eligible'],
    ['ann', 'log-archive', 'AdministratorAccess', 'denied-by-policy'],
    ['ann', 'legacy-billing', 'ReadOnlyAccess', 'not-eligible'],
  ])('answers %s for %s as %s with %s', async (person, account, set, expected) => {
    const decision = await ask(person, account, set);

    expect(decision.allowed || decision.reasons[0]?.code).toBe(expected);
  });

  it('lets Sam into a sandbox without approval and asks production for a ticket', async () => {
    expect(await ask('sam', 'sandbox-platform', 'PowerUserAccess')).toMatchObject({
      approvalRequired: false,
    });
    expect(await ask('ann', 'payments-api-prod', 'ReadOnlyAccess')).toMatchObject({
      approvalRequired: true,
      ticket: [{ required: true, pattern: '^[A-Z]{2,10}-\\d+$' }],
    });
  });

  it('has requests of the last two weeks in every status', () => {
    const counts = Object.fromEntries(
      RequestStatus.options.map((status) => [status, all.filter((one) => one.status === status).length]),
    );

    expect(all.length).toBeGreaterThanOrEqual(25);
    expect(counts).toMatchObject({ pending: 2, scheduled: 1, active: 1, failed: 1 });
    for (const status of RequestStatus.options) expect(counts[status]).toBeGreaterThan(0);
    for (const { createdAt, updatedAt } of all) {
      expect(createdAt).toBeGreaterThan(SEED_TIME - 15 * DAY);
      expect(updatedAt).toBeLessThanOrEqual(SEED_TIME);
    }
  });

  it('has an audit trail in which every chain verifies and ends with the status of its request', async () => {
    const trail = new DynamoAuditTrail(laptop.clients.dynamo, laptop.tables);
    const events: ChainedEvent[] = [];
    for (let back = 60; back >= 0; back -= 1)
      for await (const { record } of trail.day(dayOf(SEED_TIME - back * DAY)))
        events.push(ChainedEvent.parse(record));
    const verdict = verifyChain(events, sha256);

    expect(verdict).toEqual({ ok: true, events: events.length });
    expect(events.length).toBeGreaterThan(150);
    for (const request of all) {
      const types = events.filter(({ stream }) => stream === `request#${request.id}`).map(({ type }) => type);
      expect(types[0]).toBe('RequestCreated');
      if (request.status === 'ended') expect(types).toContain('RequestEnded');
      if (request.status === 'failed') expect(types).toContain('RequestFailed');
      expect(types.includes('LeaseActivated')).toBe('activatedAt' in request);
    }
  });

  it('holds in Identity Center what it says is active, and nothing of what has ended', async () => {
    const [start] = laptop.seeded.toStart.leases;
    const active = all.find(({ status }) => status === 'active');
    const held = laptop.services.ssoAdmin.assignments();
    const ofRui = held.filter(({ principalId }) => principalId === userId('rui'));
    const arns = new Set(ofRui.map(({ permissionSetArn }) => permissionSetArn));

    expect(start?.requestId).toBe(active?.id);
    expect(arns).toEqual(
      new Set([
        laptop.seeded.permissionSets['ReadOnlyAccess'],
        laptop.seeded.permissionSets['DatabaseOperator'],
      ]),
    );
    const target = active?.targets[0]?.entitlement;
    if (!target) throw new Error('Nothing is active.');
    const assignments = new DynamoAssignments(laptop.clients.dynamo, laptop.tables);
    expect(await assignments.read(userId('rui'), target)).toMatchObject({
      leases: [start?.leaseId],
      standing: false,
    });
    expect(held.some(({ principalId }) => principalId === userId('ann'))).toBe(false);
  });

  it('kept the standing access of Rui when his lease on it ended', async () => {
    const both = all.find(
      ({ targets, beneficiary }) => targets.length === 2 && beneficiary.userName === 'rui',
    );
    const leases = await requests.leasesOf(both?.id ?? '');

    expect(leases.map((lease) => lease.status === 'ended' && lease.removal)).toEqual([
      'removed',
      'kept-standing',
    ]);
  });

  it('says which workflows are to be started', () => {
    const { approvals, leases } = laptop.seeded.toStart;
    const pending = all.filter(({ status }) => status === 'pending').map(({ id }) => id);

    expect(approvals.map(({ requestId }) => requestId).toSorted()).toEqual(pending.toSorted());
    for (const { expiresAt } of approvals) expect(expiresAt).toBeGreaterThan(SEED_TIME + 30 * MINUTE);
    expect(leases).toHaveLength(2);
    for (const { endsAt } of leases) expect(endsAt).toBeGreaterThan(SEED_TIME);
  });

  it('has CloudTrail events that the activity query finds for a past and for the active lease', async () => {
    const activity = new CloudTrailLakeActivity(laptop.clients.cloudTrail, EVENT_DATA_STORE_ID);
    const used = all.filter(
      ({ status, beneficiary }) => status === 'active' || beneficiary.userName === 'ann',
    );
    const leases = (await Promise.all(used.map(({ id }) => requests.leasesOf(id)))).flat();

    for (const lease of leases) {
      const { entitlement, permissionSetName } = lease.target;
      const from = 'activatedAt' in lease ? lease.activatedAt : undefined;
      if (entitlement.kind !== 'account-assignment' || from === undefined) throw new Error('Not activated');
      const person = directory.people.find(({ userId: id }) => id === lease.beneficiaryId);
      const begun = await activity.start({
        accountId: entitlement.accountId,
        permissionSetName,
        userId: lease.beneficiaryId,
        userName: person?.userName ?? '',
        from,
        to: lease.endsAt,
      });
      await laptop.clock.advance(10_000);
      const state = await activity.read(begun.state === 'started' ? begun.queryId : '');
      expect(state.state === 'finished' && state.events.length).toBeGreaterThan(8);
    }
    expect(leases).toHaveLength(5);
  });

  it('tells in the audit trail who changed which policy, from what to what', async () => {
    const changed = (await policies()).find(({ version }) => version === 2);
    const trail = new DynamoAuditTrail(laptop.clients.dynamo, laptop.tables);
    const events = await trail.stream(`policy#eligibility#${changed?.id ?? ''}`);

    expect(events.map(({ type }) => type)).toEqual(['PolicyCreated', 'PolicyChanged']);
    expect(events[1]).toMatchObject({
      actor: { kind: 'person', person: { userName: 'ulla' } },
      data: { version: 2, changes: { maxMinutes: { from: 120, to: 60 } } },
    });
  });

  it('is written with fewer than 900 calls', () => {
    expect(laptop.calls).toBeLessThan(900);
  });

  it('can be written at the end of a year, a minute before midnight', async () => {
    const late = await startSeededLaptop(Date.UTC(2026, 11, 31, 23, 59));

    expect(late.seeded.toStart.approvals).toHaveLength(2);
    await late.close();
  });
});
