import type { EpochMs } from '../model/instant';

/** Starts and signals the two workflows. Starting one twice does nothing: executions are named by request and lease. */
export interface Workflow {
  startApproval(request: { readonly requestId: string; readonly expiresAt: EpochMs }): Promise<void>;
  startLease(lease: {
    readonly requestId: string;
    readonly leaseId: string;
    readonly startsAt: EpochMs;
    readonly endsAt: EpochMs;
    /** Present when the reconciler starts it anew; each value is a new execution, the same value is the same one. */
    readonly attempt?: number;
  }): Promise<void>;
  /** Answers a stored task token. `gone`: nobody waits for it any more, which is fine. */
  succeed(token: string, output: Readonly<Record<string, string | number>>): Promise<'delivered' | 'gone'>;
}

/** What a token waits for. */
export type SignalKey =
  | { readonly kind: 'decision'; readonly requestId: string }
  | { readonly kind: 'end'; readonly requestId: string; readonly leaseId: string };

/** Keeps the task tokens of waiting workflows; the newest token of a key counts. */
export interface Tokens {
  store(key: SignalKey, token: string, expiresAt: EpochMs): Promise<void>;
  read(key: SignalKey): Promise<string | undefined>;
}
