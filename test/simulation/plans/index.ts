import { Random } from '../random';
import { type EmergencyDeed, planEmergencies } from './emergency';
import { type ExtensionDeed, planExtensions } from './extension';
import { planRestores, type RestoreDeed } from './restore';
import type { Asked, Moment } from './side-plan';

/** What the further actors do. */
export type SideDeed = ExtensionDeed | EmergencyDeed | RestoreDeed;

/** Everything that further actors do in a run, by its seed. */
export function planSides(seed: number, asked: readonly Asked[]): Moment<SideDeed>[] {
  return [
    planExtensions(new Random(seed ^ 0xe47e), asked),
    planEmergencies(new Random(seed ^ 0x5709), asked),
    planRestores(new Random(seed ^ 0x7e57), asked),
  ].flat();
}
