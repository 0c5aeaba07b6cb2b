import type { EpochMs } from '../model/instant';
import type { Lease } from '../model/lease';
import { askEnd, type EndWish } from './ask-end';
import type { Ports } from './deps';

type Deps = Pick<Ports, 'clock' | 'requests' | 'ledger' | 'workflow' | 'tokens' | 'trouble'>;

/** How many requests are worked on at the same time. */
const AT_ONCE = 8;

/** What became of many leases. Everything that is not `asked` or `over` is to be tried again by the caller. */
export type EndedMany = {
  /** Leases that are ending now, or never begin. */
  readonly asked: number;
  /** Leases that were over or ending already. */
  readonly over: number;
  /** Leases that could not be asked to end; reported as `end-not-asked`. */
  readonly failed: number;
  /** Leases that there was no time for. */
  readonly left: number;
};

/**
 * Asks for the end of many leases, of any number of requests: one commit for each request, a few at a time, none begun at or after
 * `until` (epoch milliseconds). What fails stops nothing else. May be called again with the same leases.
 */
export async function endMany(
  leases: readonly Pick<Lease, 'id' | 'requestId'>[],
  wish: EndWish,
  until: EpochMs,
  deps: Deps,
): Promise<EndedMany> {
  const total = { asked: 0, over: 0, failed: 0, left: 0 };
  const queue = [...byRequest(leases)].values();
  const worker = async () => {
    for (const [requestId, ids] of queue) {
      if (deps.clock.now() >= until) total.left += ids.size;
      else add(total, await endOne(requestId, ids, wish, deps));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return total;
}

async function endOne(
  requestId: string,
  ids: ReadonlySet<string>,
  wish: EndWish,
  deps: Deps,
): Promise<Partial<EndedMany>> {
  try {
    const asked = await askEnd(requestId, (lease) => ids.has(lease.id), wish, deps);
    if (asked.kind === 'asked') return { asked: asked.leases.length, over: ids.size - asked.leases.length };
    if (asked.kind === 'contended') throw new Error(`The records of request ${requestId} keep changing.`);
    return { over: ids.size };
  } catch (error) {
    deps.trouble.report('end-not-asked', { requestId }, error);
    return { failed: ids.size };
  }
}

function byRequest(leases: readonly Pick<Lease, 'id' | 'requestId'>[]): Map<string, Set<string>> {
  const requests = new Map<string, Set<string>>();
  for (const { id, requestId } of leases) {
    const known = requests.get(requestId);
    if (known) known.add(id);
    else requests.set(requestId, new Set([id]));
  }
  return requests;
}

function add(total: { -readonly [K in keyof EndedMany]: number }, more: Partial<EndedMany>): void {
  total.asked += more.asked ?? 0;
  total.over += more.over ?? 0;
  total.failed += more.failed ?? 0;
}
