import type { Caller } from '../../../aws/account-facts/caller';
import { readEnvironment } from '../../../aws/account-facts/functions';
import { readPairing } from '../../../aws/account-facts/pairing';
import { readSecretState } from '../../../aws/account-facts/secret';
import { readStack } from '../../../aws/account-facts/stacks';
import {
  cloudFormationClient,
  lambdaClient,
  secretsManagerClient,
  userPoolClient,
} from '../../../aws/clients';
import type { Config } from '../../../lib/config/config';
import { expectedVariables } from '../deployed-configuration';
import type { Facts, Seen } from '../facts';
import { after, type Look, look } from '../look';
import { stackName } from '../../../lib/config/stack-name';
import { deployedName, type DeployedPart, partsOf, physicalId } from '../stacks';

const PROVIDER = 'IdentityCenter';

type DeploymentFacts = Pick<Facts, 'parts' | 'deployedVariables' | 'pairing' | 'linkKey'>;

/** Looks at the stacks and at what they hold. */
export async function lookAtDeployment(config: Config, caller: Look<Caller>): Promise<DeploymentFacts> {
  const parts = await after(caller, () => look('cloudformation:DescribeStacks', () => readParts(config)));
  const [deployedVariables, pairing, linkKey] = await Promise.all([
    after(parts, (all) => look('lambda:GetFunctionConfiguration', () => readVariables(config, all))),
    after(parts, (all) =>
      look('cognito-idp:DescribeIdentityProvider', async () =>
        readPairing(userPoolClient(), physicalId(all, 'userPool'), physicalId(all, 'webClient'), PROVIDER),
      ),
    ),
    after(parts, (all) =>
      look('secretsmanager:DescribeSecret', async () =>
        readSecretState(secretsManagerClient(), physicalId(all, 'linkKey')),
      ),
    ),
  ]);
  return { parts, deployedVariables, pairing, linkKey };
}

/** One after the other: CloudFormation allows few calls a second. */
async function readParts(config: Config): Promise<DeployedPart[]> {
  const parts: DeployedPart[] = [];
  for (const part of partsOf(config))
    parts.push({ part, stack: await readStack(cloudFormationClient(), stackName(config, part)) });
  return parts;
}

async function readVariables(
  config: Config,
  parts: readonly DeployedPart[],
): Promise<Seen['deployedVariables']> {
  const names = Object.keys(expectedVariables(config));
  const read = async (name: string) =>
    [name, await readEnvironment(lambdaClient(), deployedName(parts, name))] as const;
  return Object.fromEntries(await Promise.all(names.map(read)));
}
