import { problemAt, withKey } from './draft';
import type { Discovery } from './discovery';
import { type Missing, nextMissing } from './missing';
import { type Suggestions, suggestionsFor } from './suggestions';

/** How the command speaks with a person. */
export interface Terminal {
  say(line: string): void;
  /** Asks for text until `problemOf` finds nothing wrong with it. */
  text(
    question: string,
    problemOf: (text: string) => string | undefined,
    suggestion?: string,
  ): Promise<string>;
  /** Asks to choose one of some values. */
  choose(
    question: string,
    choices: readonly { readonly value: string; readonly name: string }[],
  ): Promise<string>;
  yes(question: string): Promise<boolean>;
}

/** What the command needs to fill in a configuration. */
export type Filling = {
  readonly discovery: Discovery;
  /** Absent: nobody is asked, what cannot be found is missing. */
  readonly terminal: Terminal | undefined;
  readonly someLetters: () => string;
};

/** Keys that need not be there and are asked for all the same, once everything else is known. */
const OFFERED = ['identityCenter.responderGroupId'];

const BY_HAND = 'something else';
const NONE = 'none';

/** Keys that are still missing and that nobody could be asked for, or values that cannot be. */
export class IncompleteError extends Error {
  override name = 'IncompleteError' as const;
}

/** Fills in what is missing, by what AWS says or by what a person answers. Throws `IncompleteError` when nobody can be asked. */
export async function fill(start: unknown, filling: Filling): Promise<unknown> {
  let draft = await withNamesOfGroups(start, filling.discovery);
  for (let missing = nextMissing(draft); missing; missing = nextMissing(draft))
    draft = withKey(draft, missing.key, await valueFor(missing, draft, filling));
  for (const key of filling.terminal ? OFFERED : []) {
    if (valueAt(draft, key) !== undefined) continue;
    const value = await offer(key, draft, filling);
    if (value !== undefined) draft = withKey(draft, key, value);
  }
  return draft;
}

async function valueFor(missing: Missing, draft: unknown, filling: Filling): Promise<string> {
  const { terminal } = filling;
  const { found, sure } = await suggestionsOf(missing.key, draft, filling);
  const [first] = found;
  if (first && (sure || (!terminal && found.length === 1))) {
    terminal?.say(`${missing.key}: ${first.value}`);
    return first.value;
  }
  if (!terminal) throw new IncompleteError(`${missing.key}: is missing${hintOf(found)}`);
  const question = `${missing.key}: ${missing.about}`;
  if (missing.values.length > 0)
    return terminal.choose(
      question,
      missing.values.map(({ value, about }) => ({ value, name: about ? `${value}: ${about}` : value })),
    );
  const check = (text: string) => problemAt(withKey(draft, missing.key, text), missing.key);
  if (found.length > 1 || (first && first.name !== first.value)) {
    const other = { value: BY_HAND, name: `(${BY_HAND})` };
    const chosen = await terminal.choose(question, [...found, other]);
    if (chosen !== BY_HAND) return chosen;
  }
  return terminal.text(question, check, found.length === 1 ? first?.value : undefined);
}

async function offer(key: string, draft: unknown, filling: Filling): Promise<string | undefined> {
  const { found } = await suggestionsOf(key, draft, filling);
  if (found.length === 0 || !filling.terminal) return undefined;
  const question = `${key}: Who may end access in an emergency, beside admins?`;
  const chosen = await filling.terminal.choose(question, [{ value: NONE, name: '(nobody)' }, ...found]);
  return chosen === NONE ? undefined : chosen;
}

/** What was found for a key, but for what it may not be set to. */
async function suggestionsOf(key: string, draft: unknown, filling: Filling): Promise<Suggestions> {
  const { discovery, someLetters } = filling;
  const all = await suggestionsFor(key, discovery, (other) => valueAt(draft, other), someLetters);
  return { ...all, found: all.found.filter(({ value }) => !problemAt(withKey(draft, key, value), key)) };
}

const hintOf = (found: Suggestions['found']) =>
  found.length === 0 ? '' : `; it could be ${found.map(({ name }) => name).join(', ')}`;

/** Groups may be named in answers; the file has their ids. A name that is no group's is left for the check. */
async function withNamesOfGroups(draft: unknown, discovery: Discovery): Promise<unknown> {
  let named = draft;
  const keys = ['adminGroupId', 'auditorGroupId', 'responderGroupId'].map((one) => `identityCenter.${one}`);
  for (const key of keys) {
    const given = valueAt(draft, key);
    if (given === undefined) continue;
    const store = valueAt(draft, 'identityCenter.identityStoreId') ?? (await onlyStore(discovery));
    const groups = store === undefined ? [] : await discovery.groups(store);
    const [group, ...others] = groups.filter(({ name }) => name === given);
    if (others.length > 0)
      throw new IncompleteError(`${key}: several groups are called ${given}, give the id`);
    if (group) named = withKey(named, key, group.id);
  }
  return named;
}

async function onlyStore(discovery: Discovery): Promise<string | undefined> {
  const [instance, ...others] = await discovery.instances();
  return others.length === 0 ? instance?.identityStoreId : undefined;
}

/** The text at a key of a draft, whatever the draft is. */
function valueAt(draft: unknown, key: string): string | undefined {
  let part = draft;
  for (const name of key.split('.')) {
    if (typeof part !== 'object' || part === null) return undefined;
    part = Object.entries(part).find(([one]) => one === name)?.[1];
  }
  return typeof part === 'string' ? part : undefined;
}
