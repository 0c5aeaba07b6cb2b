import type { Check } from '../check';
import { info, warning, well } from '../finding';

const group = 'Limits';

/** Calls a second that Identity Center takes of a whole organization: https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html */
const IDENTITY_CENTER_CALLS = 20;
/** Functions at once below which others in the account may get in the way; new accounts may have as few as 10. */
const ENOUGH = 100;

/** What can be asked of AWS about quotas, and what follows from the configuration. */
export const limitChecks: readonly Check[] = [
  {
    id: 'identity-center-calls',
    group,
    title: 'Calls of Identity Center stay within its quota',
    why: 'Everybody in the organization shares one quota; what goes over it is refused, and access begins and ends late.',
    docs: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html',
    from: 'before',
    judge: ({ config }) => {
      const { callsPerSecond } = config.identityCenter;
      const configured = `\`identityCenter.callsPerSecond\` is ${callsPerSecond}`;
      if (callsPerSecond > IDENTITY_CENTER_CALLS)
        return warning(
          `${configured}, more than the ${IDENTITY_CENTER_CALLS} that AWS grants at first`,
          'Right only if AWS has raised the quota, which cannot be asked here; else set it to 18',
        );
      if (callsPerSecond === IDENTITY_CENTER_CALLS)
        return info(`${configured}: nothing is left to others`, 'Set it to 18 or less');
      return well(`${callsPerSecond} of ${IDENTITY_CENTER_CALLS} a second are used at most`);
    },
  },
  {
    id: 'lambda-concurrency',
    group,
    title: 'Functions can run beside each other',
    why: 'Functions that find no room are delayed, the one that ends access included.',
    docs: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html',
    from: 'before',
    judge: ({ see }) => {
      const { unreserved, concurrent } = see('lambdaLimits');
      const found = `${unreserved} of ${concurrent} at once are not reserved for others`;
      if (unreserved >= ENOUGH) return well(found);
      return warning(
        found,
        'Service Quotas console, AWS Lambda, Concurrent executions (L-B99A9384): ask for 1,000',
      );
    },
  },
];
