import type { z } from 'zod';
import { partitionOf } from './sign-in-hosts';

/** The keys that have to fit each other. */
type Frame = {
  readonly account: string;
  readonly managementAccount?: string | undefined;
  readonly region: string;
  readonly permissionsBoundary?: string | undefined;
  readonly kmsKeyArn?: string | undefined;
  readonly watch: { readonly topicArn?: string | undefined };
};

/** Refuses ARNs of another partition, Region or account than the installation is in, and an installation in the management account. */
export function agree(config: Frame, context: z.core.$RefinementCtx<Frame>): void {
  const refuse = (key: string, message: string, input: unknown) =>
    context.addIssue({ code: 'custom', path: key.split('.'), message, input });
  if (config.managementAccount === config.account)
    refuse(
      'managementAccount',
      'must be another account than account: one that is managed there',
      config.managementAccount,
    );
  const partition = partitionOf(config.region);
  const { kmsKeyArn, permissionsBoundary, watch } = config;
  for (const [name, arn] of Object.entries({ kmsKeyArn, 'watch.topicArn': watch.topicArn })) {
    const parts = partsOf(arn);
    if (parts && (parts.partition !== partition || parts.region !== config.region))
      refuse(name, `must be in ${config.region}, in the partition ${partition}`, arn);
  }
  const boundary = partsOf(permissionsBoundary);
  if (!boundary) return;
  if (boundary.partition !== partition)
    refuse('permissionsBoundary', `must be in the partition ${partition}`, permissionsBoundary);
  else if (boundary.account !== 'aws' && boundary.account !== config.account)
    refuse(
      'permissionsBoundary',
      `must be a policy of the account ${config.account} or of AWS`,
      permissionsBoundary,
    );
}

/** What an ARN says about where it is; undefined for a name. */
function partsOf(arn: string | undefined) {
  if (!arn?.startsWith('arn:')) return undefined;
  const [, partition, , region, account] = arn.split(':');
  return { partition, region, account };
}
