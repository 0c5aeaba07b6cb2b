import { type Endpoint, startEndpoint } from '../../../local/aws/endpoint';
import { Faults } from '../../../local/aws/faults';
import type { EmulatedService } from '../../../local/aws/service';
import type { VirtualClock } from '../../../local/clock';

/** An endpoint with faults, and what an SDK client needs to talk to it without retries of its own. */
export type EmulatedEndpoint = Endpoint & {
  readonly faults: Faults;
  readonly config: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
    readonly maxAttempts: number;
  };
};

/** Serves emulated services on a free port. */
export async function emulate(
  services: readonly EmulatedService[],
  timeline: VirtualClock,
  faults = new Faults(),
): Promise<EmulatedEndpoint> {
  const endpoint = await startEndpoint({ services, faults, timeline });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const config = { endpoint: endpoint.url, region: 'eu-west-1', credentials, maxAttempts: 1 };
  return { ...endpoint, faults, config };
}
