import fc from 'fast-check';
import type { EligibilityPolicy } from '../../../../core/model/policy';
import { mayAsk } from '../../../../core/rules/eligibility';
import {
  account,
  ACCOUNTS,
  buildEligibilityPolicy,
  buildSettings,
  GROUPS,
  PEOPLE,
  permissionSet,
  PERMISSION_SETS,
} from '../../../support/build';
import { aDirectory, anAsker, somePolicies } from './arbitraries';

const ada = { userId: PEOPLE.ada, groupIds: new Set<string>([GROUPS.engineers]) };
const hana = { userId: PEOPLE.hana, groupIds: new Set<string>([GROUPS.support]) };
const settings = buildSettings({ maxMinutes: 720, justification: {} });

type Input = Parameters<typeof mayAsk>[0];
const ask = (policies: EligibilityPolicy[], over: Partial<Input> = {}) =>
  mayAsk({
    beneficiary: ada,
    requester: over.beneficiary ?? ada,
    account: account('payments'),
    permissionSet: permissionSet('readOnly'),
    policies,
    settings,
    ...over,
  });
const codes = (decision: ReturnType<typeof mayAsk>) =>
  decision.allowed ? [] : decision.reasons.map((each) => each.code);
const refs = (decision: ReturnType<typeof mayAsk>) =>
  decision.allowed ? decision.policies.map((each) => each.id) : [];

describe('mayAsk', () => {
  test('G1: nobody is eligible without a policy', () => {
    expect(codes(ask([]))).toEqual(['not-eligible']);
  });

  test('a policy makes eligible by user and by group', () => {
    expect(refs(ask([buildEligibilityPolicy({ id: 'a' })]))).toEqual(['a']);
    expect(refs(ask([buildEligibilityPolicy({ id: 'b', subjects: { users: [PEOPLE.ada] } })]))).toEqual([
      'b',
    ]);
  });

  const blind: [string, Parameters<typeof buildEligibilityPolicy>[0]][] = [
    ['disabled', { enabled: false }],
    ['about other people', { subjects: { users: [PEOPLE.ben], groups: [GROUPS.leads] } }],
    ['about nobody', { subjects: {} }],
    ['about other accounts', { accounts: { accounts: [ACCOUNTS.shop] } }],
    ['about other permission sets', { permissionSets: { arns: [PERMISSION_SETS.admin] } }],
  ];
  test.each(blind)('G1: a policy that is %s makes nobody eligible', (_, over) => {
    expect(codes(ask([buildEligibilityPolicy(over)]))).toEqual(['not-eligible']);
  });

  test('only the policies of the highest priority count, even if lower ones are stricter or milder', () => {
    const strict = buildEligibilityPolicy({ id: 'strict', priority: 1, maxMinutes: 10 });
    const mild = buildEligibilityPolicy({
      id: 'mild',
      priority: 2,
      maxMinutes: 100,
      approvalRequired: false,
    });
    expect(ask([strict, mild])).toMatchObject({ maxMinutes: 100, approvalRequired: false });
    expect(refs(ask([strict, mild]))).toEqual(['mild']);
  });

  test('among equals the strictest wins and text rules add up', () => {
    const policies = [
      buildEligibilityPolicy({
        id: 'a',
        maxMinutes: 60,
        approvalRequired: false,
        ticket: { required: true },
      }),
      buildEligibilityPolicy({ id: 'b', maxMinutes: 90, justification: { minLength: 20 } }),
    ];
    expect(ask(policies, { settings: buildSettings({ ticket: { pattern: 'T-\\d+' } }) })).toMatchObject({
      maxMinutes: 60,
      approvalRequired: true,
      justification: [{ required: true, minLength: 5 }, { minLength: 20 }],
      ticket: [{ pattern: 'T-\\d+' }, { required: true }],
    });
  });

  test('the settings cap the duration that a policy allows', () => {
    const policy = buildEligibilityPolicy({ maxMinutes: 10_000 });
    expect(ask([policy])).toMatchObject({ maxMinutes: 720 });
  });

  test('a deny of the lowest priority beats an allow of the highest, and is named', () => {
    const allow = buildEligibilityPolicy({ id: 'allow', priority: 1_000 });
    const deny = buildEligibilityPolicy({ id: 'deny', name: 'Not payments', effect: 'deny', priority: 0 });
    const decision = ask([allow, deny]);
    expect(codes(decision)).toEqual(['denied-by-policy']);
    expect(JSON.stringify(decision)).toContain('Not payments');
  });

  test('a deny that is disabled or about others denies nothing', () => {
    const allow = buildEligibilityPolicy({ id: 'allow' });
    const off = buildEligibilityPolicy({ id: 'off', effect: 'deny', enabled: false });
    const others = buildEligibilityPolicy({ id: 'o', effect: 'deny', subjects: { groups: [GROUPS.leads] } });
    expect(refs(ask([allow, off, others]))).toEqual(['allow']);
  });

  test('an account that is not active and a permission set of the management account are both named', () => {
    const decision = ask([buildEligibilityPolicy()], {
      account: account('suspended'),
      permissionSet: permissionSet('organization'),
    });
    expect(decision).toMatchObject({
      reasons: [
        { code: 'account-not-active', field: 'accountId' },
        { code: 'permission-set-in-management-account', field: 'permissionSetArn' },
      ],
    });
  });

  test('who is not eligible learns nothing about the account', () => {
    expect(codes(ask([], { account: account('suspended') }))).toEqual(['not-eligible']);
  });

  test('only a group that an applying policy names may ask on behalf of somebody', () => {
    const policy = (over: object) => buildEligibilityPolicy({ id: 'x', ...over });
    const forAda = (...policies: EligibilityPolicy[]) => ask(policies, { beneficiary: ada, requester: hana });
    expect(refs(forAda(policy({ onBehalfBy: [GROUPS.support] })))).toEqual(['x']);
    expect(codes(forAda(policy({})))).toEqual(['may-not-ask-for-others']);
    expect(codes(forAda(policy({ onBehalfBy: [GROUPS.leads] })))).toEqual(['may-not-ask-for-others']);
    const lower = policy({ id: 'low', priority: 1, onBehalfBy: [GROUPS.support] });
    expect(codes(forAda(policy({ priority: 2 }), lower))).toEqual(['may-not-ask-for-others']);
  });

  test('being eligible oneself does not help to ask for somebody who is not', () => {
    const policy = buildEligibilityPolicy({ onBehalfBy: [GROUPS.engineers] });
    expect(codes(ask([policy], { beneficiary: hana, requester: ada }))).toEqual(['not-eligible']);
  });
});

describe('laws of eligibility', () => {
  const world = fc.record({ directory: aDirectory, policies: somePolicies, asker: anAsker, other: anAsker });
  const cells = ({ directory, asker, other }: typeof world extends fc.Arbitrary<infer W> ? W : never) =>
    directory.accounts.flatMap((each) =>
      directory.permissionSets.flatMap((set) =>
        [asker, other].map((requester) => ({
          beneficiary: asker,
          requester,
          account: each,
          permissionSet: set,
          settings,
        })),
      ),
    );

  test('the order of the policies changes nothing but their order in the answer', () => {
    const sorted = (decision: ReturnType<typeof mayAsk>) =>
      decision.allowed
        ? [decision.maxMinutes, decision.approvalRequired, refs(decision).sort()]
        : codes(decision);
    fc.assert(
      fc.property(world, (it) => {
        for (const cell of cells(it))
          expect(sorted(mayAsk({ ...cell, policies: it.policies.toReversed() }))).toEqual(
            sorted(mayAsk({ ...cell, policies: it.policies })),
          );
      }),
      { numRuns: 40 },
    );
  });

  test('adding a deny never allows anything', () => {
    fc.assert(
      fc.property(world, somePolicies, (it, more) => {
        const denies = more.map((each) => ({ ...each, effect: 'deny' as const }));
        for (const cell of cells(it)) {
          const before = mayAsk({ ...cell, policies: it.policies });
          const after = mayAsk({ ...cell, policies: [...it.policies, ...denies] });
          expect(before.allowed || !after.allowed).toBe(true);
          if (after.allowed) expect(after).toEqual(before);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('adding an allow never takes eligibility away from who asks for themselves', () => {
    fc.assert(
      fc.property(world, somePolicies, (it, more) => {
        const allows = more.map((each) => ({ ...each, effect: 'allow' as const }));
        for (const cell of cells(it).filter(({ requester }) => requester === it.asker)) {
          const before = mayAsk({ ...cell, policies: it.policies });
          const after = mayAsk({ ...cell, policies: [...it.policies, ...allows] });
          expect(!before.allowed || after.allowed).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('adding an allow of the priority that applies never makes the rules milder', () => {
    fc.assert(
      fc.property(world, somePolicies, (it, more) => {
        const level = (each: EligibilityPolicy) => ({ ...each, effect: 'allow' as const, priority: 3 });
        const policies = it.policies.map((each) => ({ ...each, priority: 3 }));
        for (const cell of cells(it).filter(({ requester }) => requester === it.asker)) {
          const before = mayAsk({ ...cell, policies });
          const after = mayAsk({ ...cell, policies: [...policies, ...more.map(level)] });
          if (!before.allowed || !after.allowed) continue;
          expect(after.maxMinutes).toBeLessThanOrEqual(before.maxMinutes);
          expect(after.approvalRequired || !before.approvalRequired).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('every policy of an answer shares the highest priority of those that apply', () => {
    fc.assert(
      fc.property(world, (it) => {
        for (const cell of cells(it)) {
          const decision = mayAsk({ ...cell, policies: it.policies });
          if (!decision.allowed) continue;
          const named = it.policies.filter((policy) => refs(decision).includes(policy.id));
          const [first] = named;
          const alone = it.policies.filter((policy) => {
            const by = mayAsk({ ...cell, requester: it.asker, policies: [policy] });
            return by.allowed && policy.priority >= first!.priority;
          });
          expect(named).toEqual(alone);
        }
      }),
      { numRuns: 40 },
    );
  });
});
