import { z } from 'zod';
import { FaultRequest } from '../aws/faults';
import { endpoint, nothing } from './endpoint';
import { unknown } from './problem';

/** What is to go wrong. */
export const faultEndpoints = [
  endpoint({
    method: 'GET',
    path: '/faults',
    says: 'Lists the faults that are armed, and how often each has struck.',
    input: nothing,
    run: async (_input, { services }) => ({ items: services.faults.list() }),
  }),
  endpoint({
    method: 'POST',
    path: '/faults',
    says: 'Arms a fault: `throttle`, `conflict`, `fail` or `deny` refuse calls, `fail-operation` lets accepted assignment operations fail, `delay` makes them take longer; for a `service` and `operation`, the next `times` or a `share` of calls.',
    example: { kind: 'throttle', service: 'sso_admin', operation: 'CreateAccountAssignment', times: 3 },
    input: FaultRequest,
    run: async (fault, { services }) => services.faults.add(fault),
  }),
  endpoint({
    method: 'DELETE',
    path: '/faults',
    says: 'Lifts the fault `id`, or all of them.',
    example: { id: 'fault-1' },
    input: z.strictObject({ id: z.string().optional() }),
    run: async ({ id }, { services }) => {
      const lifted = services.faults.clear(id);
      if (id !== undefined && lifted === 0) throw unknown(`No fault ${id} is armed.`);
      return { lifted };
    },
  }),
];
