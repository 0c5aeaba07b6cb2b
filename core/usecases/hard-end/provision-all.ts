import type { Ports } from '../deps';
import { operate } from '../operate';

type Deps = Pick<Ports, 'clock' | 'inlinePolicies' | 'metrics'>;

/** How the provisioning of some accounts went; those that are in neither have it. */
export type Provisioned = {
  /** Reasons by account. */
  readonly failed: ReadonlyMap<string, string>;
  readonly unfinished: readonly string[];
};

/** Identity Center runs so many at once: https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html */
const AT_ONCE = 3;

/** What is not begun within this time is left for the next call, in milliseconds: functions do not run for ever. */
const BUDGET = 30_000;

/**
 * Brings the roles of a permission set up to date, in those of the accounts that have one. Where there is none yet, the first
 * assignment makes it from the policy as it is by then.
 */
export async function provisionAll(
  permissionSetArn: string,
  accountIds: readonly string[],
  deps: Deps,
): Promise<Provisioned> {
  const failed = new Map<string, string>();
  const unfinished: string[] = [];
  if (accountIds.length === 0) return { failed, unfinished };
  const begun = deps.clock.now();
  const provisioned = new Set(await deps.inlinePolicies.provisionedIn(permissionSetArn));
  const queue = accountIds.filter((accountId) => provisioned.has(accountId));
  const worker = async () => {
    for (let accountId = queue.shift(); accountId !== undefined; accountId = queue.shift()) {
      const outcome = deps.clock.now() - begun > BUDGET ? 'left' : await provision(accountId);
      if (outcome === 'left') unfinished.push(accountId);
    }
  };
  const provision = async (accountId: string): Promise<'done' | 'left'> => {
    const outcome = await operate(
      '',
      () => deps.inlinePolicies.provision(permissionSetArn, accountId),
      (id) => deps.inlinePolicies.provisioning(id),
      deps,
    );
    if (outcome.kind === 'failed') failed.set(accountId, outcome.reason);
    return outcome.kind === 'unfinished' ? 'left' : 'done';
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return { failed, unfinished };
}
