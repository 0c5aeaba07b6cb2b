import type { Check } from './check';
import { accountChecks } from './rules/account';
import { activityChecks } from './rules/activity';
import { deploymentChecks } from './rules/deployment';
import { emailChecks } from './rules/email';
import { failureChecks } from './rules/failures';
import { identityCenterChecks } from './rules/identity-center';
import { limitChecks } from './rules/limits';
import { peopleChecks } from './rules/people';
import { policyChecks } from './rules/policies';
import { signInChecks } from './rules/sign-in';

/** Everything that is looked after, in the order in which it is told. */
export const checks: readonly Check[] = [
  ...accountChecks,
  ...identityCenterChecks,
  ...peopleChecks,
  ...emailChecks,
  ...signInChecks,
  ...limitChecks,
  ...deploymentChecks,
  ...failureChecks,
  ...activityChecks,
  ...policyChecks,
];
