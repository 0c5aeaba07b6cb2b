import type { z } from 'zod';
import type { DirectoryEntry, DirectoryKind, DirectoryPage, DirectoryQuery } from '../contract/directory';
import type { DirectorySnapshot } from '../model/directory';
import type { Viewer } from './caller-identity';
import type { Ports } from './deps';
import { type Found, found } from './found';
import { unitNames } from './list-eligible';
import { pageOfList } from './list-page';
import { type NotFound, notFound } from './outcome';

type Input = {
  readonly viewer: Viewer;
  readonly kind: DirectoryKind;
  readonly query: z.output<typeof DirectoryQuery>;
};

/** What an emergency can be about. */
const FOR_RESPONDERS: ReadonlySet<DirectoryKind> = new Set(['accounts', 'permission-sets', 'people']);

/** Searches the directory by text, or finds the names of given ids, for the forms of admins and responders. */
export async function searchDirectory(
  { viewer, kind, query }: Input,
  deps: Pick<Ports, 'directory'>,
): Promise<Found<z.output<typeof DirectoryPage>> | NotFound> {
  if (!viewer.admin && !(viewer.responder && FOR_RESPONDERS.has(kind))) return notFound;
  const text = query.q?.toLowerCase() ?? '';
  const wanted = query.ids && new Set(query.ids);
  const matching = entriesOf(kind, await deps.directory.snapshot())
    .filter(({ id }) => wanted === undefined || wanted.has(id))
    .filter(({ id, name, description }) => `${name}\n${description}\n${id}`.toLowerCase().includes(text))
    .toSorted((a, b) => order(a.name, b.name) || (a.id < b.id ? -1 : 1));
  const list = `directory#${kind}#${text}#${query.ids?.length ?? 'all'}`;
  const page = pageOfList(list, matching, ({ id }) => id, query);
  return found({ items: [...page.items], cursor: page.cursor });
}

const order = new Intl.Collator('en', { numeric: true }).compare;

function entriesOf(kind: DirectoryKind, snapshot: DirectorySnapshot): DirectoryEntry[] {
  const unitName = unitNames(snapshot);
  const pathText = (path: readonly string[]) => path.map(unitName).join(' / ');
  switch (kind) {
    case 'accounts':
      return snapshot.accounts.map(({ id, name, path, status }) => ({
        id,
        name,
        description: `${id} · ${pathText(path)}`,
        disabled: status !== 'ACTIVE',
      }));
    case 'organizational-units':
      return snapshot.organizationalUnits.map(({ id, name, path }) => ({
        id,
        name,
        description: pathText(path),
        disabled: false,
      }));
    case 'permission-sets':
      return snapshot.permissionSets.map(({ arn, name, description, inManagementAccount }) => ({
        id: arn,
        name,
        description,
        disabled: inManagementAccount,
      }));
    case 'groups':
      return snapshot.groups.map(({ id, name }) => ({
        id,
        name,
        description: membersText(snapshot, id),
        disabled: false,
      }));
    case 'people':
      return snapshot.people.map(({ userId, userName, displayName, enabled }) => ({
        id: userId,
        name: displayName,
        description: userName,
        disabled: !enabled,
      }));
  }
}

function membersText({ members }: DirectorySnapshot, groupId: string): string {
  const count = Object.hasOwn(members, groupId) ? (members[groupId]?.length ?? 0) : 0;
  return count === 1 ? '1 member' : `${count} members`;
}
