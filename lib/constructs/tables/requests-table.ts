import type { Construct } from 'constructs';
import type { FunctionWith } from '../function-with';
import type { Encryption } from '../encryption';
import { AppTable } from './app-table';

type Reader = FunctionWith<'REQUESTS_TABLE'>;

/** Requests, their decisions and leases, and the small items that belong to them. */
export class RequestsTable extends AppTable {
  constructor(scope: Construct, id: string, encryption: Encryption) {
    super(scope, id, 'requests', encryption);
  }

  /** Lets `fn` read single requests and their leases; sets REQUESTS_TABLE. */
  grantRead(fn: Reader): void {
    fn.use('REQUESTS_TABLE', this.table.tableName);
    this.allow(fn, ['dynamodb:GetItem', 'dynamodb:Query'], [this.table.tableArn]);
  }

  /** Lets `fn` list requests and due leases as well; sets REQUESTS_TABLE. */
  grantList(fn: Reader): void {
    this.grantRead(fn);
    this.allow(fn, ['dynamodb:BatchGetItem'], [this.table.tableArn]);
    this.allow(fn, ['dynamodb:Query'], this.indexArns);
  }

  /** Lets `fn` write requests and leases, and drop the rows under which nobody needs to find them any more. */
  grantWrite(fn: Reader): void {
    this.allow(fn, ['dynamodb:PutItem', 'dynamodb:DeleteItem'], [this.table.tableArn]);
  }

  /** Lets `fn` keep the task tokens of waiting workflows beside their requests. */
  grantKeepTokens(fn: Reader): void {
    this.#allowUnder('request#', fn, ['dynamodb:PutItem']);
  }

  /** Lets `fn` claim notices before they are sent, and release those that could not be. */
  grantClaimNotices(fn: Reader): void {
    this.#allowUnder('notice#', fn, ['dynamodb:PutItem', 'dynamodb:DeleteItem']);
  }

  /** Lets `fn` remember which query looks up the activity of which lease. */
  grantKeepQueries(fn: Reader): void {
    this.#allowUnder('activity#', fn, ['dynamodb:PutItem']);
  }

  /** Lets `fn` count what callers send; together with `grantRead`. */
  grantCountRequests(fn: Reader): void {
    this.#allowUnder('throttle#', fn, ['dynamodb:UpdateItem']);
  }

  #allowUnder(prefix: string, fn: Reader, actions: readonly string[]): void {
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
    this.allow(fn, actions, [this.table.tableArn], {
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`${prefix}*`] },
    });
  }
}
