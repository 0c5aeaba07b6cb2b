import { identityStoreClient, organizationsClient } from '../../../aws/clients';
import { IdentityCenterLiveDirectory } from '../../../aws/identity-center-live-directory';
import type { Ports } from '../../../core/usecases/deps';

/** Identity Center and Organizations as they are at this moment. */
export function livePorts(env: { readonly IDENTITY_STORE_ID: string }): Pick<Ports, 'live'> {
  const live = new IdentityCenterLiveDirectory(
    identityStoreClient(),
    organizationsClient(),
    env.IDENTITY_STORE_ID,
  );
  return { live };
}
