import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ServiceError } from '../service';
import { invalid, prepare } from './actions';
import type { Engine } from './engine';
import type { Plan, WriteName } from './plan';

/** How long a token makes a repeated transaction do nothing, in milliseconds. */
const TOKEN_LIFETIME = 10 * 60_000;
const MAX_ITEMS = 100;
const MAX_BYTES = 4 * 1024 * 1024;

const Part = z.looseObject({ ReturnValuesOnConditionCheckFailure: z.string().optional() });
const Actions = z.object({
  Put: Part.optional(),
  Update: Part.optional(),
  Delete: Part.optional(),
  ConditionCheck: Part.optional(),
});
const Input = z.object({ TransactItems: z.array(Actions), ClientRequestToken: z.string().optional() });

/** A condition check runs as a deletion whose plan is thrown away. */
const OPERATIONS: Record<keyof z.infer<typeof Actions>, WriteName> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'DeleteItem',
};

type Prepared = {
  operation: WriteName;
  checkOnly: boolean;
  withItem: boolean;
  input: Record<string, unknown>;
};
type Reason = { Code: string; Message?: string; Item?: unknown };

/** TransactWriteItems: everything or nothing, and the reason for each item when it is nothing. */
export class Transactions {
  readonly #engine: Engine;
  readonly #tokens = new Map<string, { hash: string; until: number }>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Runs one transaction. */
  async write(input: Record<string, unknown>): Promise<Record<string, unknown>> {
    const { TransactItems, ClientRequestToken: token } = Input.parse(input);
    if (TransactItems.length < 1 || TransactItems.length > MAX_ITEMS) {
      throw invalid(`1 validation error detected: transactItems must have 1 to ${MAX_ITEMS} members`);
    }
    const text = JSON.stringify(TransactItems);
    if (text.length > MAX_BYTES) throw invalid('Transaction request cannot exceed 4 MB');
    const hash = createHash('sha256').update(text).digest('hex');
    const prepared = TransactItems.map((item) => this.#prepare(item));
    return this.#engine.serially(async () => {
      if (token !== undefined && this.#isRepeated(token, hash)) return {};
      const plans = await Promise.all(prepared.map((part) => this.#engine.plan(part.operation, part.input)));
      refuseTwice(plans);
      cancelUnlessAllHold(prepared, plans);
      await this.#engine.commit(plans.filter((_, index) => prepared[index]?.checkOnly === false));
      if (token !== undefined) this.#tokens.set(token, { hash, until: this.#engine.now() + TOKEN_LIFETIME });
      return {};
    });
  }

  #prepare(item: z.infer<typeof Actions>): Prepared {
    const [only, ...more] = Object.entries(item).filter(([, part]) => part !== undefined);
    if (!only || more.length > 0) {
      throw invalid('TransactItems can only contain one of Check, Put, Update or Delete');
    }
    const kind = Actions.keyof().parse(only[0]);
    const { ReturnValuesOnConditionCheckFailure: wanted, ...rest } = Part.parse(only[1]);
    const operation = OPERATIONS[kind];
    return {
      operation,
      checkOnly: kind === 'ConditionCheck',
      withItem: wanted === 'ALL_OLD',
      input: prepare(this.#engine.store, operation, rest),
    };
  }

  #isRepeated(token: string, hash: string): boolean {
    for (const [known, { until }] of this.#tokens)
      if (until <= this.#engine.now()) this.#tokens.delete(known);
    const before = this.#tokens.get(token);
    if (before && before.hash !== hash) {
      throw new ServiceError(
        'IdempotentParameterMismatchException',
        'The request uses the same client token as a previous, but non-identical request.',
      );
    }
    return before !== undefined;
  }
}

function refuseTwice(plans: readonly Plan[]): void {
  const keys = plans.filter((plan) => plan.key).map(({ table, key }) => `${table?.TableName}~${key}`);
  if (new Set(keys).size < keys.length) {
    throw invalid('Transaction request cannot include multiple operations on one item');
  }
}

function cancelUnlessAllHold(prepared: readonly Prepared[], plans: readonly Plan[]): void {
  const reasons = plans.map((plan, index) => reasonOf(plan, prepared[index]?.withItem === true));
  if (reasons.every(({ Code }) => Code === 'None')) return;
  const codes = reasons.map(({ Code }) => Code).join(', ');
  throw new ServiceError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    400,
    { CancellationReasons: reasons },
  );
}

function reasonOf({ refusal, before }: Plan, withItem: boolean): Reason {
  if (!refusal) return { Code: 'None' };
  const { message } = refusal;
  if (refusal.name === 'ConditionalCheckFailedException') {
    return { Code: 'ConditionalCheckFailed', Message: message, ...(withItem && before && { Item: before }) };
  }
  if (refusal.name === 'ValidationException') return { Code: 'ValidationError', Message: message };
  throw refusal;
}
