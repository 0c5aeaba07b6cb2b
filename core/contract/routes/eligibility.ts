import { z } from 'zod';
import { AccountId } from '../../model/entitlement';
import {
  EligibleAccounts,
  EligibleAccountsQuery,
  EligiblePermissionSets,
  EligiblePermissionSetsQuery,
} from '../eligibility';
import { route } from './route';

/** What one may ask for. */
export const eligibilityRoutes = {
  listEligibleAccounts: route({
    tag: 'eligibility',
    method: 'GET',
    path: '/eligibility/accounts',
    summary: 'Accounts in which I may ask for access',
    query: EligibleAccountsQuery,
    response: EligibleAccounts,
  }),
  listEligiblePermissionSets: route({
    tag: 'eligibility',
    method: 'GET',
    path: '/eligibility/accounts/{accountId}/permission-sets',
    summary: 'Permission sets that I may ask for in an account, with the terms',
    params: z.strictObject({ accountId: AccountId }),
    query: EligiblePermissionSetsQuery,
    response: EligiblePermissionSets,
  }),
} as const;
