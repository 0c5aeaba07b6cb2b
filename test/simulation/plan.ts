import { MINUTE, SECOND } from '../../core/model/instant';
import type { AccountName, GroupName, Name, SetName, Triple } from './organization';
import { ACCOUNTS, SETS } from './organization';
import { planSides, type SideDeed } from './plans';
import type { Asked } from './plans/side-plan';
import { Random } from './random';

type Target = Omit<Triple, 'who'>;

/** What somebody, or something, does at a moment of a run. `of` is the number of the act that asked. */
export type Deed =
  | {
      readonly kind: 'ask';
      readonly who: Name;
      readonly beneficiary?: Name;
      readonly targets: readonly Target[];
      readonly minutes: number;
      readonly startsIn?: number;
      /** An Idempotency-Key; two acts with the same one are a double click. */
      readonly idempotencyKey?: string;
    }
  | {
      readonly kind: 'decide';
      readonly who: Name;
      readonly of: number;
      readonly answer: 'approve' | 'reject';
      readonly stale?: boolean;
    }
  | { readonly kind: 'cancel' | 'end' | 'look'; readonly who: Name; readonly of: number }
  | {
      readonly kind: 'policy';
      readonly policy: 'Engineers' | 'Sandbox' | 'Leads';
      readonly change: PolicyChange;
    }
  | { readonly kind: 'disable' | 'enable' | 'delete' | 'rename'; readonly who: Name }
  | { readonly kind: 'join' | 'leave'; readonly who: Name; readonly group: GroupName }
  | { readonly kind: 'assign' | 'unassign'; readonly triple: Triple }
  | { readonly kind: 'suspend' | 'reopen' | 'move-out' | 'move-back'; readonly account: AccountName }
  | { readonly kind: 'delete-set'; readonly set: SetName }
  | { readonly kind: 'stop'; readonly of: number }
  | { readonly kind: 'stop-all' | 'deploy' | 'sync' }
  | SideDeed;

export type PolicyChange = 'disable' | 'enable' | 'shorten' | 'deny-shop';

/** The deeds of a kind. */
export type Of<K extends Deed['kind'], D extends Deed = Deed> = D extends { readonly kind: infer X }
  ? K extends X
    ? D
    : never
  : never;

/** A deed and its moment, in milliseconds from the start. Its number stays its own when others are left out. */
export type Act = { readonly number: number; readonly at: number; readonly deed: Deed };

const REQUESTERS = ['ada', 'ben', 'ada', 'cleo', 'dan'] as const;
const APPROVERS = ['cleo', 'dan', 'eve', 'cleo', 'dan', 'ben'] as const;

/** How many steps one story takes, roughly; measured. */
const STEPS_PER_STORY = 17;

/** Everything that will be done in a run, by its seed. */
export function planOf(seed: number, steps: number): Act[] {
  const random = new Random(seed ^ 0x91a2);
  const planner = new Planner(random);
  const stories = Math.max(1, Math.round(steps / STEPS_PER_STORY));
  let at = 0;
  for (let story = 0; story < stories; story += 1) {
    planner.story(at);
    if (random.chance(0.45)) planner.worldly(at + random.between(0, 3 * MINUTE));
    at += random.between(1, 50) * SECOND;
  }
  for (const side of planSides(seed, planner.asked())) planner.add(side.at, side.deed);
  return planner.acts.toSorted((a, b) => a.at - b.at || a.number - b.number);
}

class Planner {
  readonly acts: Act[] = [];
  /** Most of a run is about few people and targets, so that their leases meet. */
  readonly #hot: readonly Target[];
  readonly #hotWho: Name;

  constructor(private readonly random: Random) {
    this.#hot = Array.from({ length: 3 }, () => this.#target());
    this.#hotWho = random.pick(REQUESTERS);
  }

  /** Somebody asks, others answer, something happens to the access, and perhaps they ask again. */
  story(at: number): void {
    const { random } = this;
    const who = this.#someone();
    const onBehalf = random.chance(0.1);
    const targets = random.chance(0.2) ? [this.#anyTarget(), this.#anyTarget()] : [this.#anyTarget()];
    const deed: Of<'ask'> = {
      kind: 'ask',
      who: onBehalf ? 'hana' : who,
      ...(onBehalf ? { beneficiary: who } : {}),
      targets: targets.length > 1 && same(targets[0]!, targets[1]!) ? [targets[0]!] : targets,
      minutes: random.between(1, 6),
      ...(random.chance(0.2) ? { startsIn: random.between(1, 3) } : {}),
      ...(random.chance(0.2) ? { idempotencyKey: `double-click-${this.acts.length}` } : {}),
    };
    const asked = this.add(at, deed);
    if (deed.idempotencyKey) this.add(at + random.between(0, 400), deed);
    if (random.chance(0.1)) this.add(at + random.between(0, 200), { ...deed, minutes: deed.minutes + 1 });
    const decided = this.#decisions(asked, at);
    const ended = this.#afterwards(asked, who, decided);
    if (random.chance(0.4)) this.#again(deed, [at, decided], ended);
  }

  /** The same person asks for the same again, for longer: while they hold it, or just when they lose it. */
  #again(before: Of<'ask'>, [at, decided]: readonly [number, number], ended: number | undefined): void {
    const { random } = this;
    const { startsIn: _, idempotencyKey: __, ...rest } = before;
    const over = ended ?? decided + before.minutes * MINUTE;
    const when = random.weighted({ over: 5, soon: 2, meanwhile: 3 });
    const moment = {
      over: over + random.between(-2_000, 7_000),
      soon: at + random.between(500, 9_000),
      meanwhile: random.between(decided, over),
    }[when];
    const minutes = before.minutes + random.between(1, 3);
    const asked = this.add(moment, { ...rest, minutes });
    this.#decisions(asked, moment - random.between(0, 8) * SECOND);
  }

  /** Something that nobody asked Hourglass about. */
  worldly(at: number): void {
    const { random } = this;
    const who = this.#someone();
    const back = at + random.between(20, 240) * SECOND;
    const account = random.pick(ACCOUNTS);
    const triple: Triple = { who, ...this.#anyTarget() };
    switch (random.weighted(WORLDLY)) {
      case 'offboard':
        this.add(at, { kind: 'disable', who });
        if (random.chance(0.5)) this.add(back, { kind: 'enable', who });
        else if (random.chance(0.4)) this.add(back, { kind: 'delete', who });
        return;
      case 'group': {
        const group = random.pick(['engineers', 'leads'] as const);
        const member = group === 'leads' ? random.pick(['cleo', 'dan'] as const) : who;
        this.add(at, { kind: 'leave', who: member, group });
        this.add(back, { kind: 'join', who: member, group });
        return;
      }
      case 'rename':
        this.add(at, { kind: 'rename', who });
        return;
      case 'console':
        this.add(at, { kind: random.chance(0.6) ? 'assign' : 'unassign', triple });
        if (random.chance(0.4)) this.add(back, { kind: random.chance(0.5) ? 'unassign' : 'assign', triple });
        return;
      case 'account':
        this.add(at, { kind: 'suspend', account });
        if (random.chance(0.8)) this.add(back, { kind: 'reopen', account });
        return;
      case 'move':
        this.add(at, { kind: 'move-out', account });
        this.add(back, { kind: 'move-back', account });
        return;
      case 'terraform':
        this.add(at, { kind: 'delete-set', set: random.pick(SETS) });
        return;
      case 'policy': {
        const policy = random.pick(['Engineers', 'Sandbox', 'Leads'] as const);
        const change = random.pick(['disable', 'shorten', 'deny-shop'] as const);
        this.add(at, { kind: 'policy', policy, change });
        this.add(back, { kind: 'policy', policy, change: 'enable' });
        return;
      }
      case 'stop':
        this.add(at, { kind: 'stop', of: this.#someAsk() });
        return;
      case 'stop-all':
        this.add(at, { kind: 'stop-all' });
        return;
      case 'deploy':
        this.add(at, { kind: 'deploy' });
        return;
      case 'sync':
        this.add(at, { kind: 'sync' });
    }
  }

  /** Gives the moment of the first decision; with none, the moment at which one might have come. */
  #decisions(asked: number, at: number): number {
    const { random } = this;
    const first = at + random.between(1, random.chance(0.5) ? 4 : 30) * SECOND;
    if (random.chance(0.08)) return first;
    const answer = random.chance(0.88) ? 'approve' : 'reject';
    this.add(first, {
      kind: 'decide',
      who: random.pick(APPROVERS),
      of: asked,
      answer,
      stale: random.chance(0.04),
    });
    const others = random.between(0, 2);
    for (let other = 0; other < others; other += 1) {
      const close = random.chance(0.5) ? random.between(0, 300) : random.between(1, 20) * SECOND;
      const their = random.chance(0.8) ? 'approve' : 'reject';
      this.add(first + close, { kind: 'decide', who: random.pick(APPROVERS), of: asked, answer: their });
    }
    return first;
  }

  /** Gives the moment at which somebody ended the access, if they did. */
  #afterwards(asked: number, who: Name, decided: number): number | undefined {
    const { random } = this;
    const soon = decided + (random.chance(0.4) ? random.between(0, 2_500) : random.between(2, 200) * SECOND);
    if (random.chance(0.1)) this.add(soon, { kind: 'cancel', who, of: asked });
    if (random.chance(0.15)) this.add(soon + 5 * SECOND, { kind: 'look', who, of: asked });
    if (!random.chance(0.35)) return undefined;
    this.add(soon, { kind: 'end', who: random.chance(0.6) ? who : 'cleo', of: asked });
    if (random.chance(0.2)) this.add(soon + random.between(0, 500), { kind: 'end', who: 'dan', of: asked });
    return soon;
  }

  asked(): Asked[] {
    return this.acts.flatMap(({ number, at, deed }) => {
      if (deed.kind !== 'ask') return [];
      const answers = this.acts.filter((one) => one.deed.kind === 'decide' && one.deed.of === number);
      const beginsAt = Math.max(at, Math.min(...answers.map((one) => one.at)));
      const begins = Number.isFinite(beginsAt) && !deed.startsIn ? beginsAt : at;
      return [{ ...deed, number, at, begins, who: deed.beneficiary ?? deed.who }];
    });
  }

  /** Gives the number of the act. */
  add(at: number, deed: Deed): number {
    const number = this.acts.length;
    this.acts.push({ number, at, deed });
    return number;
  }

  #someAsk(): number {
    const asks = this.acts.filter(({ deed }) => deed.kind === 'ask');
    return this.random.pick(asks)?.number ?? 0;
  }

  #someone(): Name {
    return this.random.chance(0.6) ? this.#hotWho : this.random.pick(REQUESTERS);
  }

  #anyTarget(): Target {
    return this.random.chance(0.7) ? this.random.pick(this.#hot)! : this.#target();
  }

  #target(): Target {
    return { account: this.random.pick(ACCOUNTS), set: this.random.pick(SETS) };
  }
}

const WORLDLY = {
  offboard: 5,
  group: 4,
  rename: 5,
  console: 8,
  account: 3,
  move: 2,
  terraform: 1,
  policy: 4,
  stop: 4,
  'stop-all': 1.5,
  deploy: 2,
  sync: 2,
} as const;

const same = (one: Target, other: Target) => one.account === other.account && one.set === other.set;

/** An act in the words of a trace. */
export function textOf({ number, deed }: Act): string {
  const { kind, ...rest } = deed;
  const words = Object.entries(rest).map(([key, value]) => `${key}=${plain(value)}`);
  return `act ${number}: ${[kind, ...words].join(' ')}`;
}

function plain(value: unknown): string {
  return JSON.stringify(value).replaceAll('"', '');
}
