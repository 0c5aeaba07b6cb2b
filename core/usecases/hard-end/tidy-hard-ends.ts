import { MINUTE, SECOND } from '../../model/instant';
import { exchangeStatements } from '../../rules/hard-end/policy-text';
import type { Ports } from '../deps';
import { writeHardEnd } from './write-hard-end';

type Deps = Pick<
  Ports,
  'clock' | 'requests' | 'ledger' | 'hardEnds' | 'inlinePolicies' | 'directory' | 'trouble' | 'metrics'
>;

/** What one round did. */
export type TidyOutcome = {
  /** Permission sets whose policy is as the records say. */
  readonly inForce: number;
  /** Those that the next round goes on with. */
  readonly busy: number;
  readonly impossible: number;
  /** Those that held denies of ours which no record explained. */
  readonly strays: number;
};

/** Permission sets without a record that one round looks at. */
const LOOKED_AT = 10;

/** A round begins nothing new after this time, in milliseconds. */
const BUDGET = 25 * SECOND;

/**
 * Brings every deny up to date with its leases: an end that came early or was moved, a removal that was confirmed, a last session that
 * can have ended, a policy that somebody else changed. Also looks through all permission sets, a few in each round, for denies that
 * no record explains, so that none is ever left behind.
 */
export async function tidyHardEnds(deps: Deps): Promise<TidyOutcome> {
  const records = await deps.hardEnds.all();
  const known = records.filter(({ entries, toProvision }) => entries.length + toProvision.length > 0);
  const due = known.map(({ permissionSetArn }) => permissionSetArn);
  const strays = await findStrays(new Set(due), deps);
  const begun = deps.clock.now();
  const count = { 'in-force': 0, busy: 0, impossible: 0 };
  for (const permissionSetArn of rotated([...due, ...strays], begun)) {
    const outcome = deps.clock.now() - begun > BUDGET ? 'busy' : await writeHardEnd(permissionSetArn, deps);
    count[outcome] += 1;
  }
  return {
    inForce: count['in-force'],
    busy: count.busy,
    impossible: count.impossible,
    strays: strays.length,
  };
}

async function findStrays(known: ReadonlySet<string>, deps: Deps): Promise<string[]> {
  const { permissionSets } = await deps.directory.snapshot();
  const others = permissionSets.filter(
    ({ arn, inManagementAccount }) => !inManagementAccount && !known.has(arn),
  );
  const strays: string[] = [];
  for (const { arn } of rotated(others, deps.clock.now()).slice(0, LOOKED_AT)) {
    const set = await deps.inlinePolicies.read(arn);
    const merged = exchangeStatements(set?.policy ?? '', []);
    if (merged.kind === 'merged' && merged.ours.length > 0) strays.push(arn);
  }
  return strays;
}

/** Begins each minute where the last one may have stopped, without remembering it. */
function rotated<T>(items: readonly T[], now: number): T[] {
  const from = items.length === 0 ? 0 : (Math.floor(now / MINUTE) * LOOKED_AT) % items.length;
  return [...items.slice(from), ...items.slice(0, from)];
}
