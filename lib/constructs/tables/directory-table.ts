import type { Construct } from 'constructs';
import type { FunctionWith } from '../function-with';
import { AppTable } from './app-table';

/** The directory snapshot. */
export class DirectoryTable extends AppTable {
  constructor(scope: Construct, id: string) {
    super(scope, id, 'directory');
  }

  /** Lets `fn` read the snapshot; sets DIRECTORY_TABLE. */
  grantRead(fn: FunctionWith<'DIRECTORY_TABLE'>): void {
    fn.use('DIRECTORY_TABLE', this.table.tableName);
    fn.allow(['dynamodb:GetItem'], [this.table.tableArn]);
  }

  /** Lets `fn` write a new snapshot and drop the one before the last. */
  grantWrite(fn: FunctionWith<'DIRECTORY_TABLE'>): void {
    fn.allow(['dynamodb:PutItem', 'dynamodb:DeleteItem'], [this.table.tableArn]);
  }
}
