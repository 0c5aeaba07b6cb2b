import type { MapState } from '../definition';
import { queryEvaluationError } from '../execution-error';
import type { Json } from '../json';
import { leave } from '../leave';
import { type Move, PARKED, scopeOf, type Visit } from '../visit';

/** Runs its processor once for each item, at most MaxConcurrency at a time. */
export async function enterMap(visit: Visit, state: MapState): Promise<Move> {
  const { frame } = visit;
  const items = await itemsOf(visit, state);
  const inputs = await Promise.all(items.map((item, index) => select(visit, state, item, index)));
  if (!visit.isCurrent()) return PARKED;
  visit.record('MapStateStarted', { mapStateStartedEventDetails: { length: items.length } });
  if (items.length === 0)
    return leave(visit, { writes: state, next: state.Next, otherwise: [], extra: { result: [] } });
  frame.phase = { kind: 'branches', inputs, items, results: inputs.map(() => null), started: 0, finished: 0 };
  await visit.startBranches();
  return PARKED;
}

async function itemsOf(visit: Visit, state: MapState): Promise<Json[]> {
  const items =
    state.Items === undefined
      ? visit.frame.input
      : await visit.expressions.evaluate(state.Items, scopeOf(visit), 'Items');
  if (Array.isArray(items)) return items;
  throw queryEvaluationError(`The field 'Items' must be an array, but was ${JSON.stringify(items)}.`);
}

async function select(visit: Visit, state: MapState, item: Json, index: number): Promise<Json> {
  if (state.ItemSelector === undefined) return item;
  const scope = scopeOf({ ...visit, frame: { ...visit.frame, item: { Index: index, Value: item } } });
  return visit.expressions.evaluate(state.ItemSelector, scope, 'ItemSelector');
}
