import { Aws } from 'aws-cdk-lib';
import type { AthenaPlace } from '../../../core/contract/activity-place';
import type { Activity } from '../../config/activity';
import type { Config } from '../../config/config';
import { trailHome } from '../../config/trail-home';

/** Names of what reads the trail; two stages never meet. They are fixed, because two accounts know each other by nothing else. */
export function trailNames({ stage }: Pick<Config, 'stage'>) {
  return {
    queryingRole: `hourglass-${stage}-query-activity`,
    readingRole: `hourglass-${stage}-activity-reader`,
    workGroup: `hourglass-${stage}-activity`,
    database: `hourglass_${stage.replaceAll('-', '_')}_activity`,
    table: 'organization_trail',
    accountColumn: 'account',
    dayColumn: 'day',
  };
}

/** Where the function asks about the trail. */
export function trailPlace(
  config: Config,
  { trail, resultDays }: Extract<Activity, { source: 'athena' }>,
): AthenaPlace {
  const { account, region } = trailHome(config, trail);
  const { readingRole, workGroup, database, table, accountColumn, dayColumn } = trailNames(config);
  const roleArn = `arn:${Aws.PARTITION}:iam::${account}:role/${readingRole}`;
  return {
    source: 'athena',
    region,
    roleArn,
    workGroup,
    database,
    table,
    accountColumn,
    dayColumn,
    resultDays,
  };
}
