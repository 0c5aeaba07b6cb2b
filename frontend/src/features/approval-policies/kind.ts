import type { ApprovalPolicyView } from '../../../../core/contract/policies';
import { ApprovalPolicyBody } from '../../../../core/model/policy';
import { bodyOf } from '../policies/body-of';
import type { PolicyKind } from '../policies/existing-policy';
import { ApprovalFields } from './fields';
import { useChangeApprovalPolicy, useApprovalPolicy, useApprovalVersions } from './queries';
import { strings } from './strings';

/** What approval policies have of their own. */
export const kind: PolicyKind<ApprovalPolicyView, ApprovalPolicyBody> = {
  title: strings.title,
  path: '/policies/approval',
  schema: ApprovalPolicyBody,
  fields: ApprovalFields,
  bodyOf,
  useOne: useApprovalPolicy,
  useVersions: useApprovalVersions,
  useChange: useChangeApprovalPolicy,
};
