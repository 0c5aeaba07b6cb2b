import { generateKeyPairSync, sign } from 'node:crypto';
import type { ChainedEvent, StoredEvent } from '../../../core/model/audit-event';
import { SignedRoot, type StoredRoot, type StreamHead } from '../../../core/model/audit-root';
import { dayOf } from '../../../core/model/instant';
import type { AuditRoots, AuditTrail, RootKey, RootSigner } from '../../../core/ports/audit';
import { copy } from './copy';
import type { FakeStore } from './fake-store';

/** Reads the audit trail of a `FakeStore`. */
export class FakeAuditTrail implements AuditTrail {
  constructor(private readonly store: FakeStore) {}

  async stream(stream: string): Promise<readonly ChainedEvent[]> {
    return copy(this.store.streams.get(stream) ?? []);
  }

  async *day(day: string): AsyncGenerator<StoredEvent> {
    for (const event of this.store.events()) {
      const { stream, sequence } = event;
      if (dayOf(event.at) === day) yield copy({ stream, sequence, record: event });
    }
  }
}

/** Keeps roots in memory. */
export class FakeAuditRoots implements AuditRoots {
  readonly roots = new Map<string, SignedRoot>();
  readonly kept = new Map<string, readonly StreamHead[]>();
  /** Called once before the next root is kept: the place to let somebody else be first. */
  beforeNext: (() => unknown) | undefined;

  async latest(): Promise<SignedRoot | undefined> {
    return copy([...this.roots.values()].at(-1));
  }

  async *all(): AsyncGenerator<StoredRoot> {
    for (const [day, record] of this.roots) yield copy({ day, record });
  }

  async *heads(day: string): AsyncGenerator<unknown> {
    yield* copy(this.kept.get(day) ?? []);
  }

  async add(root: SignedRoot, heads: readonly StreamHead[]): Promise<boolean> {
    const before = this.beforeNext;
    this.beforeNext = undefined;
    await before?.();
    const { day } = SignedRoot.parse(root).root;
    if (this.roots.has(day)) return false;
    this.kept.set(day, copy(heads));
    this.roots.set(day, copy(root));
    return true;
  }
}

/** Signs with a key of its own, in memory. */
export class FakeRootSigner implements RootSigner, RootKey {
  readonly #pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });

  async sign(text: string): Promise<string> {
    return sign('sha256', Buffer.from(text), this.#pair.privateKey).toString('base64');
  }

  async publicKey(): Promise<string> {
    return String(this.#pair.publicKey.export({ type: 'spki', format: 'pem' }));
  }
}
