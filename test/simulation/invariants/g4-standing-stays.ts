import type { Invariant } from './invariant';

/** What somebody else gave stays until somebody else takes it. */
export const g4: Invariant = {
  guarantee: 'G4',
  watch: (_stage, oracle, report) => ({
    after: () => {
      const held = oracle.held();
      for (const key of oracle.standing) if (!held.has(key)) report(`standing access was removed: ${key}`);
    },
  }),
};
