import type { LeaseStatus } from '../model/lease';
import type { RequestStatus } from '../model/request';

const requestMoves: Record<RequestStatus, readonly RequestStatus[]> = {
  pending: ['scheduled', 'rejected', 'cancelled', 'expired'],
  scheduled: ['active', 'cancelled', 'ended', 'failed'],
  active: ['ended'],
  ended: [],
  rejected: [],
  cancelled: [],
  expired: [],
  failed: [],
};

const leaseMoves: Record<LeaseStatus, readonly LeaseStatus[]> = {
  scheduled: ['activating', 'ended', 'failed'],
  activating: ['active', 'ending', 'failed'],
  active: ['ending'],
  ending: ['ended', 'failed'],
  ended: [],
  failed: [],
};

/** Whether a request may go from one status to another. */
export function mayMoveRequest(from: RequestStatus, to: RequestStatus): boolean {
  return requestMoves[from].includes(to);
}

/** Whether a lease may go from one status to another. */
export function mayMoveLease(from: LeaseStatus, to: LeaseStatus): boolean {
  return leaseMoves[from].includes(to);
}

/** A record was about to make a move that the table does not have: a bug. */
export class IllegalTransitionError extends Error {
  override name = 'IllegalTransitionError' as const;
  constructor(what: 'request' | 'lease', from: string, to: string) {
    super(`A ${what} may not go from ${from} to ${to}.`);
  }
}

/** Throws `IllegalTransitionError` unless a request may make the move. */
export function assertMoveRequest(from: RequestStatus, to: RequestStatus): void {
  if (!mayMoveRequest(from, to)) throw new IllegalTransitionError('request', from, to);
}

/** Throws `IllegalTransitionError` unless a lease may make the move. */
export function assertMoveLease(from: LeaseStatus, to: LeaseStatus): void {
  if (!mayMoveLease(from, to)) throw new IllegalTransitionError('lease', from, to);
}
