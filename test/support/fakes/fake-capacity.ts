import type { AssignmentSlots } from '../../../core/model/assignment-slots';
import type { EpochMs } from '../../../core/model/instant';
import type { Capacity, Line, SlotAnswer, SlotWish, Turn, Urgency } from '../../../core/ports/capacity';
import type { Clock } from '../../../core/ports/clock';
import { bindSlot, keepSlot, noSlots, releaseSlot, takeSlot } from '../../../core/rules/assignment-slots';
import { turnAt, turnLength, turnWindow } from '../../../core/rules/call-turns';

/** Capacity in memory, by the same rules; it can be told to fail. */
export class FakeCapacity implements Capacity {
  slots: AssignmentSlots = noSlots;
  readonly #next = new Map<Line, EpochMs>();
  #failure: Error | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly limits = { callsPerSecond: 18, outstanding: 12 },
  ) {}

  /** From now on nobody can say anything about capacity; without an error, all is well again. */
  fail(failure?: Error): void {
    this.#failure = failure;
  }

  async turn(urgency: Urgency, line: Line): Promise<Turn> {
    this.#check();
    const turn = turnAt(this.#next.get(line), turnWindow(urgency, this.clock.now()));
    if (turn.kind === 'at') this.#next.set(line, turn.at + turnLength(this.limits.callsPerSecond));
    return turn;
  }

  async takeSlot(wish: SlotWish): Promise<SlotAnswer> {
    this.#check();
    const { answer, after } = takeSlot(this.slots, wish, this.clock.now(), this.limits.outstanding);
    this.slots = after ?? this.slots;
    return answer;
  }

  async bindSlot(claim: string, operationId: string): Promise<void> {
    this.#check();
    this.slots = bindSlot(this.slots, claim, operationId, this.clock.now()) ?? this.slots;
  }

  async keepSlot(operationId: string): Promise<void> {
    this.#check();
    this.slots = keepSlot(this.slots, operationId, this.clock.now()) ?? this.slots;
  }

  async releaseSlot(name: string): Promise<void> {
    this.#check();
    this.slots = releaseSlot(this.slots, name, this.clock.now()) ?? this.slots;
  }

  #check(): void {
    if (this.#failure) throw this.#failure;
  }
}
