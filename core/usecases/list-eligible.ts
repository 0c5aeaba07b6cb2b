import type { z } from 'zod';
import type {
  EligibleAccounts,
  EligibleAccountsQuery,
  EligiblePermissionSets,
  EligiblePermissionSetsQuery,
} from '../contract/eligibility';
import type { Account, DirectorySnapshot } from '../model/directory';
import { askerOf } from './assess-request';
import type { Viewer } from './caller-identity';
import type { Ports } from './deps';
import { eligibilityIndex } from './eligibility-cache';
import { pageOfList } from './list-page';

type Deps = Pick<Ports, 'directory' | 'policies'>;

/**
 * Accounts in which the viewer may ask for something, by name. Groups are those of the snapshot, as in preview and creation,
 * so that the three cannot disagree; Identity Center itself is asked when it counts, at decision and activation.
 */
export async function listEligibleAccounts(
  input: { readonly viewer: Viewer; readonly query: z.output<typeof EligibleAccountsQuery> },
  deps: Deps,
): Promise<z.output<typeof EligibleAccounts>> {
  const { viewer, query } = input;
  const { index, snapshot } = await eligibilityIndex(deps);
  const unitName = unitNames(snapshot);
  const text = query.q?.toLowerCase() ?? '';
  const found = index
    .accountsFor(askerOf(viewer.userId, snapshot))
    .filter((account) => account.id !== snapshot.managementAccountId)
    .filter((account) => text === '' || accountMatches(account, text, unitName));
  const page = pageOfList(`eligible-accounts#${viewer.userId}#${text}`, found, ({ id }) => id, query);
  return {
    items: page.items.map(({ id, name, path }) => ({ accountId: id, name, path: path.map(unitName) })),
    cursor: page.cursor,
  };
}

/** What the viewer may ask for in one account, and on what terms; empty when there is nothing. */
export async function listEligiblePermissionSets(
  input: {
    readonly viewer: Viewer;
    readonly accountId: string;
    readonly query: z.output<typeof EligiblePermissionSetsQuery>;
  },
  deps: Deps,
): Promise<z.output<typeof EligiblePermissionSets>> {
  const { viewer, accountId, query } = input;
  const { index, snapshot } = await eligibilityIndex(deps);
  const account = snapshot.accounts.find(({ id }) => id === accountId && id !== snapshot.managementAccountId);
  const text = query.q?.toLowerCase() ?? '';
  const found = (account ? index.permissionSetsFor(askerOf(viewer.userId, snapshot), account) : []).filter(
    ({ permissionSet: { name, description } }) => `${name}\n${description}`.toLowerCase().includes(text),
  );
  const list = `eligible-permission-sets#${viewer.userId}#${accountId}#${text}`;
  const page = pageOfList(list, found, ({ permissionSet }) => permissionSet.arn, query);
  return {
    items: page.items.map(({ permissionSet, decision }) => ({
      permissionSetArn: permissionSet.arn,
      name: permissionSet.name,
      description: permissionSet.description,
      sessionMinutes: permissionSet.sessionMinutes,
      maxMinutes: decision.maxMinutes,
      approvalRequired: decision.approvalRequired,
      justification: decision.justification,
      ticket: decision.ticket,
      policies: decision.policies,
    })),
    cursor: page.cursor,
  };
}

/** Names of organizational units by id. */
export function unitNames(snapshot: DirectorySnapshot): (id: string) => string {
  const names = new Map(snapshot.organizationalUnits.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}

function accountMatches(
  { id, name, path }: Account,
  text: string,
  unitName: (id: string) => string,
): boolean {
  return (
    name.toLowerCase().includes(text) ||
    id.includes(text) ||
    path.some((unit) => unitName(unit).toLowerCase().includes(text))
  );
}
