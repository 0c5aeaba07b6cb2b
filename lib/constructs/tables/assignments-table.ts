import type { Construct } from 'constructs';
import type { FunctionWith } from '../function-with';
import type { Encryption } from '../encryption';
import { AppTable } from './app-table';

/** Who holds what through which leases, and what was standing before. */
export class AssignmentsTable extends AppTable {
  constructor(scope: Construct, id: string, encryption: Encryption) {
    super(scope, id, 'assignments', encryption);
  }

  /** Lets `fn` read and write assignment records; sets ASSIGNMENTS_TABLE. */
  grantMove(fn: FunctionWith<'ASSIGNMENTS_TABLE'>): void {
    fn.use('ASSIGNMENTS_TABLE', this.table.tableName);
    this.allow(fn, ['dynamodb:GetItem', 'dynamodb:PutItem'], [this.table.tableArn]);
  }

  /** Lets `fn` read, list and write what is denied in permission sets; sets ASSIGNMENTS_TABLE. */
  grantKeepHardEnds(fn: FunctionWith<'ASSIGNMENTS_TABLE'>): void {
    this.grantMove(fn);
    this.allow(fn, ['dynamodb:Query'], [this.table.tableArn], {
      'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['hard-ends'] },
    });
  }

  /** Lets `fn` read records of an account and open findings as well. */
  grantCompare(fn: FunctionWith<'ASSIGNMENTS_TABLE'>): void {
    this.allow(fn, ['dynamodb:Query'], [this.table.tableArn, ...this.indexArns]);
  }

  /** Lets `fn` list open findings, and nothing else of this table; sets ASSIGNMENTS_TABLE. */
  grantListFindings(fn: FunctionWith<'ASSIGNMENTS_TABLE'>): void {
    fn.use('ASSIGNMENTS_TABLE', this.table.tableName);
    this.#allowOnFindings(fn, ['dynamodb:Query']);
  }

  /** Lets `fn` drop findings that are settled. */
  grantSettleFindings(fn: FunctionWith<'ASSIGNMENTS_TABLE'>): void {
    this.#allowOnFindings(fn, ['dynamodb:DeleteItem']);
  }

  #allowOnFindings(fn: FunctionWith<'ASSIGNMENTS_TABLE'>, actions: readonly string[]): void {
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
    this.allow(fn, actions, [this.table.tableArn], {
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['findings'] },
    });
  }
}
