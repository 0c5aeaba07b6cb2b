import { z } from 'zod';
import { METRIC_NAMESPACE } from '../../core/contract/metrics';
import { functions } from '../../lambdas/functions';
import { PRICE_NAMES, type PriceName } from './prices';

const Properties = z.record(z.string(), z.unknown());
/** A synthesized template, as far as prices depend on it. */
export const Template = z.object({
  Resources: z.record(z.string(), z.object({ Type: z.string(), Properties: Properties.default({}) })),
});
export type Template = z.infer<typeof Template>;
type Resource = Template['Resources'][string];
type Counts = Partial<Record<PriceName, number>>;

/** A function that runs by the clock. */
export type Schedule = { readonly name: string; readonly perMonth: number; readonly gigabytes: number };

/** What is paid for by the month whether or not anybody uses it, counted in the templates. */
export type Fixed = {
  readonly counts: Readonly<Counts>;
  readonly schedules: readonly Schedule[];
  /** Kinds of resources that nobody has said the price of. */
  readonly unpriced: readonly string[];
};

/** Kinds that cost nothing, or only by use that is reckoned elsewhere. */
const FREE =
  /^AWS::(IAM|Logs::LogGroup|Logs::ResourcePolicy|Lambda|Events|SQS|SNS|DynamoDB|StepFunctions|ApiGatewayV2|Amplify|Athena|Glue|S3|SSM|CertificateManager|CDK|CloudFormation|KMS::Alias|SecretsManager::ResourcePolicy|WAFv2::WebACLAssociation|WAFv2::LoggingConfiguration|Cognito::(UserPool|UserPoolClient|UserPoolDomain|UserPoolIdentityProvider|UserPoolResourceServer|UserPoolUICustomizationAttachment|ManagedLoginBranding|UserPoolRiskConfigurationAttachment|LogDeliveryConfiguration))(::|$)|^Custom::/;

/** What one resource of a kind counts as. */
const COUNTED: Readonly<Record<string, (properties: Resource['Properties']) => Counts>> = {
  'AWS::KMS::Key': () => ({ key: 1 }),
  'AWS::SecretsManager::Secret': () => ({ secret: 1 }),
  'AWS::CloudWatch::Alarm': (properties) => ({ alarm: metricsIn(properties).length || 1 }),
  // A composite alarm costs five times as much as one over a metric.
  'AWS::CloudWatch::CompositeAlarm': () => ({ alarm: 5 }),
  'AWS::CloudWatch::Dashboard': () => ({ dashboard: 1 }),
  'AWS::Logs::MetricFilter': () => ({ metric: 1 }),
  'AWS::WAFv2::WebACL': ({ Rules }) => ({ webAcl: 1, webAclRule: listIn(Rules).length }),
  'AWS::Cognito::UserPoolClient': ({ AllowedOAuthFlows }) =>
    listIn(AllowedOAuthFlows).includes('client_credentials') ? { machine: 1 } : {},
};

/** Counts what costs by the month in all templates of an installation. */
export function countResources(templates: readonly Template[]): Fixed {
  const resources = templates.flatMap(({ Resources }) => Object.values(Resources));
  const counts: Counts = {};
  for (const { Type, Properties: properties } of resources) {
    const counted = COUNTED[Type]?.(properties) ?? {};
    for (const name of PRICE_NAMES)
      if (counted[name] !== undefined) counts[name] = (counts[name] ?? 0) + counted[name];
  }
  const own = new Set(resources.flatMap(ownMetricsOf));
  const metric = (counts.metric ?? 0) + own.size;
  const unpriced = resources.map(({ Type }) => Type).filter((type) => !(type in COUNTED) && !FREE.test(type));
  return {
    counts: { ...counts, ...(metric > 0 && { metric }) },
    schedules: templates.flatMap(schedulesIn),
    unpriced: [...new Set(unpriced)].toSorted(),
  };
}

const listIn = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const Metric = z.object({ Namespace: z.string(), MetricName: z.string() });
type Metric = z.infer<typeof Metric>;
const MetricQuery = z.object({ MetricStat: z.object({ Metric }) });

const metricsIn = ({ Metrics }: Resource['Properties']): Metric[] =>
  listIn(Metrics).flatMap((each) => MetricQuery.safeParse(each).data?.MetricStat.Metric ?? []);

/** Metrics that this installation publishes itself, by the alarms and dashboards that show them. */
function ownMetricsOf({ Type, Properties: properties }: Resource): string[] {
  const metrics =
    Type === 'AWS::CloudWatch::Alarm'
      ? [...metricsIn(properties), ...[Metric.safeParse(properties).data ?? []].flat()]
      : onDashboard(Type, properties);
  return metrics
    .filter(({ Namespace }) => !Namespace.startsWith('AWS/'))
    .map(({ Namespace, MetricName }) => `${Namespace} ${MetricName}`);
}

/** A dashboard is one text, in which a metric is a list that begins with its namespace and its name. */
function onDashboard(type: string, { DashboardBody }: Resource['Properties']): Metric[] {
  if (type !== 'AWS::CloudWatch::Dashboard') return [];
  const found = JSON.stringify(DashboardBody ?? '').matchAll(/\[\\*"([\w/]+)\\*",\\*"(\w+)\\*"/g);
  const named = [...found].map(([, Namespace = '', MetricName = '']) => ({ Namespace, MetricName }));
  // Other lists of two texts are in it too.
  return named.filter(({ Namespace }) => Namespace === METRIC_NAMESPACE);
}

const MINUTES_IN_A_MONTH = 43_800;
const MINUTES: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 1_440 };

// A target names its function by `Fn::GetAtt`: both are in the same template.
const Target = z.object({ Arn: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) }) });
const Called = z.object({ FunctionName: z.string(), MemorySize: z.number() });

function schedulesIn({ Resources }: Template): Schedule[] {
  return Object.values(Resources).flatMap(({ Type, Properties: { ScheduleExpression, Targets } }) => {
    const [, every, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(String(ScheduleExpression)) ?? [];
    if (Type !== 'AWS::Events::Rule' || every === undefined) return [];
    const perMonth = MINUTES_IN_A_MONTH / (Number(every) * (MINUTES[unit] ?? 1));
    return listIn(Targets).flatMap((target) => {
      const [id = ''] = Target.safeParse(target).data?.Arn['Fn::GetAtt'] ?? [];
      const called = Called.safeParse(Resources[id]?.Properties).data;
      return called
        ? [{ name: nameOf(called.FunctionName), perMonth, gigabytes: called.MemorySize / 1_024 }]
        : [];
    });
  });
}

/** The function of the list that a deployed one is. */
function nameOf(functionName: string): string {
  const names = Object.keys(functions).filter((name) => functionName.endsWith(`-${name}`));
  return names.toSorted((a, b) => b.length - a.length)[0] ?? functionName;
}
