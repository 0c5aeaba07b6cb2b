/** List prices in US dollars, without taxes and discounts. `checked`: seen on a page about it on the date below; else still to be looked up. */
export type Price = {
  readonly what: string;
  readonly per: string;
  readonly 'us-east-1': number;
  readonly 'eu-west-1': number;
  readonly page: string;
  readonly checked: boolean;
};

/** The Regions that are priced. */
export const REGIONS = ['us-east-1', 'eu-west-1'] as const;
export type Region = (typeof REGIONS)[number];

/** When the prices were looked up. */
export const PRICES_AS_OF = '2026-11-21';

const page = (service: string) => `https://aws.amazon.com/${service}/pricing/`;
const million = 1_000_000;

const price = (
  what: string,
  per: string,
  [us, eu]: readonly [number, number],
  service: string,
  checked = false,
): Price => ({ what, per, 'us-east-1': us, 'eu-west-1': eu, page: page(service), checked });

/** Every price that a formula uses, by its name. `checked` is about us-east-1. */
export const PRICES = {
  lambdaRequest: price('Lambda, invocations', 'invocation', [0.2 / million, 0.2 / million], 'lambda', true),
  lambdaTime: price('Lambda, arm64', 'GB-second', [0.000_013_333_4, 0.000_013_333_4], 'lambda', true),
  transition: price('Step Functions, standard', 'transition', [0.000_025, 0.000_025], 'step-functions'),
  apiRequest: price('API Gateway, HTTP API', 'request', [1 / million, 1.11 / million], 'api-gateway', true),
  tableWrite: price(
    'DynamoDB, on demand',
    'write unit',
    [0.625 / million, 0.705 / million],
    'dynamodb',
    true,
  ),
  tableRead: price('DynamoDB, on demand', 'read unit', [0.125 / million, 0.141 / million], 'dynamodb', true),
  tableStorage: price('DynamoDB, storage', 'GB-month', [0.25, 0.283], 'dynamodb'),
  tableRecovery: price('DynamoDB, point-in-time recovery', 'GB-month', [0.2, 0.226], 'dynamodb'),
  mail: price('SES', 'email', [0.0001, 0.0001], 'ses'),
  person: price(
    'Cognito Essentials, signed in by SAML',
    'person in a month, above 50',
    [0.015, 0.015],
    'cognito',
  ),
  machine: price('Cognito, machine client', 'client-month', [6, 6], 'cognito', true),
  key: price('KMS, key of your own', 'key-month', [1, 1], 'kms'),
  secret: price('Secrets Manager', 'secret-month', [0.4, 0.4], 'secrets-manager'),
  alarm: price('CloudWatch, alarm', 'metric-month', [0.1, 0.1], 'cloudwatch', true),
  metric: price('CloudWatch, metric of your own', 'metric-month', [0.3, 0.3], 'cloudwatch', true),
  dashboard: price('CloudWatch, dashboard', 'dashboard-month', [3, 3], 'cloudwatch', true),
  logs: price('CloudWatch, logs', 'GB taken in', [0.5, 0.57], 'cloudwatch', true),
  trace: price('X-Ray', 'trace', [5 / million, 5 / million], 'xray'),
  scan: price('Athena or CloudTrail Lake', 'GB scanned', [0.005, 0.005], 'athena'),
  storage: price('S3', 'GB-month', [0.023, 0.023], 's3'),
  served: price('Amplify Hosting', 'GB served', [0.15, 0.15], 'amplify'),
  webAcl: price('WAF', 'web ACL-month', [5, 5], 'waf'),
  webAclRule: price('WAF', 'rule-month', [1, 1], 'waf'),
} as const satisfies Record<string, Price>;
export type PriceName = keyof typeof PRICES;

/** The names of all prices, in the order in which they are printed. */
// oxlint-disable-next-line typescript/consistent-type-assertions -- the keys are those of the literal above
export const PRICE_NAMES = Object.keys(PRICES) as PriceName[];

/**
 * What every account has free each month, for as long as it exists. Other work in the account may use it up, so it is left out unless it is
 * asked for; only the first 50 people of Cognito count always, because they are of the organization's own price list.
 */
export const ALLOWANCES: Readonly<Partial<Record<PriceName, number>>> = {
  lambdaRequest: million,
  lambdaTime: 400_000,
  transition: 4_000,
  alarm: 10,
  metric: 10,
  dashboard: 3,
  logs: 5,
  trace: 100_000,
  tableStorage: 25,
};

/** People who sign in by SAML and cost nothing. */
export const FREE_PEOPLE = 50;

/** A price with as many decimals as it has. */
export const dollars = (value: number): string =>
  value >= 0.01 ? String(Number(value.toFixed(4))) : value.toFixed(10).replace(/0+$/, '');

/** The prices as a table of Markdown. */
export function priceTable(): string {
  const rows = Object.values(PRICES).map(
    (each) =>
      `| ${each.what} | ${each.per} | ${dollars(each['us-east-1'])} | ${dollars(each['eu-west-1'])} | ${each.checked ? 'yes' : 'no'} | [page](${each.page}) |`,
  );
  return [
    '| what | per | us-east-1 | eu-west-1 | checked | from |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}
