import { TABLE_NAMES } from '../environment';
import type { Invariant } from './invariant';

/** Ending asks nobody about people, accounts or policies. */
export const g7: Invariant = {
  guarantee: 'G7',
  watch: (_stage, _oracle, report) => ({
    asked: ({ process, service, operation, input }) => {
      if (process.fn !== 'end-lease') return;
      const elsewhere = service === 'identitystore' || service === 'organizations';
      if (elsewhere || input.TableName === TABLE_NAMES.policies)
        report(`${process.key} asks ${service}.${operation} before it ends access`);
    },
  }),
};
