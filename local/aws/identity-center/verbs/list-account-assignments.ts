import { z } from 'zod';
import { type Operations, operation } from '../../support/operation';
import { page } from '../../support/paging';
import type { IdentityCenter } from '../identity-center';
import { accountId, instanceArn, permissionSetArn, principalId } from '../instance';
import { type Assignment, principalType } from '../state';
import { PAGING, paged } from './paging';

const answered = (one: Assignment) => ({
  AccountId: one.accountId,
  PermissionSetArn: one.permissionSetArn,
  PrincipalType: one.principalType,
  PrincipalId: one.principalId,
});

const listAccountAssignmentsInput = z.strictObject({
  InstanceArn: instanceArn,
  AccountId: accountId,
  PermissionSetArn: permissionSetArn,
  ...paged,
});
const listAccountAssignmentsForPrincipalInput = z.strictObject({
  InstanceArn: instanceArn,
  PrincipalId: principalId,
  PrincipalType: principalType,
  Filter: z.strictObject({ AccountId: accountId.optional() }).optional(),
  ...paged,
});

/** ListAccountAssignments (of one target) and ListAccountAssignmentsForPrincipal (groups of a user included). */
export function listAccountAssignments(center: IdentityCenter): Operations {
  return {
    ListAccountAssignments: operation(listAccountAssignmentsInput, (input) => {
      center.permissionSets.get(input.PermissionSetArn);
      center.requireAccount(input.AccountId);
      const role = center.assignments.role(input.AccountId, input.PermissionSetArn);
      const scope = `ListAccountAssignments|${input.AccountId}|${input.PermissionSetArn}`;
      const { items, NextToken } = page(role?.holders.values() ?? [], input, scope, PAGING);
      return { AccountAssignments: items.map(answered), NextToken };
    }),

    ListAccountAssignmentsForPrincipal: operation(listAccountAssignmentsForPrincipalInput, (input) => {
      const only = input.Filter?.AccountId;
      const held = heldBy(center, input.PrincipalType, input.PrincipalId);
      const matching = held.filter((one) => only === undefined || one.accountId === only);
      const scope = `ListAccountAssignmentsForPrincipal|${input.PrincipalId}|${only ?? ''}`;
      const { items, NextToken } = page(matching, input, scope, PAGING);
      return { AccountAssignments: items.map(answered), NextToken };
    }),
  };
}

function heldBy(center: IdentityCenter, type: Assignment['principalType'], id: string): Assignment[] {
  const { assignments, principals } = center;
  const direct = [...assignments.ofPrincipal(type, id)];
  // A deleted principal keeps its assignments until someone removes them, so it is not unknown here.
  if (direct.length === 0) center.requirePrincipal({ principalType: type, principalId: id });
  const groups = type === 'USER' ? principals.groupsOf(id) : [];
  return [...direct, ...groups.flatMap((group) => [...assignments.ofPrincipal('GROUP', group)])];
}
