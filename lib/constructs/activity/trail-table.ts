import { Aws } from 'aws-cdk-lib';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { Construct } from 'constructs';
import type { Trail } from '../../config/activity';
import { TRAIL_COLUMNS } from './trail-columns';

/** What the table is made of; `region` is any Region of the partition. */
type TrailTableProps = {
  readonly trail: Trail;
  readonly region: string;
  readonly names: {
    readonly database: string;
    readonly table: string;
    readonly accountColumn: string;
    readonly dayColumn: string;
  };
};

/**
 * A table over the log files of an organization trail as they are. Athena computes the folders from the values that a query names, so
 * that accounts come and go without any crawler, and a query reads the folders of one account and some days.
 * https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table-partition-projection.html
 */
export class TrailTable extends Construct {
  /** What a role needs to find the database: that and the catalog. */
  readonly databaseArns: readonly string[];
  /** What a role needs to read the table: that and what it is in. */
  readonly tableArns: readonly string[];

  constructor(scope: Construct, id: string, { trail, region, names }: TrailTableProps) {
    super(scope, id);
    const { database, table, accountColumn, dayColumn } = names;
    const created = new CfnDatabase(this, 'Database', {
      catalogId: Aws.ACCOUNT_ID,
      databaseInput: { name: database, description: 'Hourglass: the organization trail' },
    });
    const root = trailRoot(trail);
    const folder = `${root}/\${${accountColumn}}/CloudTrail/\${region}/\${${dayColumn}}/`;
    const definition = new CfnTable(this, 'Table', {
      catalogId: Aws.ACCOUNT_ID,
      databaseName: database,
      tableInput: {
        name: table,
        tableType: 'EXTERNAL_TABLE',
        partitionKeys: [accountColumn, 'region', dayColumn].map((name) => ({ name, type: 'string' })),
        parameters: {
          classification: 'cloudtrail',
          'projection.enabled': 'true',
          [`projection.${accountColumn}.type`]: 'injected',
          'projection.region.type': 'enum',
          'projection.region.values': (trail.regions ?? regionsLike(region)).join(),
          [`projection.${dayColumn}.type`]: 'date',
          [`projection.${dayColumn}.format`]: 'yyyy/MM/dd',
          [`projection.${dayColumn}.interval`]: '1',
          [`projection.${dayColumn}.interval.unit`]: 'DAYS',
          [`projection.${dayColumn}.range`]: '2020/01/01,NOW',
          'storage.location.template': `s3://${trail.bucket}/${folder}`,
        },
        storageDescriptor: {
          columns: TRAIL_COLUMNS.map(([name, type]) => ({ name, type })),
          location: `s3://${trail.bucket}/${root}/`,
          inputFormat: 'com.amazon.emr.cloudtrail.CloudTrailInputFormat',
          outputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
          serdeInfo: { serializationLibrary: 'org.apache.hive.hcatalog.data.JsonSerDe' },
        },
      },
    });
    definition.node.addDependency(created);
    const glue = `arn:${Aws.PARTITION}:glue:${Aws.REGION}:${Aws.ACCOUNT_ID}`;
    this.databaseArns = [`${glue}:catalog`, `${glue}:database/${database}`];
    this.tableArns = [...this.databaseArns, `${glue}:table/${database}/${table}`];
  }
}

/** Where the log files of the organization begin, without slashes at the ends. */
export function trailRoot({ prefix, organizationId }: Trail): string {
  return `${prefix === undefined ? '' : `${prefix}/`}AWSLogs/${organizationId}`;
}

/** Every Region in the partition of one that the CDK knows. */
function regionsLike(region: string): string[] {
  const { partition } = RegionInfo.get(region);
  return RegionInfo.regions.filter((one) => one.partition === partition).map(({ name }) => name);
}
