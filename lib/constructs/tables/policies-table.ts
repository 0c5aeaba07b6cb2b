import type { Construct } from 'constructs';
import type { FunctionWith } from '../function-with';
import type { Encryption } from '../encryption';
import { AppTable } from './app-table';

/** Eligibility and approval policies and settings, every version of each. */
export class PoliciesTable extends AppTable {
  constructor(scope: Construct, id: string, encryption: Encryption) {
    super(scope, id, 'policies', encryption);
  }

  /** Lets `fn` read policies; sets POLICIES_TABLE. */
  grantRead(fn: FunctionWith<'POLICIES_TABLE'>): void {
    fn.use('POLICIES_TABLE', this.table.tableName);
    this.allow(fn, ['dynamodb:GetItem', 'dynamodb:Query'], [this.table.tableArn]);
  }

  /** Lets `fn` add versions and count the revision up; nothing is ever dropped. */
  grantWrite(fn: FunctionWith<'POLICIES_TABLE'>): void {
    this.allow(fn, ['dynamodb:PutItem', 'dynamodb:UpdateItem'], [this.table.tableArn]);
  }
}
