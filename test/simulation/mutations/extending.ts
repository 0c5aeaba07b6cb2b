import type { Mutation } from './mutation';

const EXTEND = 'core/usecases/extend-request.ts';

/** How an extension could give what nobody may have, or not give what was promised. */
export const EXTENDING: readonly Mutation[] = [
  {
    name: 'access ends at the end from which it was moved away',
    guarantees: ['G3'],
    replacements: [
      {
        file: 'core/usecases/end-lease.ts',
        find: `(facts) => (moved(facts, input) ? undefined : release(facts, input, deps)),`,
        replace: `(facts) => (moved(facts, { ...input, endsAt: undefined }) ? undefined : release(facts, input, deps)),`,
      },
      {
        file: EXTEND,
        find: `leases.map(({ id: leaseId }) => wake(`,
        replace: `leases.slice(0, 0).map(({ id: leaseId }) => wake(`,
      },
    ],
  },
  {
    name: 'an extension moves the end of the request and of no lease',
    guarantees: ['G3'],
    replacements: [
      {
        file: EXTEND,
        find: `[{ kind: 'request', before, after }, ...moved]`,
        replace: `[{ kind: 'request', before, after }, ...moved.slice(0, 0)]`,
      },
    ],
  },
  {
    name: 'an extension does not ask whether the holder is still eligible',
    guarantees: ['G1'],
    replacements: [
      {
        file: EXTEND,
        find: `if (!now.allowed) return now.reasons;`,
        replace: `if (!now.allowed) return [];`,
      },
    ],
  },
  {
    name: 'who may approve extends their own access',
    guarantees: ['G6'],
    replacements: [
      {
        file: 'core/rules/extension.ts',
        find: `if (holds || person.userId === request.requester.userId)`,
        replace: `if (holds && person.userId !== request.beneficiary.userId)`,
      },
    ],
  },
];
