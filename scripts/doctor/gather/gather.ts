import { readCaller } from '../../../aws/account-facts/caller';
import { stsClient } from '../../../aws/clients';
import { systemClock } from '../../../aws/system-clock';
import type { Config } from '../../../lib/config/config';
import type { Facts } from '../facts';
import type { Trust } from '../../saml/trust';
import { look } from '../look';
import { lookAtAccount } from './account';
import { lookAtActivity } from './activity';
import { lookAtDeployment } from './deployment';
import { lookAtFailures } from './failures';
import { lookAtRecords } from './records';

/** What is looked at, and from where. */
type Place = {
  readonly config: Config;
  /** The Region that the environment names. */
  readonly ambientRegion: string | undefined;
  /** Whose SAML metadata are believed. */
  readonly trust: Trust;
};

/** Looks at everything, once. A look that fails keeps no other from being taken. */
export async function gather({ config, ambientRegion, trust }: Place): Promise<Facts> {
  const caller = await look('sts:GetCallerIdentity', () => readCaller(stsClient()));
  const [account, deployment] = await Promise.all([
    lookAtAccount(config, caller, trust),
    lookAtDeployment(config, caller),
  ]);
  return {
    now: { seen: true, value: systemClock.now() },
    ambientRegion: { seen: true, value: ambientRegion },
    caller,
    ...account,
    ...deployment,
    ...(await lookAtRecords(config, deployment.parts)),
    activity: await lookAtActivity(config, deployment.parts),
    failures: await lookAtFailures(config, deployment.parts),
  };
}
