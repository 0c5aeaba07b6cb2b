import type { Construct } from 'constructs';
import type { FunctionWith } from '../function-with';
import { AppTable } from './app-table';

/** Eligibility and approval policies and settings, every version of each. */
export class PoliciesTable extends AppTable {
  constructor(scope: Construct, id: string) {
    super(scope, id, 'policies');
  }

  /** Lets `fn` read policies; sets POLICIES_TABLE. */
  grantRead(fn: FunctionWith<'POLICIES_TABLE'>): void {
    fn.use('POLICIES_TABLE', this.table.tableName);
    fn.allow(['dynamodb:GetItem', 'dynamodb:Query'], [this.table.tableArn]);
  }

  /** Lets `fn` add versions and count the revision up; nothing is ever dropped. */
  grantWrite(fn: FunctionWith<'POLICIES_TABLE'>): void {
    fn.allow(['dynamodb:PutItem', 'dynamodb:UpdateItem'], [this.table.tableArn]);
  }
}
