import type { Config } from '../../lib/config/config';
import { type Check, findingsOf } from './check';
import type { Facts } from './facts';
import type { Finding } from './finding';

/** What the doctor says. */
export type Report = {
  readonly stage: string;
  readonly account: string;
  readonly region: string;
  /** Whether something is deployed, so that what needs a deployment was looked at as well. */
  readonly deployed: boolean;
  readonly findings: readonly Finding[];
};

/** Judges what was seen; `expected`: what is to be expected, instead of found out. Without credentials there is one thing to say, not thirty. */
export function reportOn(
  checks: readonly Check[],
  facts: Facts,
  config: Config,
  expected: 'before' | 'after' | undefined,
): Report {
  const deployed = expected === undefined ? isDeployed(facts) : expected === 'after';
  const { stage, account, region } = config;
  return { stage, account, region, deployed, findings: findings(checks, facts, config, deployed) };
}

/** Whether there is a stack at all: one that is missing among others is an error, none is the state before. */
function isDeployed({ parts }: Facts): boolean {
  return parts.seen && parts.value.some(({ stack }) => stack !== undefined);
}

function findings(checks: readonly Check[], facts: Facts, config: Config, deployed: boolean): Finding[] {
  const [first] = checks;
  if (!facts.caller.seen && first) {
    const { id, group, title, why, docs } = first;
    return [
      {
        check: id,
        group,
        title,
        severity: 'error',
        found: `No credentials that AWS takes (${facts.caller.why})`,
        mend: 'Sign in (aws sso login) and name the profile: AWS_PROFILE=<profile> npm run doctor',
        why,
        docs,
      },
    ];
  }
  const wanted = checks.filter(({ from }) => from === 'before' || deployed);
  return wanted.flatMap((check) => findingsOf(check, facts, config));
}

/** 0: all is well. 1: warnings. 2: errors. */
export function exitCodeOf({ findings: all }: Report): 0 | 1 | 2 {
  if (all.some(({ severity }) => severity === 'error')) return 2;
  return all.some(({ severity }) => severity === 'warning') ? 1 : 0;
}
