import { z } from 'zod';
import { ApprovalPolicyBody, EligibilityPolicyBody } from '../../model/policy';
import {
  ApprovalPolicyEdit,
  ApprovalPolicyPage,
  ApprovalPolicyView,
  EligibilityPolicyEdit,
  EligibilityPolicyPage,
  EligibilityPolicyView,
  PoliciesQuery,
  VersionsQuery,
} from '../policies';
import { route } from './route';

const byPolicy = z.strictObject({ policyId: z.string().regex(/^[0-9A-Za-z-]{1,64}$/) });

/** Eligibility and approval policies. */
export const policiesRoutes = {
  listEligibilityPolicies: route({
    tag: 'policies',
    method: 'GET',
    path: '/policies/eligibility',
    summary: 'Eligibility policies (admins)',
    query: PoliciesQuery,
    response: EligibilityPolicyPage,
  }),
  createEligibilityPolicy: route({
    tag: 'policies',
    method: 'POST',
    path: '/policies/eligibility',
    summary: 'Add an eligibility policy (admins)',
    body: EligibilityPolicyBody,
    response: EligibilityPolicyView,
    status: 201,
  }),
  readEligibilityPolicy: route({
    tag: 'policies',
    method: 'GET',
    path: '/policies/eligibility/{policyId}',
    summary: 'An eligibility policy (admins)',
    params: byPolicy,
    response: EligibilityPolicyView,
  }),
  changeEligibilityPolicy: route({
    tag: 'policies',
    method: 'PUT',
    path: '/policies/eligibility/{policyId}',
    summary: 'Change, disable or enable an eligibility policy (admins)',
    params: byPolicy,
    body: EligibilityPolicyEdit,
    response: EligibilityPolicyView,
  }),
  listEligibilityPolicyVersions: route({
    tag: 'policies',
    method: 'GET',
    path: '/policies/eligibility/{policyId}/versions',
    summary: 'Every version of an eligibility policy (admins)',
    params: byPolicy,
    query: VersionsQuery,
    response: EligibilityPolicyPage,
  }),
  listApprovalPolicies: route({
    tag: 'policies',
    method: 'GET',
    path: '/policies/approval',
    summary: 'Approval policies (admins)',
    query: PoliciesQuery,
    response: ApprovalPolicyPage,
  }),
  createApprovalPolicy: route({
    tag: 'policies',
    method: 'POST',
    path: '/policies/approval',
    summary: 'Add an approval policy (admins)',
    body: ApprovalPolicyBody,
    response: ApprovalPolicyView,
    status: 201,
  }),
  readApprovalPolicy: route({
    tag: 'policies',
    method: 'GET',
    path: '/policies/approval/{policyId}',
    summary: 'An approval policy (admins)',
    params: byPolicy,
    response: ApprovalPolicyView,
  }),
  changeApprovalPolicy: route({
    tag: 'policies',
    method: 'PUT',
    path: '/policies/approval/{policyId}',
    summary: 'Change, disable or enable an approval policy (admins)',
    params: byPolicy,
    body: ApprovalPolicyEdit,
    response: ApprovalPolicyView,
  }),
  listApprovalPolicyVersions: route({
    tag: 'policies',
    method: 'GET',
    path: '/policies/approval/{policyId}/versions',
    summary: 'Every version of an approval policy (admins)',
    params: byPolicy,
    query: VersionsQuery,
    response: ApprovalPolicyPage,
  }),
} as const;
