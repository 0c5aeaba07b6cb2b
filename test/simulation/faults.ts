import { hashText, Random } from './random';

/** What can go wrong with one call. Names are also the words of the trace and of the coverage. */
export const FAULT_KINDS = [
  'throttled',
  'conflict',
  'internal',
  'reset-before',
  'reset-after',
  'slow',
  'stalled',
  'crash-before',
  'crash-after',
  'operation-fails',
  'operation-slow',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** How the faults of a run are dealt out. */
export type FaultProfile = {
  /** The share of calls that something happens to. */
  readonly rate: number;
  readonly weights: Readonly<Partial<Record<FaultKind, number>>>;
};

const ALL: Readonly<Record<FaultKind, number>> = {
  throttled: 6,
  conflict: 3,
  internal: 3,
  'reset-before': 3,
  'reset-after': 4,
  slow: 2,
  stalled: 3,
  'crash-before': 3,
  'crash-after': 4,
  'operation-fails': 14,
  'operation-slow': 20,
};

/** Assignment operations are few, and matter most: things happen to them so much more often. */
const ASSIGNMENT_FACTOR = 4;

/** A profile by the seed: a calm one now and then, one kind that dominates, or everything at once. */
export function profileOf(random: Random): FaultProfile {
  const mood = random.weighted({ calm: 2, rare: 3, mixed: 4, stormy: 2, single: 3 });
  if (mood === 'calm') return { rate: 0, weights: ALL };
  const rate = { rare: 0.01, mixed: 0.04, stormy: 0.12, single: 0.06 }[mood];
  if (mood !== 'single') return { rate, weights: ALL };
  return { rate, weights: { [random.pick(FAULT_KINDS)]: 1 } };
}

/** Which kinds can strike a call of a service. */
function fits(kind: FaultKind, service: string, operation: string): boolean {
  if (kind === 'conflict') return operation === 'TransactWrite' || isAssignment(operation);
  if (kind.startsWith('operation-')) return isAssignment(operation);
  return service !== 'ses' || kind !== 'reset-after';
}

export const isAssignment = (operation: string) =>
  operation === 'CreateAccountAssignment' || operation === 'DeleteAccountAssignment';

/** Deals out the faults of a run. What strikes a call depends on nothing but the seed and the name of the call. */
export class Faults {
  /** How often each kind struck. */
  readonly struck = new Map<FaultKind, number>();
  /** The calls that were struck, by name. */
  readonly sites: string[] = [];
  on = false;

  constructor(
    private readonly seed: number,
    readonly profile: FaultProfile,
    /** Present: only these calls are struck. */
    private readonly only?: ReadonlySet<string>,
  ) {}

  /** What happens to the call that `site` names, if anything does. */
  strike(site: string, service: string, operation: string): FaultKind | undefined {
    if (!this.on || this.profile.rate === 0) return undefined;
    const random = new Random(hashText(site, this.seed));
    const rate = this.profile.rate * (isAssignment(operation) ? ASSIGNMENT_FACTOR : 1);
    if (!random.chance(rate)) return undefined;
    const weights = Object.entries(this.profile.weights).filter(([kind]) =>
      fits(kind as FaultKind, service, operation),
    );
    if (weights.length === 0) return undefined;
    const kind = random.weighted(Object.fromEntries(weights)) as FaultKind;
    if (this.only && !this.only.has(site)) return undefined;
    this.struck.set(kind, (this.struck.get(kind) ?? 0) + 1);
    this.sites.push(site);
    return kind;
  }
}
