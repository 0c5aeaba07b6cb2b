import type { Mutation } from './mutation';

const END = 'core/usecases/end-lease.ts';
const REMOVE = 'core/usecases/remove-assignment.ts';

/** How access could fail to end, or end too early. */
export const ENDING: readonly Mutation[] = [
  {
    name: 'the end is recorded before the deletion',
    guarantees: ['G3'],
    replacements: [
      {
        file: END,
        find: `if (removed.kind === 'unfinished') {`,
        replace: `if (removed.kind === 'unfinished' && Number(input.attempt) > 1_000) {`,
      },
    ],
  },
  {
    name: 'other leases on the same access are not counted',
    guarantees: ['G3', 'G5'],
    replacements: [
      {
        file: END,
        find: `if (leases.length > 0) return { removal: 'kept-for-other-lease', after: left };`,
        replace: ``,
      },
    ],
  },
  {
    name: 'standing access is removed with the last lease',
    guarantees: ['G4'],
    replacements: [
      {
        file: END,
        find: `if (standing) return { removal: 'kept-standing', after: left };`,
        replace: ``,
      },
    ],
  },
  {
    name: 'a ConflictException is swallowed and the listing not looked at',
    guarantees: ['G3'],
    replacements: [
      {
        file: 'core/usecases/operate.ts',
        find: `if (started.kind === 'busy') return { kind: 'unfinished', operationId: '' };`,
        replace: `if (started.kind === 'busy') return { kind: 'succeeded' };`,
      },
      {
        file: REMOVE,
        find: `if (!still) return`,
        replace: `if (!still || deleted.kind === 'succeeded') return`,
      },
    ],
  },
  {
    name: 'the reconciler is off',
    guarantees: ['G3', 'G12'],
    replacements: [
      {
        file: 'lambdas/reconcile/handler.ts',
        find: `{ ...(await reconcile(ports())) }`,
        replace: `{ failedParts: 0, ...(reconcile.length > 9 ? await reconcile(ports()) : {}) }`,
      },
    ],
  },
  {
    name: 'what the workflow has kept is ignored after a restore',
    guarantees: ['G3'],
    replacements: [
      {
        file: END,
        find: `const answer = await endForgotten(input, deps);`,
        replace: `const answer = await endForgotten({ ...input, joined: undefined }, deps);`,
      },
    ],
  },
  {
    name: 'the lock on a record is ignored',
    guarantees: ['G3', 'G5'],
    replacements: [
      { file: 'core/usecases/join-assignment.ts', find: `if (record?.lock || record`, replace: `if (record` },
    ],
  },
];
