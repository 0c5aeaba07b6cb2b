import type { EpochMs } from '../../../core/model/instant';
import type { SampleOrganization } from '../organization';
import type { World } from './past-ports';
import { filedAt, play, type Played } from './play';
import type { Scene } from './scene';

/** Plays scenes: those of one beneficiary one after the other as they happened, those of different people side by side. */
export async function writeHistory(
  scenes: readonly Scene[],
  now: EpochMs,
  names: SampleOrganization,
  world: World,
): Promise<Played[]> {
  const people = new Set(scenes.map(holderOf));
  const played = await Promise.all(
    [...people].map((holder) => {
      const own = scenes.filter((scene) => holderOf(scene) === holder);
      return playInTurn(own, now, names, world);
    }),
  );
  return played.flat();
}

const holderOf = ({ onBehalfOf, who }: Scene) => onBehalfOf ?? who;

async function playInTurn(
  scenes: readonly Scene[],
  now: EpochMs,
  names: SampleOrganization,
  world: World,
): Promise<Played[]> {
  const played: Played[] = [];
  for (const scene of scenes.toSorted((a, b) => filedAt(a, now) - filedAt(b, now)))
    played.push(await play(scene, now, names, world));
  return played;
}
