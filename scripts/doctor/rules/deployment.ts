import { toIso } from '../../../core/model/instant';
import { lastDue } from '../../../core/rules/audit-root';
import type { Check, Sight } from '../check';
import { driftOf } from '../deployed-configuration';
import { error, info, type Verdict, warning, well } from '../finding';
import { stackName } from '../../../lib/config/stack-name';
import { type DeployedPart, partsElsewhere } from '../stacks';
import { counted } from './people';

const group = 'The deployment';

/** What only a deployment brings. */
export const deploymentChecks: readonly Check[] = [
  {
    id: 'stacks',
    group,
    title: 'Every stack is deployed',
    why: 'The parts need each other; a deployment that was rolled back left an older one in place.',
    docs: 'docs/DEPLOY.md',
    from: 'after',
    judge: ({ see, config }) => {
      const names = see('parts').map(({ part }) => part);
      const verdicts = see('parts').flatMap((part) => verdictOn(part, stackName(config, part.part)));
      return verdicts.length > 0 ? verdicts : well(`All ${names.length}: ${names.join(', ')}`);
    },
  },
  {
    id: 'stacks-elsewhere',
    group,
    title: 'Stacks in other accounts',
    why: 'With credentials of this account nothing can be seen there; what they are for is looked at from here.',
    docs: 'docs/DEPLOY.md',
    from: 'after',
    judge: ({ config }) => {
      const elsewhere = partsElsewhere(config);
      if (elsewhere.length === 0) return well('There is none');
      return elsewhere.map(({ part, account }) =>
        info(
          `${stackName(config, part)} is in account ${account} and cannot be seen from here`,
          `With credentials of that account: aws cloudformation describe-stacks --stack-name ${stackName(config, part)}`,
        ),
      );
    },
  },
  {
    id: 'deployed-configuration',
    group,
    title: 'What runs is what the configuration says',
    why: 'A configuration that was changed and not deployed does nothing.',
    docs: 'docs/CONFIGURATION.md',
    from: 'after',
    judge: ({ see, config }) => {
      const drift = driftOf(config, see('deployedVariables'));
      if (drift.length === 0) return well('The functions have the values of the configuration');
      const said = drift.map(
        (one) =>
          `${one.function} has ${one.variable}=${one.deployed || '(nothing)'}, the configuration says ${one.configured || '(nothing)'}`,
      );
      return warning(said.join('; '), 'npx cdk deploy --all, or put the old values back');
    },
  },
  {
    id: 'link-key',
    group,
    title: 'The key that signs links is there',
    why: 'Without it no email can be sent, and no link in one opens.',
    docs: 'docs/ARCHITECTURE.md#functions-and-their-rights',
    from: 'after',
    judge: ({ see }) => {
      const state = see('linkKey');
      if (state === 'there') return well('In Secrets Manager');
      if (state === 'deleted')
        return error(
          'It is marked for deletion',
          'aws secretsmanager restore-secret --secret-id <LinkKey secret of the Data stack>',
        );
      return error('It is gone', 'Deploy the Data stack anew; links in earlier mails stay dead');
    },
  },
  {
    id: 'directory-read',
    group,
    title: 'The directory has been read',
    why: 'People, accounts and permission sets of which it does not know cannot be asked for.',
    docs: 'docs/DEPLOY.md#steps',
    from: 'after',
    judge: ({ see, config }) => {
      const takenAt = see('directoryTakenAt');
      if (takenAt !== undefined) return well(`Something was new in it at ${toIso(takenAt)}`);
      return error(
        'It has never been read',
        `aws lambda invoke --function-name hourglass-${config.stage}-sync-directory --invocation-type Event /dev/null, then look at its log`,
      );
    },
  },
  {
    id: 'audit-sealed',
    group,
    title: 'Every day of the audit trail is sealed',
    why: 'What is cut off the end of a stream that is not sealed would not be seen.',
    docs: 'docs/RUNBOOK.md',
    from: 'after',
    judge: ({ see, config }) => {
      const last = see('lastSealedDay');
      const due = lastDue(see('now'));
      if (last !== undefined && last >= due) return well(`Up to ${last}`);
      if (last === undefined) return info('No day is sealed yet; the first one is, some hours after its end');
      return error(
        `Sealed up to ${last}, and ${due} is due`,
        `Look at the log of hourglass-${config.stage}-seal-audit and at its queue; the next run seals all days that are left`,
      );
    },
  },
  {
    id: 'overdue-access',
    group,
    title: 'No access is overdue',
    why: 'Somebody still holds access after the end of their window.',
    docs: 'docs/RUNBOOK.md#overdue-lease',
    from: 'after',
    judge: ({ see }) => {
      const leases = see('overdueLeases');
      if (leases.length === 0) return well('Everything that should have ended has ended');
      const ids = leases.slice(0, 5).map(({ id }) => id);
      return error(
        `${counted(leases.length, 'lease')} should have ended more than five minutes ago: ${ids.join(', ')}`,
        'Follow the article *Overdue lease* of the runbook',
      );
    },
  },
  {
    id: 'records-restored',
    group,
    title: 'Nothing waits for the end of a restore',
    why: 'While `recordsRestored` is set nothing begins on access that no record explains.',
    docs: 'docs/RUNBOOK.md#after-a-restore-of-the-tables',
    from: 'before',
    judge: ({ config }) =>
      config.recordsRestored
        ? warning('`recordsRestored` is set', 'Finish the article of the runbook, unset it, and deploy')
        : well('`recordsRestored` is not set'),
  },
  {
    id: 'hard-end',
    group,
    title: 'What becomes of running sessions at the end',
    why: 'That a dated deny ends a session has to be seen once in your own account.',
    docs: 'docs/HARD-END.md',
    from: 'before',
    judge: hardEnd,
  },
];

function hardEnd({ config }: Sight): Verdict {
  if (config.hardEnd === 'off')
    return well('They last until the session length of the permission set is over');
  if (config.hardEnd === 'removing')
    return info('`hardEnd` is on its way back to off', 'Wait until nothing is left, then set it to off');
  return info(
    'They are denied from the end on; whether that was tried in this account cannot be seen from here',
    'npm run confirm-hard-end -- --help, once, with a permission set that nobody needs',
  );
}

function verdictOn({ stack }: DeployedPart, name: string): Verdict[] {
  const deploy = `npx cdk deploy ${name}`;
  if (!stack) return [error(`${name} is not deployed`, deploy)];
  const { status } = stack;
  if (status === 'CREATE_COMPLETE' || status === 'UPDATE_COMPLETE') return [];
  if (status.endsWith('_IN_PROGRESS'))
    return [
      warning(`${name} is being changed (${status})`, 'Wait until the deployment is over and look again'),
    ];
  if (status === 'UPDATE_ROLLBACK_COMPLETE')
    return [
      warning(
        `${name}: its last deployment failed and was rolled back`,
        `Read why in the CloudFormation console; ${deploy}`,
      ),
    ];
  return [error(`${name} is ${status}`, `Read why in the CloudFormation console; ${deploy}`)];
}
