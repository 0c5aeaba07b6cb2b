import type { EligibilityPolicy, PolicyRecord } from '../../../model/policy';
import type { Ports } from '../../deps';
import { eligibilityOf } from '../../gather-facts';

type Deps = Pick<Ports, 'policies' | 'recordsRestored'>;

const PAGE = 100;

/**
 * The eligibility policies whose pairs are swept: those of now. While the installation is told that tables were restored, every version
 * that there has been of each: forgotten access may have begun under one that is narrower by now, or disabled.
 */
export async function watchedPolicies(
  policies: readonly PolicyRecord[],
  deps: Deps,
): Promise<EligibilityPolicy[]> {
  const current = eligibilityOf(policies);
  if (!deps.recordsRestored) return current;
  const all: EligibilityPolicy[] = [];
  for (const { id } of current) {
    let cursor: string | undefined;
    do {
      const page = await deps.policies.versions('eligibility', id, { limit: PAGE, cursor });
      all.push(...eligibilityOf(page.items));
      cursor = page.cursor;
    } while (cursor !== undefined);
  }
  return all;
}
