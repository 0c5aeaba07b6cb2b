import { MeteredGrants } from '../../../aws/metered-grants';
import type { OperationStart } from '../../../core/ports/grants';
import { SECOND } from '../../../core/model/instant';
import { buildEntitlement, PEOPLE } from '../../support/build';
import { FakeCapacity, FakeClock, FakeGrants, FakeIds } from '../../support/fakes';

const entitlement = buildEntitlement();
const sameAccount = buildEntitlement('payments', 'developer');

function bench() {
  const clock = new FakeClock();
  const inner = new FakeGrants(clock);
  const capacity = new FakeCapacity(clock);
  const reported: string[] = [];
  const trouble = { report: (what: string) => void reported.push(what) };
  const ids = new FakeIds();
  const grants = new MeteredGrants(inner, capacity, ids, trouble);
  /** The same, as another invocation of a function has it. */
  const elsewhere = new MeteredGrants(inner, capacity, ids, trouble);
  const held = () => Object.values(capacity.slots.taken);
  return { clock, inner, capacity, reported, grants, elsewhere, held };
}

function idOf(start: OperationStart): string {
  if (start.kind !== 'started') throw new Error(`not started: ${start.reason}`);
  return start.operationId;
}

test('an operation holds its slot from before its start until somebody sees that it is over', async () => {
  const { clock, inner, capacity, grants, elsewhere, held } = bench();
  inner.give(PEOPLE.ada, entitlement);
  const create = inner.delete.bind(inner);
  inner.delete = async (...input) => {
    expect(held()).toMatchObject([{ kind: 'delete' }]);
    expect(held()[0]).not.toHaveProperty('operationId');
    return create(...input);
  };
  const id = idOf(await grants.delete(PEOPLE.ada, entitlement));
  expect(held()).toMatchObject([{ operationId: id }]);
  expect(await elsewhere.deletion(id)).toEqual({ state: 'in-progress' });
  expect(held()).toHaveLength(1);
  clock.advance(1_500);
  expect(await elsewhere.deletion(id)).toEqual({ state: 'succeeded' });
  expect(capacity.slots.taken).toEqual({});
  expect(await grants.deletion(id)).toEqual({ state: 'succeeded' });
});

test('a failed operation gives its slot back too', async () => {
  const { clock, inner, grants, held } = bench();
  inner.failNext('create');
  const id = idOf(await grants.create(PEOPLE.ada, entitlement));
  clock.advance(1_500);
  expect(await grants.creation(id)).toMatchObject({ state: 'failed' });
  expect(held()).toEqual([]);
});

test.each(['busy', 'refused'] as const)(
  'what Identity Center answers with %s needs no slot',
  async (kind) => {
    const { inner, grants, held } = bench();
    if (kind === 'busy') inner.busyNext('create');
    else inner.refuseNext('create');
    expect(await grants.create(PEOPLE.ada, entitlement)).toMatchObject({ kind });
    expect(held()).toEqual([]);
  },
);

test('without a slot Identity Center is not asked at all', async () => {
  const { inner, grants } = bench();
  await grants.create(PEOPLE.ada, entitlement);
  const before = inner.calls.length;
  expect(await grants.create(PEOPLE.ben, sameAccount)).toMatchObject({ kind: 'busy' });
  expect(await grants.delete(PEOPLE.ben, sameAccount)).toMatchObject({ kind: 'busy' });
  expect(inner.calls).toHaveLength(before);
});

test('when whether an operation was started is not known, its slot stays taken for a while', async () => {
  const { clock, inner, grants, held } = bench();
  inner.create = () => Promise.reject(new Error('socket hang up'));
  await expect(grants.create(PEOPLE.ada, entitlement)).rejects.toThrow('socket hang up');
  expect(held()).toHaveLength(1);
  expect(await grants.delete(PEOPLE.ada, entitlement)).toMatchObject({ kind: 'busy' });
  clock.advance(20 * SECOND);
  expect(await grants.delete(PEOPLE.ada, entitlement)).toMatchObject({ kind: 'started' });
});

test('G3: when nobody knows what is under way, access still ends, none begins, and it is reported', async () => {
  const { clock, inner, capacity, reported, grants } = bench();
  inner.give(PEOPLE.ada, entitlement);
  capacity.fail(new Error('The table is gone'));
  expect(await grants.create(PEOPLE.ben, entitlement)).toMatchObject({ kind: 'busy' });
  expect(inner.calls).toEqual([]);
  const id = idOf(await grants.delete(PEOPLE.ada, entitlement));
  clock.advance(1_500);
  expect(await grants.deletion(id)).toEqual({ state: 'succeeded' });
  expect(await grants.holds(PEOPLE.ada, entitlement)).toBe(false);
  expect(reported).toEqual(['capacity-unknown', 'capacity-unknown', 'capacity-unknown']);
});

test('an operation that only a dead function knew of keeps its account from others for 45 seconds, one that is watched longer', async () => {
  const { clock, inner, grants } = bench();
  inner.operationMs = 120 * SECOND;
  const id = idOf(await grants.create(PEOPLE.ada, entitlement));
  clock.advance(40 * SECOND);
  expect(await grants.creation(id)).toEqual({ state: 'in-progress' });
  clock.advance(40 * SECOND);
  expect(await grants.delete(PEOPLE.ben, sameAccount)).toMatchObject({ kind: 'busy' });
  clock.advance(5 * SECOND);
  expect(await grants.delete(PEOPLE.ben, sameAccount)).toMatchObject({ kind: 'started' });
});

test('a slot that cannot be given its operation or given back is reported and expires', async () => {
  const { clock, capacity, reported, grants, held } = bench();
  capacity.bindSlot = () => Promise.reject(new Error('throttled'));
  expect(await grants.create(PEOPLE.ada, entitlement)).toMatchObject({ kind: 'started' });
  expect(reported).toEqual(['capacity-unknown']);
  expect(held()).toHaveLength(1);
  clock.advance(20 * SECOND);
  expect(await grants.delete(PEOPLE.ada, entitlement)).toMatchObject({ kind: 'started' });
});
