import { useRead, useWrite } from '../../api/hooks';
import type { Pager } from '../../shared/list-state';
import { knownState } from '../policies/policy-filters';

type Filters = { readonly q: string; readonly state: string };

/** Eligibility policies as they are now. */
export const useEligibilityPolicies = (filters: Filters, pager: Pager) =>
  useRead(
    'listEligibilityPolicies',
    { query: { q: filters.q, state: knownState(filters.state), cursor: pager.cursor } },
    { keep: true, poll: 15_000 },
  );

/** The current version of one policy. */
export const useEligibilityPolicy = (policyId: string, enabled: boolean) =>
  useRead('readEligibilityPolicy', { params: { policyId } }, { enabled });

/** Versions of one policy. */
export const useEligibilityVersions = (policyId: string, pager: Pager) =>
  useRead('listEligibilityPolicyVersions', { params: { policyId }, query: { cursor: pager.cursor } });

export const useCreateEligibilityPolicy = (onDone: (policy: { id: string }) => void) =>
  useWrite('createEligibilityPolicy', onDone);

export const useChangeEligibilityPolicy = (onDone: (policy: { enabled: boolean }) => void) =>
  useWrite('changeEligibilityPolicy', onDone);
