import type { SessionStory } from '../../aws/cloudtrail/activity-writer';
import type { PermissionSetName } from '../data/permission-sets';

/** An approver's yes or no, `after` minutes after the request was filed. */
export type SceneAnswer = {
  readonly by: string;
  readonly after: number;
  readonly answer: 'approve' | 'reject';
  readonly comment: string;
};

/** How a story goes on after its answers; `after` in minutes since the start of the access, or since filing for `cancelled`. */
export type SceneEnd =
  | { readonly kind: 'elapsed' | 'rejected' | 'expired' | 'live' }
  | { readonly kind: 'cancelled'; readonly after: number; readonly comment: string }
  | { readonly kind: 'returned'; readonly after: number; readonly comment: string }
  | { readonly kind: 'revoked'; readonly by: string; readonly after: number; readonly comment: string }
  | { readonly kind: 'failed'; readonly reason: string };

/** One request and what became of it. Times are UTC. */
export type Scene = {
  readonly who: string;
  readonly onBehalfOf?: string;
  readonly filed: { readonly daysAgo: number; readonly time: string } | { readonly minutesAgo: number };
  readonly targets: readonly (readonly [account: string, permissionSet: PermissionSetName])[];
  readonly minutes: number;
  /** Minutes from filing to the wanted start; absent: as soon as approved. */
  readonly startsIn?: number;
  readonly why: string;
  readonly ticket?: string;
  readonly answers: readonly SceneAnswer[];
  readonly end: SceneEnd;
  /** What was done with the access. */
  readonly did?: SessionStory;
};

export const yes = (by: string, after: number, comment = ''): SceneAnswer => ({
  by,
  after,
  answer: 'approve',
  comment,
});
export const no = (by: string, after: number, comment: string): SceneAnswer => ({
  by,
  after,
  answer: 'reject',
  comment,
});
export const elapsed: SceneEnd = { kind: 'elapsed' };
