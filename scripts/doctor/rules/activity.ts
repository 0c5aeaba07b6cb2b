import type { Config } from '../../../lib/config/config';
import { isElsewhere } from '../../../lib/config/trail-home';
import { stackName } from '../../../lib/config/stack-name';
import type { Check } from '../check';
import { error, info, warning, well } from '../finding';

/** Whether what people do with their access can be looked up. */
export const activityChecks: readonly Check[] = [
  {
    id: 'activity-readable',
    group: 'The deployment',
    title: 'CloudTrail events can be looked up, and arrive',
    why: 'What was done with access cannot be shown without them.',
    docs: 'docs/DEPLOY.md#where-activity-is-found',
    from: 'before',
    judge: ({ see, config }) => {
      const seen = see('activity');
      const log = `the log of hourglass-${config.stage}-query-activity`;
      switch (seen.state) {
        case 'not-deployed':
          return info('The function that reads them is not deployed: looked at after the deployment');
        case 'unreadable':
          return error(`They cannot be read: ${seen.reason}`, `${homeOf(config)}; then look at ${log}`);
        case 'unanswered':
          return warning(
            `No answer within ${seen.seconds} seconds`,
            `Look again in a minute; if it stays, look at ${log}`,
          );
        case 'readable':
          return seen.newestEventAt === undefined
            ? warning(`None of account ${config.account} in the last 24 hours`, silenceOf(config))
            : well(`The newest of account ${config.account} is of ${seen.newestEventAt}`);
      }
    },
  },
];

/** What lets the function read. */
function homeOf(config: Config): string {
  const { activity } = config;
  switch (activity.source) {
    case 'athena':
      return isElsewhere(config, activity.trail)
        ? 'Follow docs/DEPLOY.md, *The log archive account*'
        : `npx cdk deploy ${stackName(config, 'Activity')}`;
    case 'athena-table':
      return 'Give the role `activity.roleArn` what docs/DEPLOY.md, *Where activity is found*, names';
    case 'cloudtrail-lake':
      return 'See that the event data store of the configuration is there and enabled';
  }
}

/** Why there may be nothing although reading works. */
function silenceOf({ activity }: Config): string {
  switch (activity.source) {
    case 'athena':
      return 'See that the organization trail is logging and includes this account; then `activity.trail.prefix` and `activity.trail.organizationId`: docs/DEPLOY.md, *The log archive account*';
    case 'athena-table':
      return 'See that the trail is logging and the table covers this account and the last two days';
    case 'cloudtrail-lake':
      return 'See that the event data store takes in management events of the whole organization';
  }
}
