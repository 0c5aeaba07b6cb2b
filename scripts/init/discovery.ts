import { denialOf } from '../../aws/account-facts/access-denied';
import { readCaller } from '../../aws/account-facts/caller';
import { type InstanceFound, readInstances } from '../../aws/account-facts/instances';
import { readMailIdentities } from '../../aws/account-facts/mail-identities';
import { identityStoreClient, sesClient, ssoAdminClient, stsClient } from '../../aws/clients';
import { readGroups } from '../../aws/source/identity-store';

/** Something that a key may be set to. */
type Found = { readonly id: string; readonly name: string };

/** What AWS can say about an account before there is a configuration. Nothing of it is needed: what is not found is asked for. */
export interface Discovery {
  account(): Promise<string | undefined>;
  region(): string | undefined;
  instances(): Promise<readonly InstanceFound[]>;
  groups(identityStoreId: string): Promise<readonly Found[]>;
  mailIdentities(): Promise<readonly string[]>;
}

/** Asks AWS with the credentials and the Region of the environment, each question once; says what it was not told. */
export function discoverAws(env: NodeJS.ProcessEnv, say: (line: string) => void): Discovery {
  const tell = async <T>(what: string, none: T, question: () => Promise<T>): Promise<T> => {
    try {
      return await question();
    } catch (error) {
      say(`AWS was asked for ${what}: ${reasonOf(error)}`);
      return none;
    }
  };
  const ofStore = new Map<string, Promise<readonly Found[]>>();
  const groupsOf = (store: string) => tell('groups', [], () => readGroups(identityStoreClient(), store));
  return {
    account: once(() =>
      tell('the account', undefined, async () => (await readCaller(stsClient())).accountId),
    ),
    region: () => env.AWS_REGION ?? env.AWS_DEFAULT_REGION,
    instances: once(() => tell('instances of Identity Center', [], () => readInstances(ssoAdminClient()))),
    groups: (store) => {
      const groups = ofStore.get(store) ?? groupsOf(store);
      ofStore.set(store, groups);
      return groups;
    },
    mailIdentities: once(() => tell('identities of SES', [], () => readMailIdentities(sesClient()))),
  };
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let kept: Promise<T> | undefined;
  return () => (kept ??= read());
}

function reasonOf(error: unknown): string {
  const denial = denialOf(error);
  if (denial) return `not allowed${denial.action === undefined ? '' : `, ${denial.action} is missing`}`;
  return error instanceof Error ? error.message : String(error);
}
