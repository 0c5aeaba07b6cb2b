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

  /** Lets `fn` keep where its bounded work stopped; sets DIRECTORY_TABLE. */
  grantKeepCursors(fn: FunctionWith<'DIRECTORY_TABLE'>): void {
    fn.use('DIRECTORY_TABLE', this.table.tableName);
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
    fn.allow(['dynamodb:GetItem', 'dynamodb:PutItem'], [this.table.tableArn], {
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['cursor#*'] },
    });
  }
}
