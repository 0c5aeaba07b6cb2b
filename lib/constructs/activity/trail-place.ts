import { Aws } from 'aws-cdk-lib';
import type { AthenaPlace } from '../../../core/contract/activity-place';
import type { Activity, Trail } from '../../config/activity';
import type { Config } from '../../config/config';

/** The account and the Region that hold the bucket of the trail, and with it everything that reads it. */
export function trailHome(
  config: Config,
  trail: Trail,
): { readonly account: string; readonly region: string } {
  return { account: trail.account ?? config.account, region: trail.region ?? config.region };
}

/** Whether the bucket belongs to another account than the installation. */
export const isElsewhere = (config: Config, trail: Trail) =>
  trailHome(config, trail).account !== config.account;

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
