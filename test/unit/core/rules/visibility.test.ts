import type { Lease } from '../../../../core/model/lease';
import { RequestStatus } from '../../../../core/model/request';
import { mayCancel, mayEnd, maySee } from '../../../../core/rules/visibility';
import { buildDecision, buildLease, buildRequest, GROUPS, PEOPLE, ref } from '../../../support/build';

const who = (name: keyof typeof PEOPLE, ...groups: string[]) => ({
  userId: PEOPLE[name],
  groupIds: new Set(groups),
  enabled: true,
});
const lead = who('dan', GROUPS.leads);
const stranger = who('hana', GROUPS.support);
const forBen = { requester: ref('ada'), beneficiary: ref('ben') };

describe('maySee', () => {
  const request = buildRequest({ ...forBen, decisions: [buildDecision({ approver: ref('finn') })] });
  const see = (viewer: ReturnType<typeof who>, auditor = false) =>
    maySee({ viewer: { ...viewer, auditor }, request });

  test('requester and beneficiary see their own', () => {
    expect([see(who('ada')), see(who('ben'))]).toEqual(['requester', 'requester']);
  });

  test('approvers see what names them and what they have decided, even after leaving the group', () => {
    expect([see(lead), see(who('finn'))]).toEqual(['approver', 'approver']);
  });

  test('auditors see everything, but as what they are first', () => {
    expect(see(stranger, true)).toBe('auditor');
    expect(see(lead, true)).toBe('approver');
    expect(see(who('ada'), true)).toBe('requester');
  });

  test('G8: for everybody else the request does not exist, admins included', () => {
    expect(see(stranger)).toBeUndefined();
    expect(see(who('eve', GROUPS.admins))).toBeUndefined();
  });
});

describe('mayEnd', () => {
  const request = buildRequest({ ...forBen, status: 'active' });
  const end = (viewer: ReturnType<typeof who>, over: { request?: typeof request; lease?: Lease } = {}) => {
    const decision = mayEnd({ viewer, request, ...over });
    return decision.allowed ? decision.as : decision.reasons.map((each) => each.code).join();
  };

  test('who holds the access returns it; who asked for it and approvers revoke it', () => {
    expect([end(who('ben')), end(who('ada')), end(lead)]).toEqual(['returned', 'revoked', 'revoked']);
  });

  test('nobody else ends it', () => {
    expect(end(stranger)).toBe('may-not-end');
    expect(end(who('finn', GROUPS.admins))).toBe('may-not-end');
  });

  test('somebody who asked for themselves returns, also when they are an approver', () => {
    const own = buildRequest({ status: 'active' });
    expect(end(who('ada', GROUPS.leads), { request: own })).toBe('returned');
  });

  test('G7: ending needs no group, no policy and no eligibility', () => {
    const bare = buildRequest({ ...forBen, status: 'active', needs: [], eligibility: [] });
    expect(mayEnd({ viewer: who('ben'), request: bare })).toMatchObject({ allowed: true });
  });

  test.each(RequestStatus.options)('a request that is %s can be ended only while it is live', (status) => {
    const decision = mayEnd({ viewer: who('ada'), request: buildRequest({ status }) });
    expect(decision.allowed).toBe(status === 'scheduled' || status === 'active');
    if (!decision.allowed) expect(decision.reasons).toMatchObject([{ code: 'not-live' }]);
  });

  test.each([
    ['scheduled', 'returned'],
    ['activating', 'returned'],
    ['active', 'returned'],
    ['ending', 'not-live'],
    ['ended', 'not-live'],
    ['failed', 'not-live'],
  ] as const)('a lease that is %s: %s', (status, expected) => {
    expect(end(who('ben'), { lease: buildLease({ status }) })).toBe(expected);
  });

  test('nobody who is disabled ends anything', () => {
    for (const viewer of [who('ben'), lead])
      expect(end({ ...viewer, enabled: false })).toBe('person-disabled');
  });

  test('who may not end it does not learn whether it is live', () => {
    expect(end(stranger, { lease: buildLease({ status: 'ended' }) })).toBe('may-not-end');
  });
});

describe('mayCancel', () => {
  test.each(RequestStatus.options)(
    'requester and beneficiary cancel a request that is %s only before it begins',
    (status) => {
      const request = buildRequest({ ...forBen, status });
      for (const name of ['ada', 'ben'] as const) {
        const decision = mayCancel({ viewer: who(name), request });
        expect(decision.allowed).toBe(status === 'pending' || status === 'scheduled');
        if (!decision.allowed) expect(decision.reasons).toMatchObject([{ code: 'not-cancellable' }]);
      }
    },
  );

  test('nobody who is disabled cancels', () => {
    expect(
      mayCancel({ viewer: { ...who('ada'), enabled: false }, request: buildRequest(forBen) }),
    ).toMatchObject({
      allowed: false,
      reasons: [{ code: 'person-disabled' }],
    });
  });

  test('approvers do not cancel', () => {
    expect(mayCancel({ viewer: lead, request: buildRequest() })).toMatchObject({
      allowed: false,
      reasons: [{ code: 'may-not-cancel' }],
    });
  });
});
