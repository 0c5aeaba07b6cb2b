import type { Lease } from '../../../core/model/lease';
import type { World } from '../world';
import type { Act } from '../plan';
import type { Answer } from './call-api';
import type { PolicyIds } from './first-day';

/** What an actor was told. */
export type Reply = Answer & {
  readonly act: Act;
  readonly askedAt: number;
  readonly toldAt: number;
  readonly requestId: string | undefined;
};

/** When and to which moment tables were restored, the leases as they were right before, and those that their workflows were still at. */
type Restore = {
  readonly at: number;
  readonly to: number;
  readonly leases: readonly Lease[];
  readonly working: readonly Lease[];
};

/** What actors work with, and what they remember. */
export type Stage = {
  readonly world: World;
  readonly policies: PolicyIds;
  /** When the first day was over, in epoch milliseconds. */
  readonly begin: number;
  /** Every act that was begun, whatever came of it. */
  readonly begun: { readonly act: Act; readonly at: number; readonly requestId: string | undefined }[];
  readonly replies: Reply[];
  readonly restores: Restore[];
  /** For how long there have been no faults, in milliseconds. */
  readonly peace: () => number;
  /** What the world did to the access itself, by access key. */
  readonly outside: { readonly kind: 'assign' | 'unassign'; readonly key: string; readonly at: number }[];
};

/** The text by which a request is found again by the act that asked for it. */
export const justificationOf = (number: number) => `act ${number}`;

/** The id of the request that an act made, by our own records: actors find it in their list even if the answer was lost. */
export function requestOf(stage: Stage, number: number): string | undefined {
  const text = justificationOf(number);
  return stage.world.records.requests().find(({ justification }) => justification === text)?.id;
}
