import type { Discovery } from './discovery';

/** Something that a key may be set to, with words for people. */
export type Suggestion = { readonly value: string; readonly name: string };

/** What was found for a key. `sure`: there is nothing to choose. */
export type Suggestions = { readonly found: readonly Suggestion[]; readonly sure: boolean };

const plain = (values: readonly (string | undefined)[]) =>
  values.flatMap((value) => (value === undefined ? [] : [{ value, name: value }]));

/** What a key may be set to; `valueOf` tells what other keys are set to, `someLetters` makes a name that nobody else has. */
export async function suggestionsFor(
  key: string,
  discovery: Discovery,
  valueOf: (key: string) => string | undefined,
  someLetters: () => string,
): Promise<Suggestions> {
  switch (key) {
    case 'account':
      return open(plain([await discovery.account()]));
    case 'region':
      return open(plain([discovery.region()]));
    case 'identityCenter.instanceId': {
      const instances = await discovery.instances();
      const found = instances.map(({ id, name = '' }) => ({ value: id, name: `${id} ${name}`.trim() }));
      return { found, sure: found.length === 1 };
    }
    case 'identityCenter.identityStoreId': {
      const instances = await discovery.instances();
      const chosen = instances.find(({ id }) => id === valueOf('identityCenter.instanceId'));
      return { found: plain([chosen?.identityStoreId]), sure: chosen !== undefined };
    }
    case 'identityCenter.adminGroupId':
    case 'identityCenter.auditorGroupId':
    case 'identityCenter.responderGroupId': {
      const groups = await discovery.groups(valueOf('identityCenter.identityStoreId') ?? '');
      return open(groups.map(({ id, name }) => ({ value: id, name })).toSorted(byName));
    }
    case 'mail.from':
      return open(plain((await discovery.mailIdentities()).map(senderOf)));
    case 'signIn.domainPrefix':
      return open(plain([`hourglass-${someLetters()}`]));
    default:
      return open([]);
  }
}

const open = (found: readonly Suggestion[]): Suggestions => ({ found, sure: false });
const byName = (one: Suggestion, other: Suggestion) => one.name.localeCompare(other.name);

/** An address that can be sent from: the identity itself, or one of its domain. */
const senderOf = (identity: string) => (identity.includes('@') ? identity : `hourglass@${identity}`);
