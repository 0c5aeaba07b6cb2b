import type { Config } from '../../lib/config/config';
import { stackName } from '../../lib/config/stack-name';
import { isElsewhere } from '../../lib/config/trail-home';
import { partsOf } from '../doctor/stacks';
import type { Left } from './end-everything';

/** The stacks in the order in which they can be destroyed: none before those that need it. */
export const DESTROY_ORDER = [
  'Watch',
  'Publish',
  'Activity',
  'Api',
  'Workflow',
  'Identity',
  'Web',
  'Data',
] as const;

/** What `cdk destroy` leaves, by its type, and how it is deleted by somebody who is sure. */
export const KEPT: Readonly<Record<string, { readonly what: string; readonly how: readonly string[] }>> = {
  'AWS::DynamoDB::GlobalTable': {
    what: 'The five tables, with every request and the audit trail. Each is protected from deletion.',
    how: [
      'aws dynamodb update-table --table-name NAME --no-deletion-protection-enabled',
      'aws dynamodb delete-table --table-name NAME',
    ],
  },
  'AWS::KMS::Key': {
    what: 'The key that signs the roots of the audit trail. Save its public half first: without it nobody can verify what you keep.',
    how: [
      'aws kms get-public-key --key-id ARN --query PublicKey --output text',
      'aws kms schedule-key-deletion --key-id ARN --pending-window-in-days 30',
    ],
  },
  'AWS::SecretsManager::Secret': {
    what: 'The key that signs links in emails. Nothing needs it any more.',
    how: ['aws secretsmanager delete-secret --secret-id ARN --recovery-window-in-days 7'],
  },
  'AWS::Cognito::UserPool': {
    what: 'The user pool, whose id stands in the SAML application. Delete that application in Identity Center as well.',
    how: [
      'aws cognito-idp update-user-pool --user-pool-id ID --deletion-protection INACTIVE',
      'aws cognito-idp delete-user-pool --user-pool-id ID',
    ],
  },
  'AWS::S3::Bucket': {
    what: 'The archive of the audit trail, if there is one. What is locked in it cannot be deleted before its time.',
    how: ['aws s3 rb s3://NAME'],
  },
};

/** What to do once nothing is live. */
export function farewell(config: Config): string {
  const { hardEnd, activity } = config;
  const there: readonly string[] = partsOf(config);
  const stacks = DESTROY_ORDER.filter((part) => there.includes(part)).map((part) => stackName(config, part));
  const archive = activity.source === 'athena' && isElsewhere(config, activity.trail);
  return [
    ...(hardEnd !== 'off'
      ? [
          'Hard end is configured: set "hardEnd" to "removing", deploy, and wait until docs/HARD-END.md says that nothing is left in permission sets.',
          '',
        ]
      : []),
    'Write down the names of what is kept, while the stacks still know them:',
    `  aws cloudformation list-stack-resources --stack-name ${stackName(config, 'Data')}`,
    `  aws cloudformation list-stack-resources --stack-name ${stackName(config, 'Workflow')}`,
    `  aws cloudformation list-stack-resources --stack-name ${stackName(config, 'Identity')}`,
    '',
    'Then destroy the stacks, in this order:',
    ...stacks.map((stack) => `  npx cdk destroy ${stack}`),
    ...(archive
      ? [
          `  npx cdk destroy ${stackName(config, 'LogArchive')} -c place=log-archive   # with the log archive's credentials`,
        ]
      : []),
    '',
    `A stack ${stackName(config, 'Management')} in the management account may stay or go: the registration of the delegated administrator stays.`,
    '',
    'What is kept, and how it is deleted:',
    ...Object.values(KEPT).flatMap(({ what, how }) => [
      `- ${what}`,
      ...how.map((command) => `    ${command}`),
    ]),
  ].join('\n');
}

/** Why nothing may be destroyed yet. */
export function notYet({ leases, findings }: Left): string | undefined {
  if (leases > 0)
    return `${leases} ${leases === 1 ? 'lease is' : 'leases are'} still live. Do not destroy anything: run this again, and see "Access that cannot be removed" in docs/RUNBOOK.md.`;
  if (findings > 0)
    return `${findings} ${findings === 1 ? 'finding is' : 'findings are'} open: access that Hourglass does not explain or could not remove. Settle each on the page Findings, then run this again with --despite-findings if some are to stay.`;
  return undefined;
}
