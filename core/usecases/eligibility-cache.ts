import type { DirectorySnapshot } from '../model/directory';
import type { Policies } from '../ports/ledger';
import { buildEligibilityIndex, type EligibilityIndex } from '../rules/eligibility-index';
import type { Ports } from './deps';
import { eligibilityOf, settingsOf } from './gather-facts';

type Built = { readonly snapshot: string; readonly policies: string; readonly index: EligibilityIndex };

/** One index per source of policies: building it costs more than asking it a thousand times. */
const kept = new WeakMap<Policies, Built>();

/** The eligibility index, built anew only when directory or policies have changed. */
export async function eligibilityIndex(
  deps: Pick<Ports, 'directory' | 'policies'>,
): Promise<{ readonly index: EligibilityIndex; readonly snapshot: DirectorySnapshot }> {
  const [snapshot, { revision, policies }] = await Promise.all([
    deps.directory.snapshot(),
    deps.policies.current(),
  ]);
  const known = kept.get(deps.policies);
  if (known?.snapshot === snapshot.revision && known.policies === revision)
    return { index: known.index, snapshot };
  const index = buildEligibilityIndex(eligibilityOf(policies), snapshot, settingsOf(policies));
  kept.set(deps.policies, { snapshot: snapshot.revision, policies: revision, index });
  return { index, snapshot };
}
