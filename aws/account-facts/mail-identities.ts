import {
  GetIdentityVerificationAttributesCommand,
  ListIdentitiesCommand,
  type SESClient,
} from '@aws-sdk/client-ses';
import { allPages } from '../paged';

/** As many as SES answers for at once. */
const AT_ONCE = 100;

/** Domains and addresses that mail can be sent from: the identities of SES that are verified. */
export async function readMailIdentities(client: SESClient): Promise<string[]> {
  const all = await allPages(async (NextToken) => {
    const page = await client.send(new ListIdentitiesCommand({ NextToken, MaxItems: 1_000 }));
    return { items: page.Identities, next: page.NextToken };
  });
  const verified: string[] = [];
  for (let at = 0; at < all.length; at += AT_ONCE) {
    const Identities = all.slice(at, at + AT_ONCE);
    const answer = await client.send(new GetIdentityVerificationAttributesCommand({ Identities }));
    const statusOf = (identity: string) => answer.VerificationAttributes?.[identity]?.VerificationStatus;
    verified.push(...Identities.filter((identity) => statusOf(identity) === 'Success'));
  }
  return verified;
}
