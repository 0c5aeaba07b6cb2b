import { emergencyStream } from '../../core/model/audit-event';
import type { EmergencyOrder, OpenOrder } from '../../core/model/emergency';
import { InvalidCursorError } from '../../core/ports/invalid-cursor-error';
import { ref } from '../support/build';
import { START } from '../support/fakes';
import { ledgerBackends, type LedgerBench, onEach } from './support/ledger-bench';

const order = (id: string): OpenOrder => ({
  id,
  version: 1,
  status: 'open',
  scope: { kind: 'everything' },
  name: 'everything',
  comment: 'Keys leaked',
  orderedAt: START,
  orderedBy: ref('iris'),
  asked: 0,
  ending: 0,
  others: 0,
});

const completed = ({ cursor: _, ...rest }: OpenOrder): EmergencyOrder => ({
  ...rest,
  version: rest.version + 1,
  status: 'completed',
  completedAt: START,
});

onEach(ledgerBackends, (bench) => {
  const write = (after: EmergencyOrder, before?: EmergencyOrder, on: LedgerBench = bench()) =>
    on.ledger.commit(
      [before ? { kind: 'emergency-order', before, after } : { kind: 'emergency-order', after }],
      [
        {
          stream: emergencyStream(after.id),
          type: 'EmergencyEndContinued',
          at: START,
          actor: { kind: 'hourglass', part: 'test' },
          data: {},
        },
      ],
    );

  it('reads what was written, together with its event', async () => {
    const open = { ...order('01A'), cursor: 'abc' };
    expect(await write(open)).toEqual({ kind: 'committed' });
    expect(await bench().orders.read('01A')).toEqual(open);
    expect(await bench().orders.read('01B')).toBeUndefined();
    expect(await bench().trail.stream(emergencyStream('01A'))).toMatchObject([{ sequence: 1 }]);
  });

  it('finds the open ones, the oldest first, as they are now, and no longer once they are completed', async () => {
    for (const id of ['01B', '01A', '01C']) await write(order(id));
    await write({ ...order('01C'), version: 2, asked: 7 }, order('01C'));
    await write(completed(order('01B')), order('01B'));
    expect(await bench().orders.open()).toMatchObject([
      { id: '01A', asked: 0 },
      { id: '01C', asked: 7 },
    ]);
  });

  it('G11: an order is written only from the version that was read', async () => {
    await write(order('01A'));
    await write({ ...order('01A'), version: 2, asked: 1 }, order('01A'));
    expect(await write(completed(order('01A')), order('01A'))).toMatchObject({ kind: 'conflict' });
    expect(await write(order('01A'))).toMatchObject({ kind: 'conflict' });
    expect(await bench().orders.open()).toMatchObject([{ id: '01A', version: 2 }]);
  });

  it('lists all of them page by page, the newest first', async () => {
    for (const id of ['01A', '01B', '01C']) await write(order(id));
    await write(completed(order('01B')), order('01B'));
    const first = await bench().orders.list({ limit: 2 });
    expect(first.items.map(({ id, status }) => [id, status])).toEqual([
      ['01C', 'open'],
      ['01B', 'completed'],
    ]);
    const second = await bench().orders.list({ limit: 2, cursor: first.cursor });
    expect(second.items.map(({ id }) => id)).toEqual(['01A']);
    expect(second.cursor).toBeUndefined();
    await expect(bench().orders.list({ limit: 2, cursor: 'another' })).rejects.toThrow(InvalidCursorError);
  });
});
