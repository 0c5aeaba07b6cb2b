import type { z } from 'zod';
import { partitionOf } from './sign-in-hosts';

/** The keys that have to fit each other. */
type Frame = {
  readonly account: string;
  readonly managementAccount?: string | undefined;
  readonly region: string;
  readonly permissionsBoundary?: string | undefined;
  readonly kmsKeyArn?: string | undefined;
};

/** Refuses ARNs of another partition, Region or account than the installation is in, and an installation in the management account. */
export function agree(config: Frame, context: z.core.$RefinementCtx<Frame>): void {
  const refuse = (key: keyof Frame, message: string) =>
    context.addIssue({ code: 'custom', path: [key], message, input: config[key] });
  if (config.managementAccount === config.account)
    refuse('managementAccount', 'must be another account than account: one that is managed there');
  const partition = partitionOf(config.region);
  const key = partsOf(config.kmsKeyArn);
  if (key && (key.partition !== partition || key.region !== config.region))
    refuse('kmsKeyArn', `must be a key of ${config.region}, in the partition ${partition}`);
  const boundary = partsOf(config.permissionsBoundary);
  if (!boundary) return;
  if (boundary.partition !== partition)
    refuse('permissionsBoundary', `must be in the partition ${partition}`);
  else if (boundary.account !== 'aws' && boundary.account !== config.account)
    refuse('permissionsBoundary', `must be a policy of the account ${config.account} or of AWS`);
}

/** What an ARN says about where it is; undefined for a name. */
function partsOf(arn: string | undefined) {
  if (!arn?.startsWith('arn:')) return undefined;
  const [, partition, , region, account] = arn.split(':');
  return { partition, region, account };
}
