import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { FunctionWith } from '../function-with';
import type { Encryption } from '../encryption';
import { AppTable } from './app-table';

/** The partitions of daily roots and heads, as `aws/keys.ts` names them. */
const SEALS = ['daily-*'];

/** The audit trail: events are added and read, never changed or dropped. */
export class AuditTable extends AppTable {
  constructor(scope: Construct, id: string, encryption: Encryption) {
    super(scope, id, 'audit', encryption);
    this.table.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AppendOnly',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        // BatchWriteItem takes no conditions and can delete, so it is denied as a whole; transactions count as their parts.
        actions: [
          'dynamodb:UpdateItem',
          'dynamodb:DeleteItem',
          'dynamodb:BatchWriteItem',
          'dynamodb:PartiQLUpdate',
          'dynamodb:PartiQLDelete',
        ],
        // A policy of a table is about that table; naming its ARN here would be a reference to itself.
        resources: ['*'],
      }),
    );
  }

  /** Lets `fn` append events, which means reading the last of a stream; sets AUDIT_TABLE. */
  grantAppend(fn: FunctionWith<'AUDIT_TABLE'>): void {
    fn.use('AUDIT_TABLE', this.table.tableName);
    this.allow(fn, ['dynamodb:Query'], [this.table.tableArn]);
    this.allow(fn, ['dynamodb:PutItem'], [this.table.tableArn], {
      'ForAllValues:StringNotLike': { 'dynamodb:LeadingKeys': SEALS },
    });
  }

  /** Lets `fn` read events and add daily roots and heads, but no events; sets AUDIT_TABLE. */
  grantSeal(fn: FunctionWith<'AUDIT_TABLE'>): void {
    this.grantRead(fn);
    this.allow(fn, ['dynamodb:PutItem'], [this.table.tableArn], {
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': SEALS },
    });
  }

  /** Lets `fn` read events by stream and by day; sets AUDIT_TABLE. */
  grantRead(fn: FunctionWith<'AUDIT_TABLE'>): void {
    fn.use('AUDIT_TABLE', this.table.tableName);
    this.allow(fn, ['dynamodb:Query'], [this.table.tableArn, ...this.indexArns]);
  }
}
