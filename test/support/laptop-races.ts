import { DAY, HOUR, toIso } from '../../core/model/instant';
import type { RequestSeen, Target, TestLaptop } from './laptop';

/** How often each race is run through HTTP. */
const ROUNDS = 5;

/** Runs `run` for each round, some rounds at a time, so that races also disturb each other. */
export async function inRounds<T>(atOnce: number, run: (round: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let first = 0; first < ROUNDS; first += atOnce) {
    const rounds = Array.from({ length: Math.min(atOnce, ROUNDS - first) }, (_, index) => first + index);
    results.push(...(await Promise.all(rounds.map(run))));
  }
  return results;
}

/** Both at once; who is called first changes from round to round. */
export async function atOnce<A, B>(
  round: number,
  one: () => Promise<A>,
  two: () => Promise<B>,
): Promise<[A, B]> {
  if (round % 2 === 0) return Promise.all([one(), two()]);
  const [second, first] = await Promise.all([two(), one()]);
  return [first, second];
}

/** Passes a moment by calls that change nothing; how many differs from round to round, so that races meet at every place. */
export async function stagger(laptop: TestLaptop, round: number, most: number): Promise<void> {
  for (let calls = (round * 7) % (most + 1); calls > 0; calls -= 1) await laptop.call('ivy', 'GET', '/me');
}

/** A window of the round's own, so that the rounds' requests for one target are no duplicates. */
export function windowOf(laptop: TestLaptop, round: number) {
  return { startsAt: toIso(laptop.now() + DAY + round * 2 * HOUR), minutes: 60 };
}

/** Who may ask for anything outside production. */
export const ENGINEERS = ['ann', 'mateo', 'jonas', 'fatima', 'priya'];

/** Who asks in a round. */
export function personOf(round: number): string {
  return ENGINEERS[round % ENGINEERS.length]!;
}

/** Somebody and something to ask for that no other round of the file has. */
export function pairOf(targets: readonly Target[], round: number): { person: string; target: Target } {
  return { person: personOf(round), target: targets[Math.floor(round / ENGINEERS.length)]! };
}

/** As many targets as `pairOf` needs. */
export function targetsForRounds(laptop: TestLaptop): Promise<Target[]> {
  return Promise.all(Array.from({ length: ROUNDS / ENGINEERS.length }, () => laptop.fresh()));
}

/** The types of what is on record about a request, without refusals. */
export function happened({ timeline }: RequestSeen): string[] {
  return timeline.map(({ type }) => type).filter((type) => type !== 'DecisionRefused');
}
