import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DynamoLedger } from '../../../aws/dynamo-ledger';
import { tableNames } from '../../../aws/tables';
import { buildDecision, buildEvent, buildNeed, buildRequest, ref } from '../../support/build';
import { FakeClock, START } from '../../support/fakes';

type Sent = { readonly TransactItems: readonly Record<string, { Item?: Record<string, unknown> }>[] };

/** A DynamoDB that cancels transactions with these codes, one list for each attempt, and then writes. */
function ledgerThatMeets(...cancellations: string[][]) {
  const sent: Sent[] = [];
  const client = {
    send: async ({ input }: { input: object }) => {
      if (!('TransactItems' in input)) return { Items: [] };
      sent.push(input as Sent);
      const codes = cancellations.shift();
      if (codes)
        throw new TransactionCanceledException({
          message: 'cancelled',
          $metadata: {},
          CancellationReasons: codes.map((Code) => ({ Code })),
        });
      return {};
    },
  } as unknown as DynamoDBDocumentClient;
  const clock = new FakeClock();
  return { ledger: new DynamoLedger(client, tableNames(''), clock), sent, clock };
}

const change = { kind: 'request', after: buildRequest({ needs: [] }) } as const; // request, live row
const event = buildEvent();

describe('a commit that is cancelled', () => {
  test('is tried again after a pause when another transaction held a record', async () => {
    const { ledger, sent, clock } = ledgerThatMeets(
      ['TransactionConflict', 'None', 'None'],
      ['None', 'None', 'TransactionConflict'],
    );
    expect(await ledger.commit([change], [event])).toEqual({ kind: 'committed' });
    expect(sent).toHaveLength(3);
    expect(clock.now()).toBeGreaterThan(START);
  });

  test('is tried again at once when only the stream had grown', async () => {
    const { ledger, sent, clock } = ledgerThatMeets(['None', 'None', 'ConditionalCheckFailed']);
    expect(await ledger.commit([change], [event])).toEqual({ kind: 'committed' });
    expect(sent).toHaveLength(2);
    expect(clock.now()).toBe(START);
  });

  test('is a conflict when a record had changed, whatever else stood in the way', async () => {
    const { ledger, sent } = ledgerThatMeets([
      'ConditionalCheckFailed',
      'TransactionConflict',
      'ConditionalCheckFailed',
    ]);
    expect(await ledger.commit([change], [event])).toEqual({ kind: 'conflict', on: 'request#request-1' });
    expect(sent).toHaveLength(1);
  });

  test('is a conflict when it was held up too often', async () => {
    const held = Array.from({ length: 30 }, () => ['TransactionConflict', 'None', 'None']);
    const { ledger, sent } = ledgerThatMeets(...held);
    expect(await ledger.commit([change], [event])).toEqual({ kind: 'conflict', on: 'request#request-1' });
    expect(sent).toHaveLength(25);
  });

  test('is thrown when DynamoDB refused it for any other reason', async () => {
    const { ledger } = ledgerThatMeets(['None', 'ValidationError', 'None']);
    await expect(ledger.commit([change], [event])).rejects.toThrow(TransactionCanceledException);
  });
});

describe('the writes of a commit', () => {
  test('leave the rows of approvers as they are while a request goes from pending to active', async () => {
    const { ledger, sent } = ledgerThatMeets();
    const before = buildRequest({ needs: [buildNeed()] });
    const decisions = [buildDecision({ approver: ref('dan') })];
    const after = buildRequest({ status: 'scheduled', revision: 2, decisions });
    await ledger.commit([{ kind: 'request', before, after }], [event]);
    const keys = sent[0]!.TransactItems.flatMap((item) => Object.entries(item)).map(
      ([kind, { Item }]) => `${kind} ${String(Item?.pk ?? Item?.stream)}`,
    );
    expect(keys).toEqual(['Put request#request-1', 'Put decided#user-dan', 'Put request#request-1']);
  });

  test('are refused when there are more than a transaction holds', async () => {
    const { ledger, sent } = ledgerThatMeets();
    const users = Array.from({ length: 100 }, (_, n) => `user-${n}`);
    const policy = { id: 'p', version: 1, name: 'P' };
    const steps = [{ name: '', approvers: { users, groups: [] }, needed: 1 }];
    const after = buildRequest({ needs: [buildNeed({ alternatives: [{ policy, steps }] })] });
    await expect(ledger.commit([{ kind: 'request', after }], [event])).rejects.toThrow(
      expect.objectContaining({ name: 'CommitTooLargeError' }),
    );
    expect(sent).toEqual([]);
  });
});
