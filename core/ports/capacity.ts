import type { EpochMs } from '../model/instant';

/**
 * What a call of Identity Center is for: when there is more to do than Identity Center takes, ending goes before everything else.
 * `comparing` reads too, but goes on in its next round when it gets no turn now.
 */
export type Urgency = 'ending' | 'activating' | 'reading' | 'comparing';

/**
 * Calls that start an assignment operation or ask how it stands, and all others, stand in a line each: whoever holds a slot must not
 * wait behind those who only look, or slots would be held for nothing.
 */
export type Line = 'operating' | 'looking';

/** When a call may be made. `full`: every moment soon is taken; `retryAfter` says when to look again, in milliseconds. */
export type Turn =
  | { readonly kind: 'at'; readonly at: EpochMs }
  | { readonly kind: 'full'; readonly retryAfter: number };

/** An assignment operation that is about to be started. `claim` names it until it has an id of its own. */
export type SlotWish = {
  readonly claim: string;
  readonly accountId: string;
  readonly kind: 'create' | 'delete';
};

/** `full`: not now, because of what else is under way; ask again later. */
export type SlotAnswer = { readonly kind: 'taken' } | { readonly kind: 'full'; readonly reason: string };

/**
 * What Identity Center takes at once, shared by every function and every call of one: calls in a second, operations under way,
 * one operation in an account. Every method throws when that cannot be known now.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html
 */
export interface Capacity {
  /** Reserves the next free moment for one call of the API. The caller waits until then. */
  turn(urgency: Urgency, line: Line): Promise<Turn>;
  /** Takes a slot before the operation is started. Whoever dies right after that holds it for some seconds only. */
  takeSlot(wish: SlotWish): Promise<SlotAnswer>;
  /** The operation has been started: its slot is known by the operation's id from now on. */
  bindSlot(claim: string, operationId: string): Promise<void>;
  /** The operation was seen running. A slot whose operation nobody looks at any more is free after less than a minute. */
  keepSlot(operationId: string): Promise<void>;
  /** Gives a slot back by its claim or its operation's id; does nothing when nobody holds it. */
  releaseSlot(name: string): Promise<void>;
}
