import type { Resource, Template } from '../assembly';
import type { Misfit } from './schemas';

/**
 * How long things may be, in characters: the schemas at hand do not say. From the pages of CloudFormation's quotas and of each type's API.
 */
const LENGTHS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'AWS::ApiGatewayV2::Api': { Name: 128, Description: 1024 },
  'AWS::Amplify::App': { Name: 255, Description: 1000, CustomHeaders: 25_000 },
  'AWS::CloudWatch::Alarm': { AlarmName: 255, AlarmDescription: 1024 },
  'AWS::CloudWatch::Dashboard': { DashboardName: 255 },
  'AWS::Cognito::UserPoolDomain': { Domain: 63 },
  'AWS::Events::Rule': { Name: 64, Description: 512 },
  'AWS::IAM::Role': { RoleName: 64, Description: 1000 },
  'AWS::KMS::Key': { Description: 8192 },
  'AWS::Lambda::Function': { FunctionName: 64, Description: 256 },
  'AWS::Logs::LogGroup': { LogGroupName: 512 },
  'AWS::S3::Bucket': { BucketName: 63 },
  'AWS::SecretsManager::Secret': { Name: 512, Description: 2048 },
  'AWS::SNS::Topic': { TopicName: 256 },
  'AWS::SQS::Queue': { QueueName: 80 },
  'AWS::StepFunctions::StateMachine': { StateMachineName: 80 },
};

/** Policies are counted without white space: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const ROLE_POLICIES_CHARACTERS = 10_240;
/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const ENVIRONMENT_BYTES = 4_096;
/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const STACK = { descriptionBytes: 1_024, resources: 500, outputs: 200, templateBytes: 1_000_000 };

/** What in one resource is longer than AWS takes. */
export function tooLongIn({ Type, Properties }: Resource): Misfit[] {
  const named = Object.entries(LENGTHS[Type] ?? {}).map(
    ([name, most]) => [`Properties.${name}`, lengthOf(Properties[name]), most] as const,
  );
  const document = [
    'Properties.PolicyDocument',
    lengthOf(Properties.PolicyDocument),
    ROLE_POLICIES_CHARACTERS,
  ];
  const environment = ['Properties.Environment', lengthOf(Properties.Environment), ENVIRONMENT_BYTES];
  const all = [
    ...named,
    ...(Type === 'AWS::IAM::Policy' ? [document] : []),
    ...(Type === 'AWS::Lambda::Function' ? [environment] : []),
  ] as (readonly [string, number, number])[];
  return all.flatMap(([path, length, most]) => over(path, length, most));
}

/** What in a template as a whole is more than CloudFormation takes. */
export function tooMuchIn(template: Template): Misfit[] {
  return [
    ...over('Description', Buffer.byteLength(template.Description ?? ''), STACK.descriptionBytes),
    ...over('Resources', Object.keys(template.Resources).length, STACK.resources),
    ...over('Outputs', Object.keys(template.Outputs ?? {}).length, STACK.outputs),
    ...over('the template', Buffer.byteLength(JSON.stringify(template)), STACK.templateBytes),
  ];
}

const lengthOf = (value: unknown): number =>
  value === undefined ? 0 : typeof value === 'string' ? value.length : JSON.stringify(value).length;

const over = (path: string, found: number, most: number): Misfit[] =>
  found > most ? [{ path, says: `is ${found} long, and may be ${most}` }] : [];
