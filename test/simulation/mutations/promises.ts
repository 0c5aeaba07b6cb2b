import type { Mutation } from './mutation';

const END = 'lambdas/end-lease/handler.ts';

/** How an end could come to depend on something, and how something could be lost. */
export const PROMISES: readonly Mutation[] = [
  {
    name: 'ending asks first whether the person is still there',
    guarantees: ['G7'],
    replacements: [
      {
        file: END,
        find: `import { readEnv } from '../shared/read-env';`,
        replace: `import { livePorts } from '../shared/ports/live';\nimport { readEnv } from '../shared/read-env';`,
      },
      {
        file: END,
        find: `    ...basePorts(),`,
        replace: `    ...basePorts(), ...livePorts({ IDENTITY_STORE_ID: process.env.IDENTITY_STORE_ID ?? '' }),`,
      },
      {
        file: END,
        find: `: endLease(input, ports()),`,
        replace: `: ports().live.person(input.leaseId).then(() => endLease(input, ports())),`,
      },
    ],
  },
  {
    name: 'a mail over which somebody died is taken for sent',
    guarantees: ['G12'],
    replacements: [
      {
        file: 'core/usecases/notify.ts',
        find: `if (claim.kind === 'sent') return false;`,
        replace: `if (claim.kind !== 'claimed') return false;`,
      },
    ],
  },
];
