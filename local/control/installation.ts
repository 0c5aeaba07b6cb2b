import { z } from 'zod';
import { type Endpoint, endpoint, nothing } from './endpoint';
import { invalid } from './problem';

/** What the installation is, and what is around it. */
export const installationEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/installation',
    says: 'Tells where the emulated AWS is and what hourglass.config.json would say here, for npm run doctor.',
    input: nothing,
    run: async (_input, { services, installation, clock }) => ({
      endpoint: services.endpoint.url,
      aheadMilliseconds: clock.offset,
      ...installation(),
    }),
  }),
  endpoint({
    method: 'GET',
    path: '/account',
    says: 'Tells what is around the installation: delegated administrator, instance, bootstrap and the like.',
    input: nothing,
    run: async (_input, { services }) => services.account.settings,
  }),
  endpoint({
    method: 'POST',
    path: '/account',
    says: 'Changes what is named, so that npm run doctor has something to find.',
    example: { instance: { permissionSetsEnabled: false } },
    input: z.record(z.string(), z.unknown()),
    run: async (wanted, { services }) => {
      try {
        return services.account.change(wanted);
      } catch (error) {
        if (error instanceof z.ZodError) throw invalid(error);
        throw error;
      }
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/account',
    says: 'Puts everything around the installation back as it was on the first day.',
    input: nothing,
    run: async (_input, { services }) => services.account.reset(),
  }),
];
