import type { Mutation } from './mutation';

/** How an emergency could be ordered and not happen. */
export const EMERGENCIES: readonly Mutation[] = [
  {
    name: 'an emergency stop stops nothing',
    guarantees: ['G1'],
    replacements: [
      {
        file: 'core/usecases/emergency/stop.ts',
        find: `  return stop?.stands ? stop : undefined;`,
        replace: `  return stop?.stands && stop.comment === '' ? stop : undefined;`,
      },
    ],
  },
  {
    name: 'access is extended while an emergency stop stands',
    guarantees: ['G1'],
    replacements: [
      {
        file: 'core/usecases/extend-request.ts',
        find: `if (await stopNow(deps))`,
        replace: `if (false)`,
      },
    ],
  },
  {
    name: 'an emergency order ends only what is active',
    guarantees: ['G3'],
    replacements: [
      {
        file: 'core/usecases/emergency/carry-out.ts',
        find: `leases.filter(({ status }) => status !== 'ending')`,
        replace: `leases.filter(({ status }) => status === 'active')`,
      },
    ],
  },
  {
    name: 'the reconciler forgets emergency orders',
    guarantees: ['G3'],
    replacements: [
      {
        file: 'core/usecases/reconcile/reconcile.ts',
        find: `carryOutOrders(deps.clock.now() + ORDERS, deps)`,
        replace: `carryOutOrders(0, deps)`,
      },
    ],
  },
];
