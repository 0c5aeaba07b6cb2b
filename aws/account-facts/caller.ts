import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import { given } from '../unexpected-answer-error';

/** Whose credentials are used. */
export type Caller = { readonly accountId: string; readonly arn: string; readonly partition: string };

/** Needs no right at all. */
export async function readCaller(client: STSClient): Promise<Caller> {
  const { Account, Arn } = await client.send(new GetCallerIdentityCommand({}));
  const arn = given(Arn, 'Arn of the caller');
  return { accountId: given(Account, 'Account of the caller'), arn, partition: arn.split(':')[1] ?? 'aws' };
}
