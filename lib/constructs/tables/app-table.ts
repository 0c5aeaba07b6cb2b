import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  CfnGlobalTable,
  type GlobalSecondaryIndexPropsV2,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { type IndexShape, type KeyAttribute, type TableName, TABLES } from '../../../core/contract/tables';
import type { Encryption } from '../encryption';
import type { Conditions, FunctionWith } from '../function-with';

/** One of the tables of the contract: on demand, encrypted, recoverable, protected from deletion, kept when its stack goes. */
export abstract class AppTable extends Construct {
  readonly table: TableV2;
  /** ARNs of its indexes; none may be named in a statement of a table that has none. */
  protected readonly indexArns: readonly string[];

  readonly #encryption: Encryption;

  protected constructor(scope: Construct, id: string, name: TableName, encryption: Encryption) {
    super(scope, id);
    this.#encryption = encryption;
    const { partitionKey, sortKey, indexes, timeToLive, stream } = TABLES[name];
    this.table = new TableV2(this, 'Table', {
      partitionKey: attribute(partitionKey),
      ...(sortKey && { sortKey: attribute(sortKey) }),
      globalSecondaryIndexes: indexes.map(indexOf),
      ...(timeToLive && { timeToLiveAttribute: timeToLive }),
      ...(stream && { dynamoStream: StreamViewType[stream] }),
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.awsManagedKey(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    // Given to the table as a property, the key would be granted to readers of its stream without a condition.
    if (encryption.keyArn !== undefined && this.table.node.defaultChild instanceof CfnGlobalTable)
      this.table.node.defaultChild.addPropertyOverride('Replicas.0.SSESpecification', {
        KMSMasterKeyId: encryption.keyArn,
      });
    this.indexArns = indexes.map((index) => `${this.table.tableArn}/index/${index.name}`);
  }

  /** Lets `fn` do something with the table or its indexes, and use the key that they are encrypted with. */
  protected allow(
    fn: FunctionWith<never>,
    actions: readonly string[],
    resources: readonly string[],
    conditions?: Conditions,
  ): void {
    fn.allow(actions, resources, conditions);
    this.#encryption.grant(fn, 'tables');
  }
}

function attribute({ name, type }: KeyAttribute): { name: string; type: AttributeType } {
  return { name, type: type === 'S' ? AttributeType.STRING : AttributeType.NUMBER };
}

function indexOf(index: IndexShape): GlobalSecondaryIndexPropsV2 {
  return {
    indexName: index.name,
    partitionKey: attribute(index.partitionKey),
    sortKey: attribute(index.sortKey),
    projectionType: ProjectionType[index.projection],
  };
}
