import type { LeaseTaskInput } from '../contract/workflow';
import type { AccountAssignment } from '../model/entitlement';
import type { Lease } from '../model/lease';
import type { RefusalReason } from '../model/refusal';
import { creationTrouble } from '../rules/creation-trouble';
import type { Ports } from './deps';
import { stopNow } from './emergency/stop';
import { operate } from './operate';

type Deps = Pick<Ports, 'clock' | 'grants' | 'policies' | 'metrics'>;

/** `made`: a creation went well; believed only once it is listed. */
export type Made =
  | { readonly kind: 'made' }
  | { readonly kind: 'unfinished'; readonly operationId: string }
  | { readonly kind: 'failed'; readonly refusal: RefusalReason };

/** How often a creation that ends in a trouble of Identity Center's own is asked for once more, within one call. */
const MOST_AGAIN = 2;
/** From this call of the workflow on such a trouble counts as lasting, so that creations are bounded over all calls too. */
const LAST_ATTEMPT = 5;

/**
 * Asks Identity Center for the assignment of a lease that has joined its record, or goes on with the creation that an earlier call
 * left running. Asks for nothing once the window has passed or while an emergency stop stands.
 */
export async function makeAssignment(
  lease: Lease,
  entitlement: AccountAssignment,
  input: LeaseTaskInput,
  deps: Deps,
): Promise<Made> {
  let running = input.creationId || (await lostCreation(lease, entitlement, input, deps));
  for (let asked = 0; ; asked += 1) {
    if (running === '' && (await mayNotAsk(lease, deps))) return { kind: 'unfinished', operationId: '' };
    const made = await operate(
      running,
      () => deps.grants.create(lease.beneficiaryId, entitlement),
      (id) => deps.grants.creation(id),
      deps,
    );
    if (made.kind === 'succeeded') return { kind: 'made' };
    if (made.kind === 'unfinished') return made;
    const { again, refusal } = creationTrouble(made.reason);
    if (!again || asked >= MOST_AGAIN || input.attempt >= LAST_ATTEMPT) return { kind: 'failed', refusal };
    running = '';
  }
}

/** The next call says why: it looks at window and stop before anything else. */
async function mayNotAsk(lease: Lease, deps: Deps): Promise<boolean> {
  const stop = await stopNow(deps);
  // The clock last: reading may take its time.
  return stop !== undefined || deps.clock.now() >= lease.endsAt;
}

/**
 * The creation of a call that died before it could say so. Only the workflow's first call can follow one without a word; a later
 * one meets a conflict and waits, which spares a listing of everybody's creations at each attempt.
 */
export async function lostCreation(
  lease: Lease,
  entitlement: AccountAssignment,
  { attempt }: LeaseTaskInput,
  { grants }: Pick<Ports, 'grants'>,
): Promise<string> {
  if (lease.status !== 'activating' || attempt > 0) return '';
  return (await grants.runningCreation(lease.beneficiaryId, entitlement)) ?? '';
}
