import { type TableName, TABLES } from '../../core/contract/tables';
import { tableNames } from '../../aws/tables';
import { functions } from '../../lambdas/functions';
import type { StackFacts } from '../aws/cloudformation/cloudformation';
import {
  ACCOUNT_ID,
  functionArn,
  LINK_SECRET_ID,
  POOL_ID,
  REGION,
  TABLE_PREFIX,
  WEB_CLIENT_ID,
} from '../places';

type Resource = StackFacts['resources'][number];
type FunctionName = keyof typeof functions;

const API: readonly FunctionName[] = ['api', 'query-activity'];
const IDENTITY: readonly FunctionName[] = ['pre-token'];
const PUBLISH: readonly FunctionName[] = ['publish-web'];

/** What a deployment would have made of the laptop's installation, by stack, under the ids that the templates give. */
export function deployedStacks(appUrl: string): readonly StackFacts[] {
  const rest = namesOf(functions).filter((name) => ![...API, ...IDENTITY, ...PUBLISH].includes(name));
  return [
    { part: 'Data', outputs: {}, resources: [...tables(), linkKey] },
    { part: 'Web', outputs: { AppUrl: appUrl }, resources: [] },
    {
      part: 'Identity',
      outputs: {
        UserPoolId: POOL_ID,
        WebClientId: WEB_CLIENT_ID,
        SamlAcsUrl: `${appUrl}/auth/saml2/idpresponse`,
        SamlAudience: `urn:amazon:cognito:sp:${POOL_ID}`,
      },
      resources: [...IDENTITY.map(lambda), ...userPool],
    },
    { part: 'Workflow', outputs: {}, resources: rest.map(lambda) },
    { part: 'Api', outputs: { ApiUrl: `${appUrl}/api` }, resources: API.map(lambda) },
    { part: 'Activity', outputs: {}, resources: [] },
    { part: 'Publish', outputs: {}, resources: PUBLISH.map(lambda) },
    { part: 'Watch', outputs: {}, resources: [] },
  ];
}

/** The ARN of a function that is there, by its name in the account. */
export function deployedFunction(name: string): string | undefined {
  const own = ownName(name);
  return own === undefined ? undefined : functionArn(own);
}

/** The variables of a function, as a deployment would have set them: those that its schema names. */
export function deployedEnvironment(name: string, env: NodeJS.ProcessEnv): Record<string, string> {
  const own = ownName(name);
  if (own === undefined) return {};
  const named = Object.keys(functions[own].env.shape).map((key): [string, string | undefined] => [
    key,
    env[key],
  ]);
  return Object.fromEntries(named.filter((pair): pair is [string, string] => pair[1] !== undefined));
}

/** The ARN of a stack. */
export const stackArn = (name: string) =>
  `arn:aws:cloudformation:${REGION}:${ACCOUNT_ID}:stack/${name}/laptop`;

function ownName(name: string): FunctionName | undefined {
  return namesOf(functions).find((own) => name === `hourglass-${own}`);
}

function tables(): Resource[] {
  const names = tableNames(TABLE_PREFIX);
  return namesOf(TABLES).map((name: TableName) => ({
    type: 'AWS::DynamoDB::GlobalTable',
    logicalId: `${name.slice(0, 1).toUpperCase()}${name.slice(1)}Table00000000`,
    physicalId: names[name],
  }));
}

const linkKey: Resource = {
  type: 'AWS::SecretsManager::Secret',
  logicalId: 'LinkKeySecret00000000',
  physicalId: LINK_SECRET_ID,
};

const userPool: readonly Resource[] = [
  { type: 'AWS::Cognito::UserPool', logicalId: 'SignInUserPool00000000', physicalId: POOL_ID },
  {
    type: 'AWS::Cognito::UserPoolClient',
    logicalId: 'SignInUserPoolWeb00000000',
    physicalId: WEB_CLIENT_ID,
  },
];

const lambda = (name: string): Resource => ({
  type: 'AWS::Lambda::Function',
  logicalId: `${name.replaceAll('-', '')}Function00000000`,
  physicalId: `hourglass-${name}`,
});

/** The keys of an object whose keys are known. */
function namesOf<K extends string>(record: Readonly<Record<K, unknown>>): K[] {
  const isKey = (name: string): name is K => name in record;
  return Object.keys(record).filter(isKey);
}
