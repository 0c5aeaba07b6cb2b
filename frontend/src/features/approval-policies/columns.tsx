import type { ApprovalPolicyView } from '../../../../core/contract/policies';
import type { Column } from '../../shared/resource-list';
import type { NameOf } from '../policies/name-of';
import { nameColumn, priorityColumn, stateColumn } from '../policies/policy-columns';
import { strings as common } from '../policies/strings';
import { peopleText, permissionSetsText, scopeText } from '../policies/summaries';
import { strings } from './strings';

/** Columns of the approval policies, with names for ids. */
export const approvalColumns = (nameOf: NameOf): readonly Column<ApprovalPolicyView>[] => [
  nameColumn('/policies/approval'),
  stateColumn,
  {
    id: 'steps',
    header: strings.approvers,
    minWidth: 180,
    cell: (policy) => (
      <ol className="steps">
        {policy.steps.map((step, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a step is its place in the order
          <li key={index}>{strings.neededOf(step.needed, peopleText(step.approvers, nameOf))}</li>
        ))}
      </ol>
    ),
  },
  {
    id: 'accounts',
    header: common.accounts,
    minWidth: 130,
    cell: (policy) => <span className="breakable">{scopeText(policy.accounts, nameOf)}</span>,
  },
  {
    id: 'permission-sets',
    header: common.permissionSets,
    minWidth: 140,
    cell: (policy) => permissionSetsText(policy.permissionSets, nameOf, strings.anyPermissionSet),
  },
  priorityColumn,
];
