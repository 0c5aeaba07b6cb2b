import type { StackFacts, StackResource } from '../../aws/account-facts/stacks';
import type { Config } from '../../lib/config/config';
import { isElsewhere, trailHome } from '../../lib/config/trail-home';

/** The stacks that there may be, in the order in which they are deployed. */
const PARTS = ['Data', 'Web', 'Identity', 'Workflow', 'Api', 'Activity', 'Publish', 'Watch'] as const;
export type Part = (typeof PARTS)[number];

/**
 * The stacks that an installation has in its account: hosting of one's own needs two less, and what reads the trail is where the trail
 * is. Those in a log archive or the management account are not among them.
 */
export function partsOf(config: Config): readonly Part[] {
  const { web, activity } = config;
  const amplify = web.hosting === 'amplify';
  const trail = activity.source === 'athena' && !isElsewhere(config, activity.trail);
  const has: Partial<Record<Part, boolean>> = { Web: amplify, Publish: amplify, Activity: trail };
  return PARTS.filter((part) => has[part] ?? true);
}

/** Stacks of the installation in other accounts, where they cannot be seen. `part` is the last part of its name. */
export function partsElsewhere(
  config: Config,
): readonly { readonly part: string; readonly account: string }[] {
  const { activity, managementAccount } = config;
  return [
    ...(activity.source === 'athena' && isElsewhere(config, activity.trail)
      ? [{ part: 'LogArchive', account: trailHome(config, activity.trail).account }]
      : []),
    ...(managementAccount === undefined ? [] : [{ part: 'Management', account: managementAccount }]),
  ];
}

/** A stack of the installation; `undefined`: it is not deployed. */
export type DeployedPart = { readonly part: Part; readonly stack: StackFacts | undefined };

/** What is looked for in the stacks: its type and how its id in the template begins. */
export const RESOURCES = {
  policiesTable: { part: 'Data', type: 'AWS::DynamoDB::GlobalTable', logicalId: 'PoliciesTable' },
  requestsTable: { part: 'Data', type: 'AWS::DynamoDB::GlobalTable', logicalId: 'RequestsTable' },
  directoryTable: { part: 'Data', type: 'AWS::DynamoDB::GlobalTable', logicalId: 'DirectoryTable' },
  auditTable: { part: 'Data', type: 'AWS::DynamoDB::GlobalTable', logicalId: 'AuditTable' },
  linkKey: { part: 'Data', type: 'AWS::SecretsManager::Secret', logicalId: 'LinkKeySecret' },
  userPool: { part: 'Identity', type: 'AWS::Cognito::UserPool', logicalId: 'SignInUserPool' },
  webClient: { part: 'Identity', type: 'AWS::Cognito::UserPoolClient', logicalId: 'SignInUserPoolWeb' },
} as const satisfies Readonly<Record<string, { part: Part; type: string; logicalId: string }>>;
export type ResourceName = keyof typeof RESOURCES;

/** Something that should be in a stack is not: the stack is not deployed, or not as these templates have it. */
export class NotDeployedError extends Error {
  override name = 'NotDeployedError' as const;
  constructor(what: string, part: string) {
    super(`there is no ${what} in the ${part} stack`);
  }
}

/** The physical id of what is looked for. Throws `NotDeployedError`. */
export function physicalId(parts: readonly DeployedPart[], name: ResourceName): string {
  const { part, type, logicalId } = RESOURCES[name];
  const found = resourcesOf(parts, part).find(
    (one) => one.type === type && one.logicalId.replace(/[0-9A-F]{8}$/, '') === logicalId,
  );
  if (!found) throw new NotDeployedError(logicalId, part);
  return found.physicalId;
}

/** The name of a function in the account. Throws `NotDeployedError`. */
export function deployedName(parts: readonly DeployedPart[], name: string): string {
  const found = parts
    .flatMap(({ part }) => resourcesOf(parts, part))
    .find((one) => one.type === 'AWS::Lambda::Function' && one.physicalId.endsWith(`-${name}`));
  if (!found) throw new NotDeployedError(`function ${name}`, 'Api or Workflow');
  return found.physicalId;
}

function resourcesOf(parts: readonly DeployedPart[], wanted: Part): readonly StackResource[] {
  return parts.find(({ part }) => part === wanted)?.stack?.resources ?? [];
}
