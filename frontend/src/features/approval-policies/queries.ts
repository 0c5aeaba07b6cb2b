import { useRead, useWrite } from '../../api/hooks';
import type { Pager } from '../../shared/list-state';
import { knownState } from '../policies/policy-filters';

type Filters = { readonly q: string; readonly state: string };

/** Approval policies as they are now. */
export const useApprovalPolicies = (filters: Filters, pager: Pager) =>
  useRead(
    'listApprovalPolicies',
    { query: { q: filters.q, state: knownState(filters.state), cursor: pager.cursor } },
    { keep: true, poll: 15_000 },
  );

/** The current version of one policy. */
export const useApprovalPolicy = (policyId: string, enabled: boolean) =>
  useRead('readApprovalPolicy', { params: { policyId } }, { enabled });

/** Versions of one policy. */
export const useApprovalVersions = (policyId: string, pager: Pager) =>
  useRead('listApprovalPolicyVersions', { params: { policyId }, query: { cursor: pager.cursor } });

export const useCreateApprovalPolicy = (onDone: (policy: { id: string }) => void) =>
  useWrite('createApprovalPolicy', onDone);

export const useChangeApprovalPolicy = (onDone: (policy: { enabled: boolean }) => void) =>
  useWrite('changeApprovalPolicy', onDone);
