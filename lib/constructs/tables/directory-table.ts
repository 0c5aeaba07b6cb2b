import type { Construct } from 'constructs';
import { CAPACITY_KEYS } from '../../../core/contract/tables';
import type { Config } from '../../config/config';
import type { FunctionWith } from '../function-with';
import type { Encryption } from '../encryption';
import { AppTable } from './app-table';

type Caller = FunctionWith<'CAPACITY_TABLE' | 'CALLS_PER_SECOND' | 'OUTSTANDING_OPERATIONS'>;

/** The directory snapshot, and what is taken of Identity Center's quotas. */
export class DirectoryTable extends AppTable {
  constructor(scope: Construct, id: string, encryption: Encryption) {
    super(scope, id, 'directory', encryption);
  }

  /** Lets `fn` read the snapshot; sets DIRECTORY_TABLE. */
  grantRead(fn: FunctionWith<'DIRECTORY_TABLE'>): void {
    fn.use('DIRECTORY_TABLE', this.table.tableName);
    this.allow(fn, ['dynamodb:GetItem'], [this.table.tableArn]);
  }

  /** Lets `fn` write a new snapshot and drop the one before the last. */
  grantWrite(fn: FunctionWith<'DIRECTORY_TABLE'>): void {
    this.allow(fn, ['dynamodb:PutItem', 'dynamodb:DeleteItem'], [this.table.tableArn]);
  }

  /** Lets `fn` keep where its bounded work stopped. */
  grantKeepCursors(fn: FunctionWith<'DIRECTORY_TABLE'>): void {
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
    this.allow(fn, ['dynamodb:PutItem'], [this.table.tableArn], {
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['cursor#*'] },
    });
  }

  /** Lets `fn` call Identity Center in turn with all others; sets the table and the limits. Not the snapshot. */
  grantTurns(fn: Caller, { callsPerSecond, outstandingOperations }: Config['identityCenter']): void {
    fn.use('CAPACITY_TABLE', this.table.tableName);
    fn.use('CALLS_PER_SECOND', String(callsPerSecond));
    fn.use('OUTSTANDING_OPERATIONS', String(outstandingOperations));
    this.#allowOn(CAPACITY_KEYS.calls, fn, ['dynamodb:GetItem', 'dynamodb:UpdateItem']);
  }

  /** Lets `fn` change assignments within what Identity Center takes at once; it calls in turn as well. */
  grantSlots(fn: Caller, limits: Config['identityCenter']): void {
    this.grantTurns(fn, limits);
    this.#allowOn(CAPACITY_KEYS.slots, fn, ['dynamodb:GetItem', 'dynamodb:PutItem']);
  }

  #allowOn(key: string, fn: Caller, actions: readonly string[]): void {
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
    this.allow(fn, actions, [this.table.tableArn], {
      'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [key] },
    });
  }
}
