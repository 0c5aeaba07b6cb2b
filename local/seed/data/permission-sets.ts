/** A permission set of the sample organization. */
export type SeedPermissionSet = { readonly description: string; readonly sessionMinutes: number };

/** The permission sets by name; the last one is provisioned in the management account. */
export const PERMISSION_SETS = {
  ReadOnlyAccess: {
    description: 'See every resource and its configuration, change nothing',
    sessionMinutes: 480,
  },
  PowerUserAccess: {
    description: 'Work with every service, except users, roles and keys',
    sessionMinutes: 240,
  },
  AdministratorAccess: {
    description: 'Everything in the account; leaves no room for mistakes',
    sessionMinutes: 60,
  },
  DatabaseOperator: { description: 'Restart, fail over, snapshot and query databases', sessionMinutes: 120 },
  BillingViewer: { description: 'Bills, budgets and the cost explorer', sessionMinutes: 480 },
  SecurityAudit: {
    description: 'Read security configuration and findings of every service',
    sessionMinutes: 240,
  },
  NetworkOperator: { description: 'Routes, firewalls, transit gateways and DNS zones', sessionMinutes: 120 },
  BreakGlassAdmin: { description: 'Administrator access for incidents that cannot wait', sessionMinutes: 60 },
  DataScientist: { description: 'Query the lake and the warehouse, run notebooks', sessionMinutes: 480 },
  SupportUser: { description: 'Look up orders and open support cases', sessionMinutes: 240 },
  KeyAdministrator: { description: 'Manage KMS keys and their policies', sessionMinutes: 60 },
  OrganizationManager: {
    description: 'Accounts, units and service control policies of the organization',
    sessionMinutes: 60,
  },
} as const satisfies Readonly<Record<string, SeedPermissionSet>>;

/** The name of a permission set of the sample organization. */
export type PermissionSetName = keyof typeof PERMISSION_SETS;

/** Provisioned in the management account, so that a delegated administrator can never assign it. */
export const MANAGEMENT_ONLY: PermissionSetName = 'OrganizationManager';
