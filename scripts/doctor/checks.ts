import type { Check } from './check';
import { accountChecks } from './rules/account';
import { identityCenterChecks } from './rules/identity-center';
import { peopleChecks } from './rules/people';

/** Everything that is looked after, in the order in which it is told. */
export const checks: readonly Check[] = [...accountChecks, ...identityCenterChecks, ...peopleChecks];
