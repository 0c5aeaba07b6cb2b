import type { Config } from '../../lib/config/config';
import type { Facts, Seen } from './facts';
import type { Finding, Verdict } from './finding';
import type { Look } from './look';

/** What a check is told. `see` gives what was seen; without it the check has nothing to say and is told as not looked at. */
export type Sight = {
  readonly config: Config;
  readonly see: <Name extends keyof Seen>(name: Name) => Seen[Name];
};

/** One thing to look after. Judging is pure: facts in, verdicts out. */
export type Check = {
  readonly id: string;
  readonly group: string;
  readonly title: string;
  readonly why: string;
  readonly docs: string;
  /** `before`: holds already before the first deployment. `after`: makes sense only when something is deployed. */
  readonly from: 'before' | 'after';
  readonly judge: (sight: Sight) => Verdict | readonly Verdict[];
};

/** A check asked for what could not be seen. */
class NotSeenError extends Error {
  override name = 'NotSeenError' as const;
  constructor(readonly look: Extract<Look<unknown>, { seen: false }>) {
    super(look.why);
  }
}

/** Runs one check. Whatever could not be looked at is a warning that says which right is missing. */
export function findingsOf(check: Check, facts: Facts, config: Config): Finding[] {
  const { id, group, title, why, docs } = check;
  return verdictsOf(check, facts, config).map((verdict) => ({
    check: id,
    group,
    title,
    ...verdict,
    why,
    docs,
  }));
}

function verdictsOf(check: Check, facts: Facts, config: Config): readonly Verdict[] {
  try {
    const told = check.judge({ config, see: (name) => seen(facts[name]) });
    return 'severity' in told ? [told] : told;
  } catch (error) {
    if (error instanceof NotSeenError) return [blind(error.look)];
    throw error;
  }
}

function seen<T>(look: Look<T>): T {
  if (look.seen) return look.value;
  throw new NotSeenError(look);
}

function blind({ why, needs }: Extract<Look<unknown>, { seen: false }>): Verdict {
  return needs === undefined
    ? {
        severity: 'warning',
        found: `Could not look: ${why}`,
        mend: 'Try again; if it stays, ask AWS directly.',
      }
    : {
        severity: 'warning',
        found: `Could not look: needs ${needs}`,
        mend: `Run the doctor as somebody who may ${needs}; docs/DOCTOR.md has the whole policy.`,
      };
}
