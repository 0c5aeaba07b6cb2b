import { MINUTE, SECOND } from '../../../core/model/instant';
import type { Name } from '../organization';
import type { Random } from '../random';
import type { Asked, Moment, SidePlan } from './side-plan';

/** Somebody moves the end of access that is live: who may approve it, or who holds it. */
export type ExtensionDeed = {
  readonly kind: 'extend';
  readonly who: Name;
  readonly of: number;
  readonly minutes: number;
};

const SHARE = 0.35;
const LEADS = ['cleo', 'dan', 'eve'] as const;

/** Some access is extended: while it is asked for, while it is held, when it is about to end, and right after. */
export const planExtensions: SidePlan<ExtensionDeed> = (random, asked) =>
  asked.flatMap((one) => (random.chance(SHARE) ? extensionsOf(one, random) : []));

function extensionsOf(one: Asked, random: Random): Moment<ExtensionDeed>[] {
  const begin = one.at + 5 * SECOND;
  const end = begin + one.minutes * MINUTE;
  const at = {
    early: begin + random.between(0, 40) * SECOND,
    held: random.between(begin, end),
    end: end + random.between(-8_000, 25_000),
  }[random.weighted({ early: 5, held: 3, end: 3 })];
  const first = { at, deed: extensionOf(one, random) };
  if (!random.chance(0.25)) return [first];
  return [first, { at: at + random.between(0, 300), deed: extensionOf(one, random) }];
}

function extensionOf({ number, who, targets }: Asked, random: Random): ExtensionDeed {
  const needsYes = targets.some(({ account }) => account !== 'sandbox');
  const may = needsYes ? random.pick(LEADS) : who;
  return {
    kind: 'extend',
    who: random.chance(0.85) ? may : random.pick(['ben', who] as const),
    of: number,
    // With an hour more it is too long for any rule but the sandbox's.
    minutes: random.chance(0.08) ? 60 : random.between(1, 3),
  };
}
