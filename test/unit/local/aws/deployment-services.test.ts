import {
  CloudFormationClient,
  DescribeStacksCommand,
  ListStackResourcesCommand,
} from '@aws-sdk/client-cloudformation';
import {
  CognitoIdentityProviderClient,
  DescribeIdentityProviderCommand,
  DescribeUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  GetAccountSettingsCommand,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { GetAccountCommand, GetEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { Account } from '../../../../local/aws/account/account-settings';
import { LambdaService } from '../../../../local/aws/lambda/lambda-service';
import { memorySection } from '../../../../local/aws/service';
import type { Mail } from '../../../../local/aws/ses/mail';
import { SesAccount } from '../../../../local/aws/ses/ses-account';
import { deploymentServices, lambdaDescriptions } from '../../../../local/laptop/deployment-services';
import { POOL_ID, PROVIDER_NAME, WEB_CLIENT_ID } from '../../../../local/places';
import { clientConfig, type Rig, standingClock, startRig, START } from './harness';

const APP = 'http://localhost:4810';

describe('the services that describe a deployment', () => {
  let account: Account;
  let rig: Rig;
  const messages: Pick<Mail, 'sentAt'>[] = [];
  const connect = <C>(Client: new (config: ReturnType<typeof clientConfig>) => C) =>
    new Client(clientConfig(rig.url));

  beforeEach(async () => {
    account = new Account(memorySection(), { accountId: '111122223333', region: 'eu-west-1' });
    messages.length = 0;
    const clock = standingClock();
    const ses = new SesAccount({
      timeline: clock,
      account,
      domain: 'example.com',
      messages: () => messages as Mail[],
    });
    const lambda = new LambdaService(() => undefined, lambdaDescriptions(account));
    rig = await startRig([ses, lambda, ...deploymentServices(account, APP)], clock);
  });
  afterEach(async () => {
    await rig.close();
    expect(rig.bugs).toEqual([]);
  });

  it('counts what was sent in 24 hours, and knows the quota of the sandbox', async () => {
    messages.push({ sentAt: START - 1 }, { sentAt: START - 25 * 3_600_000 });
    const ses = connect(SESv2Client);
    const told = () => ses.send(new GetAccountCommand({}));
    expect(await told()).toMatchObject({ ProductionAccessEnabled: true, SendQuota: { SentLast24Hours: 1 } });
    account.change({ mail: { production: false } });
    expect(await told()).toMatchObject({ SendQuota: { Max24HourSend: 200, MaxSendRate: 1 } });
  });

  it('has one identity', async () => {
    const ses = connect(SESv2Client);
    const read = (EmailIdentity: string) => ses.send(new GetEmailIdentityCommand({ EmailIdentity }));
    expect(await read('example.com')).toMatchObject({ VerifiedForSendingStatus: true });
    await expect(read('hourglass@example.com')).rejects.toMatchObject({ name: 'NotFoundException' });
  });

  it('describes functions by name and by ARN, with the variables that their schema names', async () => {
    const lambda = connect(LambdaClient);
    const read = (FunctionName: string) => lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
    process.env.LOG_LEVEL = 'ERROR';
    const { FunctionArn = '', Environment } = await read('hourglass-api');
    expect(Environment?.Variables).toMatchObject({ LOG_LEVEL: 'ERROR' });
    expect(Object.keys(Environment?.Variables ?? {})).not.toContain('PATH');
    expect((await read(FunctionArn)).FunctionName).toBe('hourglass-api');
    await expect(read('nothing')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    expect(await lambda.send(new GetAccountSettingsCommand({}))).toMatchObject({
      AccountLimit: { ConcurrentExecutions: 1_000 },
    });
  });

  it('refuses an operation that is not offered, and signs of nobody', async () => {
    const lambda = connect(LambdaClient);
    await expect(lambda.send(new GetFunctionCommand({ FunctionName: 'x' }))).rejects.toMatchObject({
      name: 'UnknownOperationException',
    });
    expect((await fetch(`${rig.url}/v2/email/account`)).status).toBe(403);
    expect((await fetch(`${rig.url}/nowhere`)).status).toBe(403);
  });

  it('lists stacks and what they hold, and refuses those that are absent', async () => {
    const client = connect(CloudFormationClient);
    const StackName = 'Hourglass-laptop-Data';
    const { StackResourceSummaries } = await client.send(new ListStackResourcesCommand({ StackName }));
    expect(StackResourceSummaries?.map(({ PhysicalResourceId }) => PhysicalResourceId)).toContain(
      'hourglass-policies',
    );
    account.change({ stacks: { Data: 'ABSENT', Api: 'UPDATE_IN_PROGRESS' } });
    await expect(client.send(new DescribeStacksCommand({ StackName }))).rejects.toMatchObject({
      name: 'ValidationError',
      message: `Stack with id ${StackName} does not exist`,
    });
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({}));
    expect(Stacks.map((one) => one.StackName)).not.toContain(StackName);
    expect(Stacks.find((one) => one.StackName?.endsWith('Api'))?.StackStatus).toBe('UPDATE_IN_PROGRESS');
  });

  it('describes how the user pool is paired', async () => {
    const pool = connect(CognitoIdentityProviderClient);
    const provider = () =>
      pool.send(new DescribeIdentityProviderCommand({ UserPoolId: POOL_ID, ProviderName: PROVIDER_NAME }));
    const client = new DescribeUserPoolClientCommand({ UserPoolId: POOL_ID, ClientId: WEB_CLIENT_ID });
    expect((await provider()).IdentityProvider?.ProviderDetails).toEqual({
      MetadataURL: `${APP}/portal/saml/metadata`,
    });
    expect((await pool.send(client)).UserPoolClient?.SupportedIdentityProviders).toEqual([PROVIDER_NAME]);
    account.change({ signIn: { provider: 'none', clientAllowsProvider: false } });
    await expect(provider()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    expect((await pool.send(client)).UserPoolClient?.SupportedIdentityProviders).toEqual([]);
  });
});
