import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { HOSTED_CLOCK } from '../aws/system-clock';
import type { Clock } from '../core/ports/clock';
import type { Config } from '../lib/config/config';
import { parseConfig, readConfig } from '../lib/config/read-config';
import { BadOptionError } from './command-line';

const Laptop = z.object({
  endpoint: z.url(),
  services: z.array(z.string()),
  configuration: z.unknown(),
  samlMetadataUrl: z.url(),
  aheadMilliseconds: z.number(),
});

/**
 * The configuration to look at, with the environment of this process set to its Region; that of a laptop edition points the SDK there as
 * well. Throws `BadOptionError` when no laptop answers, `ConfigError` for a bad file.
 */
export async function openConfiguration(
  options: { readonly laptop?: string | undefined; readonly config?: string | undefined },
  env: NodeJS.ProcessEnv,
): Promise<Config> {
  if (options.laptop !== undefined) return pointAtLaptop(options.laptop, env);
  const config = readConfig(options.config);
  env.AWS_REGION = config.region;
  return config;
}

/**
 * Points the SDK of this process at the laptop edition that runs at `url`, in its Region and at its time, and gives its configuration. Throws `BadOptionError` when none
 * answers.
 */
export async function pointAtLaptop(url: string, env: NodeJS.ProcessEnv): Promise<Config> {
  const answer = await fetch(new URL('/local/installation', url)).catch(() => undefined);
  const parsed = answer?.ok ? Laptop.safeParse(await answer.json()) : undefined;
  if (!parsed?.success)
    throw new BadOptionError(`No laptop edition answers at ${url}. Start one with npm start.`);
  const { endpoint, services, configuration, samlMetadataUrl, aheadMilliseconds } = parsed.data;
  for (const service of services) env[`AWS_ENDPOINT_URL_${service}`] = endpoint;
  const clock: Clock = {
    now: () => Date.now() + aheadMilliseconds,
    sleep: (milliseconds) => sleep(milliseconds),
  };
  Reflect.set(globalThis, HOSTED_CLOCK, clock);
  env.AWS_ACCESS_KEY_ID = 'local';
  env.AWS_SECRET_ACCESS_KEY = 'local';
  delete env.AWS_SESSION_TOKEN;
  delete env.AWS_PROFILE;
  const config = parseConfig(configuration, 'The configuration of the laptop edition');
  env.AWS_REGION = config.region;
  // It is not https, which the file would have to say: this one never leaves the machine.
  return { ...config, signIn: { ...config.signIn, samlMetadataUrl } };
}
