import { z } from 'zod';
import { AccountId, PermissionSetArn } from '../model/entitlement';
import { PolicyRef, TextRule } from '../model/policy';
import { pageOf, pageQuery, SearchText } from './common';

export const EligibleAccountsQuery = z.strictObject({ ...pageQuery, q: SearchText.optional() });

/** An account in which the caller may ask for something. */
export const EligibleAccount = z
  .strictObject({
    accountId: AccountId,
    name: z.string(),
    /** Names of the organizational units above it, from the top. */
    path: z.array(z.string()),
  })
  .meta({ id: 'EligibleAccount' });
export const EligibleAccounts = pageOf(EligibleAccount).meta({ id: 'EligibleAccounts' });
export type EligibleAccount = z.infer<typeof EligibleAccount>;

export const EligiblePermissionSetsQuery = z.strictObject({ ...pageQuery, q: SearchText.optional() });

/** A permission set that the caller may ask for in one account, and on what terms. */
export const EligiblePermissionSet = z
  .strictObject({
    permissionSetArn: PermissionSetArn,
    name: z.string(),
    description: z.string(),
    sessionMinutes: z.number().int(),
    maxMinutes: z.number().int(),
    approvalRequired: z.boolean(),
    justification: z.array(TextRule),
    ticket: z.array(TextRule),
    policies: z.array(PolicyRef),
  })
  .meta({ id: 'EligiblePermissionSet' });
export const EligiblePermissionSets = pageOf(EligiblePermissionSet).meta({ id: 'EligiblePermissionSets' });
export type EligiblePermissionSet = z.infer<typeof EligiblePermissionSet>;
