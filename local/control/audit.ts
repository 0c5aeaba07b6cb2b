import { tableNames } from '../../aws/tables';
import { ROOT_KEY_ARN, TABLE_PREFIX } from '../places';
import { type Endpoint, endpoint, nothing } from './endpoint';

/** Where the audit trail is, for `npm run verify`. */
export const auditEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/audit',
    says: 'Tells where the emulated AWS keeps the audit trail and the key that signs its roots, for npm run verify.',
    input: nothing,
    run: async (_input, { services, clock }) => ({
      endpoint: services.endpoint.url,
      auditTable: tableNames(TABLE_PREFIX).audit,
      rootKeyId: ROOT_KEY_ARN,
      now: clock.now(),
    }),
  }),
];
