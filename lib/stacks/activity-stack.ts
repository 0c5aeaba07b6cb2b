import { LegacyStackSynthesizer } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Activity } from '../config/activity';
import { ActivityReader } from '../constructs/activity/activity-reader';
import { QueryResults } from '../constructs/activity/query-results';
import { isElsewhere, trailHome } from '../config/trail-home';
import { trailNames } from '../constructs/activity/trail-place';
import { TrailTable } from '../constructs/activity/trail-table';
import { Encryption } from '../constructs/encryption';
import type { Installation } from '../installation';
import { AppStack } from './app-stack';

type OfTrail = Extract<Activity, { source: 'athena' }>;

/**
 * What looks into the organization trail, where its bucket is: `Activity` in the account of the installation, or `LogArchive` in the
 * account that owns the bucket, which then needs no bootstrap.
 */
export class ActivityStack extends AppStack {
  constructor(scope: Construct, installation: Installation, { trail, ...limits }: OfTrail) {
    const { config } = installation;
    const home = trailHome(config, trail);
    const elsewhere = isElsewhere(config, trail);
    super(scope, elsewhere ? 'LogArchive' : 'Activity', installation, 'looks into the organization trail', {
      env: home,
      ...(elsewhere && { synthesizer: new LegacyStackSynthesizer() }),
    });
    const names = trailNames(config);
    // A key is of one Region, and its policy of one account.
    const encryption =
      elsewhere || home.region !== config.region ? new Encryption(undefined) : installation.encryption;
    const table = new TrailTable(this, 'Trail', { trail, region: home.region, names });
    const results = new QueryResults(this, 'Queries', { workGroup: names.workGroup, encryption, ...limits });
    const takenBy = { account: config.account, roleName: names.queryingRole };
    new ActivityReader(this, 'Reader', {
      trail,
      table,
      results,
      encryption,
      roleName: names.readingRole,
      takenBy,
    });
  }
}
