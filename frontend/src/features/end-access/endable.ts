/** Access that somebody may end: one lease, or everything of a request. */
export type EndableAccess = {
  readonly requestId: string;
  readonly leaseId?: string;
  readonly endAs: 'returned' | 'revoked';
  /** What it is, in words. */
  readonly what: string;
  /** Whose it is. */
  readonly holder: string;
  /** The longest session that it let them begin, in minutes; absent: none of it has begun. */
  readonly sessionMinutes: number | undefined;
};
