import type { z } from 'zod';
import type { EligibilityPolicyBody } from '../../../core/model/policy';
import { ADMIN_GROUP, MACHINE_NAME } from '../../places';
import type { SampleOrganization } from '../organization';

type Body = z.input<typeof EligibilityPolicyBody>;

/** Tickets of production work: `PAY-1234`. */
export const TICKET_PATTERN = '^[A-Z]{2,10}-\\d+$';

const ticket = { required: true, pattern: TICKET_PATTERN, patternHint: 'A ticket such as PAY-1234' };

/** Who may ask for what in the sample organization. */
export function eligibilityPolicies(names: SampleOrganization): Body[] {
  const { unit, permissionSet: set } = names;
  const groups = (...of: Parameters<SampleOrganization['group']>[0][]) => ({ groups: of.map(names.group) });
  const sets = (...of: Parameters<SampleOrganization['permissionSet']>[0][]) => ({ arns: of.map(set) });
  const under = (...paths: Parameters<SampleOrganization['unit']>[0][]) => ({
    organizationalUnits: paths.map((path) => ({ id: unit(path), includeDescendants: true })),
  });
  const engineers = groups(
    'payments-engineers',
    'identity-engineers',
    'data-engineers',
    'commerce-engineers',
    'platform',
  );
  return [
    {
      name: 'Payments engineers in payments production',
      description: 'Look into production, operate its databases and fix what is broken.',
      subjects: groups('payments-engineers'),
      accounts: under('Workloads/Prod/Payments'),
      permissionSets: sets('ReadOnlyAccess', 'PowerUserAccess', 'DatabaseOperator'),
      maxMinutes: 480,
      ticket,
    },
    {
      name: 'Identity engineers in identity production',
      subjects: groups('identity-engineers'),
      accounts: under('Workloads/Prod/Identity'),
      permissionSets: sets('ReadOnlyAccess', 'DatabaseOperator'),
      maxMinutes: 240,
      ticket,
    },
    {
      name: 'Data engineers in data production',
      subjects: groups('data-engineers'),
      accounts: under('Workloads/Prod/Data'),
      permissionSets: sets('ReadOnlyAccess', 'PowerUserAccess', 'DatabaseOperator'),
      maxMinutes: 480,
      ticket,
    },
    {
      name: 'Commerce engineers in commerce production',
      subjects: groups('commerce-engineers'),
      accounts: under('Workloads/Prod/Commerce'),
      permissionSets: sets('ReadOnlyAccess', 'PowerUserAccess'),
      maxMinutes: 480,
      ticket,
    },
    {
      name: 'Engineers outside production',
      description: 'Development and staging of every team.',
      subjects: engineers,
      accounts: under('Workloads/NonProd'),
      permissionSets: sets('ReadOnlyAccess', 'PowerUserAccess', 'DatabaseOperator'),
      maxMinutes: 600,
    },
    {
      name: 'Sandboxes without approval',
      description: 'Nothing in a sandbox needs anybody’s yes.',
      subjects: engineers,
      accounts: under('Sandbox'),
      permissionSets: sets('ReadOnlyAccess', 'PowerUserAccess', 'AdministratorAccess'),
      maxMinutes: 720,
      approvalRequired: false,
    },
    {
      name: 'On call: administrator in production',
      description: 'Incidents. Two people must agree, and the access is short.',
      priority: 200,
      subjects: groups('on-call'),
      accounts: under('Workloads/Prod'),
      permissionSets: sets('AdministratorAccess', 'BreakGlassAdmin'),
      maxMinutes: 120,
      justification: { required: true, minLength: 15 },
      ticket,
    },
    {
      name: 'Platform team on shared infrastructure',
      subjects: groups('platform'),
      accounts: under('Infrastructure'),
      permissionSets: sets('ReadOnlyAccess', 'PowerUserAccess', 'AdministratorAccess'),
      maxMinutes: 480,
    },
    {
      name: 'Network team on network accounts',
      description: 'By name, wherever such an account stands in the tree.',
      subjects: groups('network'),
      accounts: { namePatterns: ['network-*', 'dns-*'] },
      permissionSets: sets('NetworkOperator', 'ReadOnlyAccess'),
      maxMinutes: 480,
    },
    {
      name: 'Data scientists on data that is not restricted',
      subjects: groups('data-scientists'),
      accounts: {
        ...under('Workloads/Prod/Data'),
        tags: [{ key: 'data-class', values: ['public', 'internal'] }],
      },
      permissionSets: sets('DataScientist'),
      maxMinutes: 600,
    },
    {
      name: 'Security audits every account',
      subjects: groups('security'),
      accounts: { everywhere: true },
      permissionSets: sets('SecurityAudit', 'ReadOnlyAccess'),
      maxMinutes: 720,
      justification: { required: true, minLength: 10 },
    },
    {
      name: 'Keys of restricted accounts',
      description: 'The platform team may file for the engineer who does the work.',
      priority: 150,
      subjects: groups('platform', 'security'),
      accounts: { tags: [{ key: 'data-class', values: ['restricted'] }] },
      permissionSets: sets('KeyAdministrator'),
      maxMinutes: 60,
      ticket,
      onBehalfBy: [names.group('engineering-leads')],
    },
    {
      name: 'Finance reads bills',
      subjects: groups('finance'),
      accounts: { everywhere: true },
      permissionSets: sets('BillingViewer'),
      maxMinutes: 720,
    },
    {
      name: 'Support in the shop',
      subjects: groups('support'),
      accounts: { accounts: [names.account('web-shop-prod'), names.account('catalog-prod')] },
      permissionSets: sets('SupportUser'),
      maxMinutes: 480,
      ticket,
      onBehalfBy: [names.group('engineering-leads')],
      onBehalfByMachines: [MACHINE_NAME],
    },
    {
      name: 'Nobody administers the log archive',
      description: 'What auditors rely on stays out of reach, whatever another policy says.',
      effect: 'deny',
      priority: 1_000,
      subjects: {
        groups: [
          ...engineers.groups,
          ...groups('network', 'security', 'on-call', 'engineering-leads', ADMIN_GROUP).groups,
        ],
      },
      accounts: { accounts: [names.account('log-archive')] },
      permissionSets: sets('AdministratorAccess', 'PowerUserAccess', 'BreakGlassAdmin', 'KeyAdministrator'),
    },
    {
      name: 'Hackathon: everybody, for a week',
      description: 'Over since spring; kept for the next one.',
      enabled: false,
      subjects: { ...engineers, users: [names.userId('ivy')] },
      accounts: { accounts: [names.account('sandbox-hackathon')] },
      permissionSets: sets('PowerUserAccess'),
      maxMinutes: 720,
      approvalRequired: false,
    },
  ];
}
