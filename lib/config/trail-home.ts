import type { Trail } from './activity';
import type { Config } from './config';

/** The account and the Region that hold the bucket of the trail, and with it everything that reads it. */
export function trailHome(
  config: Config,
  trail: Trail,
): { readonly account: string; readonly region: string } {
  return { account: trail.account ?? config.account, region: trail.region ?? config.region };
}

/** Whether the bucket belongs to another account than the installation. */
export const isElsewhere = (config: Config, trail: Trail) =>
  trailHome(config, trail).account !== config.account;
