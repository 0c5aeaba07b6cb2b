import batchGetItem from 'dynalite/actions/batchGetItem';
import createTable from 'dynalite/actions/createTable';
import deleteItem from 'dynalite/actions/deleteItem';
import describeTable from 'dynalite/actions/describeTable';
import getItem from 'dynalite/actions/getItem';
import putItem from 'dynalite/actions/putItem';
import query from 'dynalite/actions/query';
import scan from 'dynalite/actions/scan';
import updateItem from 'dynalite/actions/updateItem';
import updateTable from 'dynalite/actions/updateTable';
import type { Store, Table } from 'dynalite/db';
import { checkTypes, checkValidations } from 'dynalite/validations';
import * as batchGetItemRules from 'dynalite/validations/batchGetItem';
import * as batchWriteItemRules from 'dynalite/validations/batchWriteItem';
import * as createTableRules from 'dynalite/validations/createTable';
import * as deleteItemRules from 'dynalite/validations/deleteItem';
import * as describeTableRules from 'dynalite/validations/describeTable';
import * as getItemRules from 'dynalite/validations/getItem';
import * as putItemRules from 'dynalite/validations/putItem';
import * as queryRules from 'dynalite/validations/query';
import * as scanRules from 'dynalite/validations/scan';
import * as updateItemRules from 'dynalite/validations/updateItem';
import * as updateTableRules from 'dynalite/validations/updateTable';
import { z } from 'zod';
import { ServiceError } from '../service';

type Input = Record<string, unknown>;

const ACTIONS = {
  BatchGetItem: { rules: batchGetItemRules, run: batchGetItem },
  BatchWriteItem: { rules: batchWriteItemRules, run: undefined },
  CreateTable: { rules: createTableRules, run: createTable },
  DeleteItem: { rules: deleteItemRules, run: deleteItem },
  DescribeTable: { rules: describeTableRules, run: describeTable },
  GetItem: { rules: getItemRules, run: getItem },
  PutItem: { rules: putItemRules, run: putItem },
  Query: { rules: queryRules, run: query },
  Scan: { rules: scanRules, run: scan },
  UpdateItem: { rules: updateItemRules, run: updateItem },
  UpdateTable: { rules: updateTableRules, run: updateTable },
};

/** The operations that dynalite knows how to check. */
export type ActionName = keyof typeof ACTIONS;

const DynaliteError = z.object({
  statusCode: z.number(),
  body: z.object({ __type: z.string(), message: z.string().optional(), Message: z.string().optional() }),
});

/** Checks an input by DynamoDB's rules and parses its expressions; the result is for `act`. */
export function prepare(store: Store, name: ActionName, input: Input): Input {
  const { types, custom } = ACTIONS[name].rules;
  try {
    const checked = checkTypes({ ...input }, types);
    checkValidations(checked, types, custom, store);
    return checked;
  } catch (error) {
    throw translate(error);
  }
}

/** Runs a prepared operation on a store or on a view of it. */
export function act(store: Store, name: ActionName, prepared: Input): Promise<Input> {
  const { run } = ACTIONS[name];
  if (!run) throw new TypeError(`${name} is not run by dynalite`);
  return new Promise((resolve, reject) => {
    run(store, prepared, (error, output) => (error ? reject(translate(error)) : resolve(output ?? {})));
  });
}

/** The definition of a table; refused as DynamoDB does when there is none. */
export function tableOf(store: Store, name: string): Promise<Table> {
  return new Promise((resolve, reject) => {
    store.getTable(name, false, (error, table) => (table ? resolve(table) : reject(translate(error))));
  });
}

/** A refusal in the words of DynamoDB. */
export function invalid(message: string): ServiceError {
  return new ServiceError('ValidationException', message);
}

function translate(error: unknown): Error {
  const parsed = DynaliteError.safeParse(error);
  if (!parsed.success) return error instanceof Error ? error : new Error(String(error));
  const { statusCode, body } = parsed.data;
  const name = body.__type.slice(body.__type.indexOf('#') + 1);
  return new ServiceError(name, body.message ?? body.Message ?? '', statusCode);
}
