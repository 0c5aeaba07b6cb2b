import type { z } from 'zod';
import type { ApprovalPolicyBody } from '../../../core/model/policy';
import type { SampleOrganization } from '../organization';

type Body = z.input<typeof ApprovalPolicyBody>;

/** Who must say yes in the sample organization. */
export function approvalPolicies(names: SampleOrganization): Body[] {
  const { unit, permissionSet: set } = names;
  const groups = (...of: Parameters<SampleOrganization['group']>[0][]) => ({ groups: of.map(names.group) });
  const people = (...of: string[]) => ({ users: of.map(names.userId) });
  const under = (path: Parameters<SampleOrganization['unit']>[0]) => ({
    organizationalUnits: [{ id: unit(path), includeDescendants: true }],
  });
  return [
    {
      name: 'A team lead approves',
      description: 'Where no other policy says more.',
      priority: 10,
      accounts: { everywhere: true },
      permissionSets: {},
      steps: [{ name: 'Team lead', approvers: groups('engineering-leads') }],
    },
    {
      name: 'Payments production',
      priority: 50,
      accounts: under('Workloads/Prod/Payments'),
      permissionSets: {},
      steps: [{ name: 'Payments lead', approvers: groups('payments-leads') }],
    },
    {
      name: 'Administrators in production: lead, then security',
      priority: 100,
      accounts: under('Workloads/Prod'),
      permissionSets: { arns: [set('AdministratorAccess'), set('BreakGlassAdmin')] },
      steps: [
        { name: 'Team lead', approvers: groups('engineering-leads') },
        { name: 'Security', approvers: groups('security') },
      ],
    },
    {
      name: 'Network changes: platform lead',
      description: 'One of two ways; the other is security.',
      priority: 60,
      accounts: under('Infrastructure/Network'),
      permissionSets: {},
      steps: [{ name: 'Platform lead', approvers: people('grace') }],
    },
    {
      name: 'Network changes: security',
      description: 'One of two ways; the other is the platform lead.',
      priority: 60,
      accounts: under('Infrastructure/Network'),
      permissionSets: {},
      steps: [{ name: 'Security', approvers: groups('security') }],
    },
    {
      name: 'Bills',
      priority: 70,
      accounts: { everywhere: true },
      permissionSets: { arns: [set('BillingViewer')] },
      steps: [{ name: 'Head of finance', approvers: people('margaret', 'paulo') }],
    },
    {
      name: 'Data scientists in production: two data engineers',
      priority: 80,
      accounts: under('Workloads/Prod/Data'),
      permissionSets: { arns: [set('DataScientist')] },
      requesterGroups: [names.group('data-scientists')],
      steps: [{ name: 'Data engineers', approvers: groups('data-engineers'), needed: 2 }],
    },
    {
      name: 'Keys: security',
      priority: 90,
      accounts: { everywhere: true },
      permissionSets: { arns: [set('KeyAdministrator')] },
      steps: [{ name: 'Security', approvers: groups('security') }],
    },
  ];
}
