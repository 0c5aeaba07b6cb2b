import { secretsManagerClient } from '../../../aws/clients';
import { SecretLinkSigner } from '../../../aws/secret-link-signer';
import { systemClock } from '../../../aws/system-clock';
import type { Ports } from '../../../core/usecases/deps';

/** Signs and checks review links. */
export function linkPorts(env: { readonly LINK_SECRET_ID: string }): Pick<Ports, 'links'> {
  return { links: new SecretLinkSigner(secretsManagerClient(), env.LINK_SECRET_ID, systemClock) };
}
