import { AmplifyClient } from '@aws-sdk/client-amplify';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IdentitystoreClient } from '@aws-sdk/client-identitystore';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESClient } from '@aws-sdk/client-ses';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { SSOAdminClient } from '@aws-sdk/client-sso-admin';
import { STSClient } from '@aws-sdk/client-sts';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ClockRetry } from './clock-retry';
import { systemClock } from './system-clock';

/** Region, endpoint and credentials come from the environment, as the SDK reads it itself; retries wait on the clock of the process. */
export const settings = () => ({
  retryStrategy: new ClockRetry(systemClock, { attempts: 4, firstPause: 100 }),
});

/** Organizations throttles lists early; a sync may wait, nobody looks at it. */
const patient = () => ({
  retryStrategy: new ClockRetry(systemClock, { attempts: 10, firstPause: 400 }),
});

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** Each client is made at its first use and kept. Marked pure, so that a bundle leaves out those that its function does not use. */
export const dynamoClient = /* @__PURE__ */ once(() => documentClient(new DynamoDBClient(settings())));
export const ssoAdminClient = /* @__PURE__ */ once(() => new SSOAdminClient(settings()));
export const identityStoreClient = /* @__PURE__ */ once(() => new IdentitystoreClient(settings()));
export const organizationsClient = /* @__PURE__ */ once(() => new OrganizationsClient(settings()));
export const sfnClient = /* @__PURE__ */ once(() => new SFNClient(settings()));
export const sesClient = /* @__PURE__ */ once(() => new SESClient(settings()));
export const secretsManagerClient = /* @__PURE__ */ once(() => new SecretsManagerClient(settings()));
export const kmsClient = /* @__PURE__ */ once(() => new KMSClient(settings()));
export const s3Client = /* @__PURE__ */ once(() => new S3Client(settings()));
export const amplifyClient = /* @__PURE__ */ once(() => new AmplifyClient(settings()));
export const lambdaClient = /* @__PURE__ */ once(() => new LambdaClient(settings()));
/** Queues are named in the call and not by its host, which an endpoint of one's own would not have. */
export const sqsClient = /* @__PURE__ */ once(
  () => new SQSClient({ ...settings(), useQueueUrlAsEndpoint: false }),
);
export const sesAccountClient = /* @__PURE__ */ once(() => new SESv2Client(settings()));
export const userPoolClient = /* @__PURE__ */ once(() => new CognitoIdentityProviderClient(settings()));
export const stsClient = /* @__PURE__ */ once(() => new STSClient(settings()));
export const ssmClient = /* @__PURE__ */ once(() => new SSMClient(settings()));
export const cloudFormationClient = /* @__PURE__ */ once(() => new CloudFormationClient(settings()));
export const cloudTrailClient = /* @__PURE__ */ once(() => new CloudTrailClient(settings()));

/** Clients that retry longer, for the function that reads the whole directory. */
export const patientIdentityStoreClient = /* @__PURE__ */ once(() => new IdentitystoreClient(patient()));
export const patientOrganizationsClient = /* @__PURE__ */ once(() => new OrganizationsClient(patient()));

/** Plain values in and out; `undefined` fields are left out. */
export function documentClient(client: DynamoDBClient): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}
