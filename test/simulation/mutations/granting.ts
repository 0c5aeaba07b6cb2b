import type { Mutation } from './mutation';

const ACTIVATE = 'core/usecases/activate-lease.ts';
const JOIN = 'core/usecases/join-assignment.ts';
const DECIDE = 'core/usecases/decide-request.ts';

/** How access could be given that nobody may have. */
export const GRANTING: readonly Mutation[] = [
  {
    name: 'nobody looks whether the access is standing',
    guarantees: ['G4'],
    replacements: [
      {
        file: JOIN,
        find: `return record && record.leases.length > 0 ? record.standing && present : present;`,
        replace: `return false;`,
      },
    ],
  },
  {
    name: 'eligibility is not checked again at activation',
    guarantees: ['G1'],
    replacements: [
      {
        file: ACTIVATE,
        find: `return checkStillEligible(request.beneficiary, request.requester, [lease.target], deps);`,
        replace: `return [];`,
      },
    ],
  },
  {
    name: 'the record joins after the access was asked for',
    guarantees: ['G2'],
    replacements: [
      {
        file: ACTIVATE,
        find: `const joined = await joinAssignment(input, facts, present, deps);`,
        replace: `const joined = present ? await joinAssignment(input, facts, present, deps) : { kind: 'joined' as const, standing: false };`,
      },
      {
        file: ACTIVATE,
        find: `if (!(await deps.grants.holds(beneficiaryId, entitlement))) return wait(input, '');`,
        replace: `await joinAssignment(input, await readLeaseFacts(input, deps), false, deps);`,
      },
    ],
  },
  {
    name: 'people are compared by name',
    guarantees: ['G6'],
    replacements: [
      {
        file: DECIDE,
        find: `approver: viewer,`,
        replace: `approver: { userName: person.userName, ...viewer },`,
      },
      {
        file: 'core/rules/may-decide.ts',
        find: `if (approver.userId === request.requester.userId || approver.userId === request.beneficiary.userId)`,
        replace: `if ([request.requester.userName, request.beneficiary.userName].includes(Reflect.get(approver, 'userName')))`,
      },
    ],
  },
  {
    name: 'the groups of an approver are taken on trust',
    guarantees: ['G8'],
    replacements: [
      {
        file: 'core/usecases/viewer-of.ts',
        find: `deps.live.memberOf(userId, [...new Set(asked)]),`,
        replace: `Promise.resolve([...new Set(asked)]),`,
      },
    ],
  },
  {
    name: 'a lease that is coming up is not found when it is due',
    guarantees: ['G2'],
    replacements: [
      {
        file: 'core/rules/lease-due.ts',
        find: `case 'activating':
    case 'active':`,
        replace: `case 'active':`,
      },
    ],
  },
];
