import { MINUTE, SECOND } from '../../../core/model/instant';
import { ACCOUNTS, type AccountName, type Name, PEOPLE, SETS, type SetName } from '../organization';
import type { Random } from '../random';
import type { Asked, Moment, SidePlan } from './side-plan';

/** Whose or which access ends in an emergency, by names. */
export type Endangered =
  | { readonly kind: 'lease'; readonly of: number }
  | { readonly kind: 'person'; readonly person: Name }
  | { readonly kind: 'account'; readonly account: AccountName }
  | { readonly kind: 'permission-set'; readonly set: SetName }
  | { readonly kind: 'everything' };

/** A responder, or somebody who takes themselves for one, ends access, stops activations and lifts the stop. */
export type EmergencyDeed =
  | { readonly kind: 'emergency-end'; readonly who: Name; readonly scope: Endangered }
  | { readonly kind: 'emergency-stop' | 'emergency-lift'; readonly who: Name };

/** The share of runs in which somebody cries for help. */
const SHARE = 0.45;

/** In some runs access is ended in an emergency, or activations are stopped for a while, or both. */
export const planEmergencies: SidePlan<EmergencyDeed> = (random, asked) => {
  if (!random.chance(SHARE)) return [];
  const kind = random.weighted({ end: 3, stop: 5, both: 3 });
  return [
    ...(kind === 'stop' ? [] : ends(momentIn(asked, random), asked, random)),
    ...(kind === 'end' ? [] : stops(asked, random)),
  ];
};

/** While access begins or is held, and so early that the run sees what becomes of it. */
function momentIn(asked: readonly Asked[], random: Random): number {
  const early = asked.filter(({ at }) => at < 2 * MINUTE);
  const begins = random.pick(early)?.begins ?? 0;
  return begins + (random.chance(0.65) ? random.between(300, 3_500) : random.between(2, 45) * SECOND);
}

function ends(at: number, asked: readonly Asked[], random: Random): Moment<EmergencyDeed>[] {
  const deed = (): EmergencyDeed => ({
    kind: 'emergency-end',
    who: whoResponds(random),
    scope: scopeOf(asked, random),
  });
  const first = { at, deed: deed() };
  return random.chance(0.4) ? [first, { at: at + random.between(0, 30_000), deed: deed() }] : [first];
}

/** Stops in the moments when access begins, each lifted soon; the last may stand to the end: what waits then fails when its time is over. */
function stops(asked: readonly Asked[], random: Random): Moment<EmergencyDeed>[] {
  const moments = Array.from({ length: 3 }, () => momentIn(asked, random)).toSorted((a, b) => a - b);
  return moments.flatMap((at, index) => {
    const who = whoResponds(random);
    const stop: Moment<EmergencyDeed> = { at, deed: { kind: 'emergency-stop', who } };
    if (index === 2 && random.chance(0.3)) return [stop];
    const lifted = at + random.between(3, index === 2 ? 120 : 25) * SECOND;
    return [stop, { at: lifted, deed: { kind: 'emergency-lift', who: 'finn' } }];
  });
}

const whoResponds = (random: Random): Name => (random.chance(0.9) ? 'finn' : 'eve');

function scopeOf(asked: readonly Asked[], random: Random): Endangered {
  const one = random.pick(asked);
  const kind = random.weighted({ lease: 3, person: 3, account: 3, 'permission-set': 3, everything: 3 });
  switch (kind) {
    case 'lease':
      return { kind, of: one?.number ?? 0 };
    case 'person':
      return { kind, person: one?.who ?? random.pick(PEOPLE) };
    case 'account':
      return { kind, account: one?.targets[0]?.account ?? random.pick(ACCOUNTS) };
    case 'permission-set':
      return { kind, set: one?.targets[0]?.set ?? random.pick(SETS) };
    case 'everything':
      return { kind };
  }
}
