import type { EligibilityPolicyView } from '../../../../core/contract/policies';
import { formatMinutes } from '../../shared/duration';
import type { Column } from '../../shared/resource-list';
import type { NameOf } from '../policies/name-of';
import { nameColumn, priorityColumn, stateColumn } from '../policies/policy-columns';
import { strings as common } from '../policies/strings';
import { peopleText, permissionSetsText, scopeText } from '../policies/summaries';
import { strings } from './strings';

const termsText = (policy: EligibilityPolicyView) =>
  `${formatMinutes(policy.maxMinutes)}, ${policy.approvalRequired ? strings.withApproval : strings.withoutApproval}`;

/** Columns of the eligibility policies, with names for ids. */
export const eligibilityColumns = (nameOf: NameOf): readonly Column<EligibilityPolicyView>[] => [
  nameColumn('/policies/eligibility'),
  stateColumn,
  {
    id: 'subjects',
    header: strings.subjectsShort,
    minWidth: 130,
    cell: (policy) => peopleText(policy.subjects, nameOf),
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
    minWidth: 120,
    cell: (policy) => permissionSetsText(policy.permissionSets, nameOf),
  },
  {
    id: 'terms',
    header: strings.terms,
    minWidth: 100,
    cell: (policy) => (policy.effect === 'deny' ? strings.deny : termsText(policy)),
  },
  priorityColumn,
];
