import type { Timeline } from '../../clock';
import { readSection } from '../section';
import type { Section } from '../service';
import { IdSource } from '../support/ids';
import { SavedState } from '../support/saved-state';
import { type TagMap, withTags } from '../support/tags';
import { missing } from './errors';
import { type Account, type Creation, organizationState, type OrganizationState } from './state';
import { Tree } from './tree';

/** What the organization is made of. */
export type OrganizationOptions = {
  readonly section: Section;
  readonly timeline: Timeline;
  /** The account that the organization begins with. */
  readonly managementAccount?: { readonly name: string; readonly email: string };
};

const MANAGEMENT_ACCOUNT = { name: 'Management', email: 'aws-management@example.com' };

/** What Organizations holds; the calls of its API are written over this. */
export class Organization {
  readonly id: string;
  readonly managementAccountId: string;
  readonly timeline: Timeline;
  readonly tree: Tree;
  readonly ids: IdSource;
  readonly creations: Map<string, Creation>;
  readonly #emails: Set<string>;
  readonly #tags: Map<string, TagMap>;
  readonly #saved: SavedState;

  constructor({ section, timeline, managementAccount = MANAGEMENT_ACCOUNT }: OrganizationOptions) {
    const isFirstDay = (section.read() ?? undefined) === undefined;
    const first = firstDay(managementAccount, timeline.now());
    const state = readSection(section, organizationState, 'AWS Organizations', first);
    this.id = state.organizationId;
    this.managementAccountId = state.managementAccountId;
    this.timeline = timeline;
    this.tree = new Tree(state.rootId, state.units, state.accounts);
    this.ids = new IdSource('organizations', state.ids);
    this.creations = new Map(state.creations.map((one) => [one.id, one]));
    this.#emails = new Set(state.accounts.map(({ email }) => email.toLowerCase()));
    this.#tags = new Map(Object.entries(state.tags));
    this.#saved = new SavedState(section, () => this.#snapshot());
    if (isFirstDay) this.changed();
  }

  /** Says that something changed and must be kept. */
  changed(): void {
    this.#saved.changed();
  }

  flush(): void {
    this.#saved.flush();
  }

  requireAccount(id: string): Account {
    const found = this.tree.account(id);
    if (!found) throw missing('Account', id);
    return found;
  }

  requireParent(id: string): void {
    if (!this.tree.isParent(id)) throw missing('Parent', id);
  }

  /** Whether an account has this email address; no two may have the same. */
  hasEmail(email: string): boolean {
    return this.#emails.has(email.toLowerCase());
  }

  /** Adds an ACTIVE account directly under the root. */
  addAccount(name: string, email: string): Account {
    const account = newAccount(this.#newAccountId(), this.tree.rootId, { name, email }, this.timeline.now());
    this.tree.putAccount(account);
    this.#emails.add(email.toLowerCase());
    return account;
  }

  change(account: Account, change: Partial<Pick<Account, 'parentId' | 'state'>>): void {
    this.tree.putAccount({ ...account, ...change });
    this.changed();
  }

  tagsOf(id: string): TagMap {
    return this.#tags.get(id) ?? {};
  }

  tag(id: string, added: { Key: string; Value: string }[]): void {
    this.#tags.set(id, withTags(this.tagsOf(id), added));
    this.changed();
  }

  #newAccountId(): string {
    const id = this.ids.digits(12);
    return this.tree.account(id) ? this.#newAccountId() : id;
  }

  #snapshot(): OrganizationState {
    return {
      ids: this.ids.count,
      organizationId: this.id,
      rootId: this.tree.rootId,
      managementAccountId: this.managementAccountId,
      units: [...this.tree.units()],
      accounts: [...this.tree.accounts()],
      creations: [...this.creations.values()],
      tags: Object.fromEntries(this.#tags),
    };
  }
}

function newAccount(
  id: string,
  parentId: string,
  { name, email }: { readonly name: string; readonly email: string },
  joinedAt: number,
): Account {
  return { id, parentId, name, email, state: 'ACTIVE', joinedMethod: 'CREATED', joinedAt };
}

function firstDay(
  management: { readonly name: string; readonly email: string },
  now: number,
): OrganizationState {
  const ids = new IdSource('organizations');
  const organizationId = `o-${ids.hex(10)}`;
  const rootId = `r-${ids.hex(4)}`;
  const first: Account = { ...newAccount(ids.digits(12), rootId, management, now), joinedMethod: 'INVITED' };
  return {
    ids: ids.count,
    organizationId,
    rootId,
    managementAccountId: first.id,
    units: [],
    accounts: [first],
    creations: [],
    tags: {},
  };
}
