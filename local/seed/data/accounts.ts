import type { UnitPath } from './units';

type DataClass = 'public' | 'internal' | 'confidential' | 'restricted';

/** An account of the sample organization. */
export type SeedAccount = {
  readonly name: string;
  readonly unit: UnitPath;
  readonly tags: {
    readonly environment: 'production' | 'staging' | 'development' | 'sandbox' | 'shared';
    readonly 'cost-center': string;
    readonly 'data-class': DataClass;
  };
};

const COST_CENTERS = {
  Payments: '4100',
  Identity: '4200',
  Data: '4300',
  Commerce: '4400',
  Network: '5100',
  Shared: '5200',
} as const;

/** The account whose closing makes it SUSPENDED. */
export const SUSPENDED_ACCOUNT = 'legacy-billing';

const prod = (team: 'Payments' | 'Identity' | 'Data' | 'Commerce', data: Record<string, DataClass>) =>
  accountsOf(`Workloads/Prod/${team}`, 'production', COST_CENTERS[team], data);
const nonProd = (team: 'Payments' | 'Identity' | 'Data' | 'Commerce', data: Record<string, DataClass>) =>
  Object.entries(data).flatMap(([name, dataClass]) =>
    accountsOf(
      `Workloads/NonProd/${team}`,
      name.endsWith('staging') ? 'staging' : 'development',
      COST_CENTERS[team],
      { [name]: dataClass },
    ),
  );

function accountsOf(
  unit: UnitPath,
  environment: SeedAccount['tags']['environment'],
  costCenter: string,
  data: Record<string, DataClass>,
): SeedAccount[] {
  return Object.entries(data).map(([name, dataClass]) => ({
    name,
    unit,
    tags: { environment, 'cost-center': costCenter, 'data-class': dataClass },
  }));
}

/** The accounts of the sample organization, beside its management account. */
export const ACCOUNTS: readonly SeedAccount[] = [
  ...prod('Payments', {
    'payments-api-prod': 'confidential',
    'payments-ledger-prod': 'restricted',
    'payments-settlement-prod': 'restricted',
    'cards-prod': 'restricted',
  }),
  ...prod('Identity', { 'identity-login-prod': 'confidential', 'identity-directory-prod': 'restricted' }),
  ...prod('Data', {
    'data-lake-prod': 'confidential',
    'data-warehouse-prod': 'confidential',
    'data-streaming-prod': 'internal',
  }),
  ...prod('Commerce', { 'web-shop-prod': 'internal', 'catalog-prod': 'public', 'search-prod': 'public' }),
  ...nonProd('Payments', {
    'payments-api-dev': 'internal',
    'payments-api-staging': 'internal',
    'payments-ledger-staging': 'internal',
    'cards-dev': 'internal',
  }),
  ...nonProd('Identity', { 'identity-login-dev': 'internal', 'identity-login-staging': 'internal' }),
  ...nonProd('Data', {
    'data-lake-dev': 'internal',
    'data-lake-staging': 'internal',
    'data-warehouse-dev': 'internal',
  }),
  ...nonProd('Commerce', {
    'web-shop-dev': 'internal',
    'web-shop-staging': 'internal',
    'catalog-staging': 'public',
    'search-dev': 'public',
  }),
  ...accountsOf('Infrastructure/Network', 'shared', COST_CENTERS.Network, {
    'network-hub': 'internal',
    'network-edge': 'internal',
    'dns-public': 'public',
  }),
  ...accountsOf('Infrastructure/Shared', 'shared', COST_CENTERS.Shared, {
    'ci-cd': 'confidential',
    'artifact-store': 'internal',
    observability: 'internal',
    'backup-vault': 'restricted',
  }),
  ...accountsOf('Security', 'shared', '6100', {
    'log-archive': 'restricted',
    'security-tooling': 'confidential',
    forensics: 'restricted',
  }),
  ...accountsOf('Sandbox', 'sandbox', '9000', {
    'sandbox-platform': 'public',
    'sandbox-payments': 'public',
    'sandbox-data': 'public',
    'sandbox-hackathon': 'public',
  }),
  ...accountsOf('Suspended', 'production', '4100', { [SUSPENDED_ACCOUNT]: 'restricted' }),
];
