import type { z } from 'zod';
import { partitionOf } from './sign-in-hosts';

/** What of a configuration depends on what AWS has in a Region. */
type Chosen = {
  readonly region: string;
  readonly web: { readonly hosting: 'amplify' | 'own' };
  readonly signIn: { readonly waf: boolean };
};

/** Refuses what AWS does not have in the Region that the configuration names. */
export function checkRegion({ region, web, signIn }: Chosen, context: z.RefinementCtx): void {
  const refuse = (path: string[], message: string, input: unknown) =>
    context.addIssue({ code: 'custom', path, message, input });
  // https://docs.amazonaws.cn/en_us/aws/latest/userguide/cognito.html
  if (partitionOf(region) === 'aws-cn')
    return refuse(
      ['region'],
      'must be a Region with Cognito user pools, by which people sign in; China has none',
      region,
    );
  // https://docs.aws.amazon.com/general/latest/gr/amplify.html
  if (web.hosting === 'amplify' && partitionOf(region) !== 'aws')
    refuse(
      ['web', 'hosting'],
      `must be own in ${region}, with web.url beside it: there is no Amplify Hosting`,
      web.hosting,
    );
  // https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-cog.html
  if (signIn.waf && region === 'us-gov-east-1')
    refuse(['signIn', 'waf'], `must be false in ${region}: user pools take no web ACL there`, signIn.waf);
}
