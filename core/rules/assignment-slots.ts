import type { AssignmentSlot, AssignmentSlots } from '../model/assignment-slots';
import { type EpochMs, MINUTE, SECOND } from '../model/instant';
import type { SlotAnswer, SlotWish } from '../ports/capacity';

/** A slot whose holder has not said that the operation is started: longer than the call takes, short enough for who comes next. */
const CLAIMED = 20 * SECOND;
/**
 * A slot of a running operation, counted anew whenever somebody sees it running. Most take seconds. Longer would keep an account from
 * its next deletion when the only one who knew of the operation has died.
 */
const RUNNING = 45 * SECOND;
/** Slots that only deletions may take, so that one that comes while much is being created need not wait. */
const FOR_DELETIONS = 3;
/** How long creations stand back for a deletion that waits in the account: longer than most of its pauses. */
const AWAITED = MINUTE;
/** How long creations stand back everywhere for deletions that found no slot; each such deletion says it anew. */
const CROWDED = 15 * SECOND;

/** Nothing is under way. */
export const noSlots: AssignmentSlots = { taken: {}, awaited: {}, crowdedUntil: 0 };

/** What is answered, and what is to be written for it; nothing when `after` is absent. */
export type SlotMove = { readonly answer: SlotAnswer; readonly after?: AssignmentSlots };

/**
 * Whether an operation may be started now. One at a time in an account, at most `outstanding` in all. A deletion that has to wait
 * leaves word, and creations stand back until it has had its slot: access that ends goes before access that begins [G3].
 */
export function takeSlot(
  before: AssignmentSlots,
  wish: SlotWish,
  now: EpochMs,
  outstanding: number,
): SlotMove {
  const slots = withoutExpired(before, now);
  const { accountId, claim, kind } = wish;
  const reason = whyFull(slots, wish, now, outstanding);
  if (reason === undefined) {
    const { [accountId]: _, ...awaited } = slots.awaited;
    const slot: AssignmentSlot = { claim, kind, until: now + CLAIMED };
    return {
      answer: { kind: 'taken' },
      after: {
        ...slots,
        taken: { ...slots.taken, [accountId]: slot },
        awaited: kind === 'delete' ? awaited : slots.awaited,
      },
    };
  }
  const after = kind === 'delete' ? leaveWord(slots, accountId, now) : undefined;
  return { answer: { kind: 'full', reason }, ...(after && { after }) };
}

function whyFull(
  { taken, awaited, crowdedUntil }: AssignmentSlots,
  { accountId, kind }: SlotWish,
  now: EpochMs,
  outstanding: number,
): string | undefined {
  if (taken[accountId]) return 'Another assignment of this account is being changed.';
  const most = kind === 'delete' ? outstanding : Math.max(1, outstanding - FOR_DELETIONS);
  if (Object.keys(taken).length >= most)
    return 'As many assignments as Identity Center allows are being changed.';
  if (kind === 'delete') return undefined;
  if (crowdedUntil > now || awaited[accountId] !== undefined) return 'Access that has to end goes first.';
  return undefined;
}

/** What a waiting deletion writes; `undefined` while what it wrote before is still fresh. */
function leaveWord(slots: AssignmentSlots, accountId: string, now: EpochMs): AssignmentSlots | undefined {
  if (slots.taken[accountId]) {
    if ((slots.awaited[accountId] ?? 0) > now + AWAITED / 2) return undefined;
    return { ...slots, awaited: { ...slots.awaited, [accountId]: now + AWAITED } };
  }
  if (slots.crowdedUntil > now + CROWDED / 2) return undefined;
  return { ...slots, crowdedUntil: now + CROWDED };
}

/** The operation behind a claim has been started. `undefined`: the claim has expired, there is nothing to bind. */
export function bindSlot(
  before: AssignmentSlots,
  claim: string,
  operationId: string,
  now: EpochMs,
): AssignmentSlots | undefined {
  const slots = withoutExpired(before, now);
  const found = entries(slots).find(([, slot]) => slot.claim === claim);
  if (!found) return undefined;
  const [accountId, slot] = found;
  const bound = { ...slot, operationId, until: now + RUNNING };
  return { ...slots, taken: { ...slots.taken, [accountId]: bound } };
}

/** The operation was seen running. `undefined`: nobody holds a slot by that id, or it has long enough to go. */
export function keepSlot(
  before: AssignmentSlots,
  operationId: string,
  now: EpochMs,
): AssignmentSlots | undefined {
  const slots = withoutExpired(before, now);
  const found = entries(slots).find(([, slot]) => slot.operationId === operationId);
  if (!found || found[1].until > now + RUNNING / 2) return undefined;
  const [accountId, slot] = found;
  return { ...slots, taken: { ...slots.taken, [accountId]: { ...slot, until: now + RUNNING } } };
}

/** The operation is over, or was never started. `undefined`: nobody holds a slot by that claim or operation id. */
export function releaseSlot(
  before: AssignmentSlots,
  name: string,
  now: EpochMs,
): AssignmentSlots | undefined {
  const slots = withoutExpired(before, now);
  const rest = entries(slots).filter(([, slot]) => slot.claim !== name && slot.operationId !== name);
  if (rest.length === entries(slots).length) return undefined;
  return { ...slots, taken: Object.fromEntries(rest) };
}

/** What expired is gone; so is what a clock that went wrong has put too far ahead. */
function withoutExpired(slots: AssignmentSlots, now: EpochMs): AssignmentSlots {
  const counts = (until: EpochMs, longest: number) => until > now && until <= now + longest + MINUTE;
  return {
    taken: Object.fromEntries(entries(slots).filter(([, { until }]) => counts(until, RUNNING))),
    awaited: Object.fromEntries(Object.entries(slots.awaited).filter(([, until]) => counts(until, AWAITED))),
    crowdedUntil: counts(slots.crowdedUntil, CROWDED) ? slots.crowdedUntil : 0,
  };
}

const entries = (slots: AssignmentSlots) => Object.entries(slots.taken);
