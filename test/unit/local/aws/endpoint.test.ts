import * as cloudtrailModel from '@aws-sdk/client-cloudtrail';
import { CloudTrailClient, StartQueryCommand } from '@aws-sdk/client-cloudtrail';
import * as identityModel from '@aws-sdk/client-identitystore';
import { DescribeUserCommand, IdentitystoreClient } from '@aws-sdk/client-identitystore';
import * as organizationsModel from '@aws-sdk/client-organizations';
import { ListRootsCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import * as sfnModel from '@aws-sdk/client-sfn';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import * as ssoModel from '@aws-sdk/client-sso-admin';
import {
  ConflictException,
  DescribeAccountAssignmentCreationStatusCommand,
  ListInstancesCommand,
  SSOAdminClient,
} from '@aws-sdk/client-sso-admin';
import { type EmulatedService, type ServiceCall, ServiceError } from '../../../../local/aws/service';
import { clientConfig, type Rig, startRig } from './harness';

type Answer = (call: ServiceCall) => Promise<Record<string, unknown>> | Record<string, unknown>;

function service(
  name: string,
  target: string,
  model: Record<string, unknown>,
  answer: Answer,
): EmulatedService {
  return { name, protocol: 'json', target, model, call: async (call) => answer(call) };
}

describe('the endpoint', () => {
  let rig: Rig;
  let answer: Answer;
  let sso: SSOAdminClient;

  beforeEach(async () => {
    answer = () => ({});
    const delegated: Answer = (call) => answer(call);
    rig = await startRig([
      service('sso_admin', 'SWBExternalService', ssoModel, delegated),
      service('identitystore', 'AWSIdentityStore', identityModel, delegated),
      service('organizations', 'AWSOrganizationsV20161128', organizationsModel, delegated),
      service('cloudtrail', 'CloudTrail_20131101', cloudtrailModel, delegated),
      service('sfn', 'AWSStepFunctions', sfnModel, delegated),
    ]);
    sso = new SSOAdminClient(clientConfig(rig.url));
  });
  afterEach(async () => {
    sso.destroy();
    await rig.close();
  });

  it('routes each service by its target and counts the calls', async () => {
    answer = ({ operation }) => {
      if (operation === 'StartQuery') return { QueryId: 'q' };
      if (operation === 'DescribeUser') return { UserId: 'u', IdentityStoreId: 'd-1' };
      return operation === 'StartExecution' ? { executionArn: 'e', startDate: 1 } : {};
    };
    const config = clientConfig(rig.url);
    await sso.send(new ListInstancesCommand({}));
    await sso.send(new ListInstancesCommand({}));
    const user = new DescribeUserCommand({ IdentityStoreId: 'd-1', UserId: 'u' });
    await new IdentitystoreClient(config).send(user);
    await new OrganizationsClient(config).send(new ListRootsCommand({}));
    await new CloudTrailClient(config).send(new StartQueryCommand({ QueryStatement: 'SELECT 1' }));
    const started = await new SFNClient(config).send(new StartExecutionCommand({ stateMachineArn: 'arn' }));
    expect(started.startDate).toEqual(new Date(1000));
    expect(rig.calls.counts()).toEqual({
      'sso_admin.ListInstances': 2,
      'identitystore.DescribeUser': 1,
      'organizations.ListRoots': 1,
      'cloudtrail.StartQuery': 1,
      'sfn.StartExecution': 1,
    });
    rig.calls.reset();
    expect(rig.calls.counts()).toEqual({});
  });

  it('carries dates to the client', async () => {
    answer = () => ({
      AccountAssignmentCreationStatus: { Status: 'SUCCEEDED', CreatedDate: new Date(1500) },
    });
    const command = new DescribeAccountAssignmentCreationStatusCommand({
      InstanceArn: 'arn',
      AccountAssignmentCreationRequestId: 'r',
    });
    const { AccountAssignmentCreationStatus: status } = await sso.send(command);
    expect(status?.CreatedDate).toEqual(new Date(1500));
  });

  it('refuses an input that the model does not have, naming the member', async () => {
    const called = jest.fn(() => ({}));
    answer = called;
    const command = new ListInstancesCommand({ MaxResults: 'ten' as unknown as number });
    await expect(sso.send(command)).rejects.toMatchObject({
      name: 'ValidationException',
      message: '1 validation error detected: MaxResults: expected number, got string',
      $metadata: { httpStatusCode: 400 },
    });
    expect(called).not.toHaveBeenCalled();
  });

  it('does not let a service answer what the model does not have', async () => {
    answer = () => ({ Instances: [{ InstanceArm: 'arn' }] });
    await expect(sso.send(new ListInstancesCommand({}))).rejects.toMatchObject({
      name: 'InternalServerException',
      message: expect.stringContaining('emulator bug: sso_admin.ListInstances: Instances[0].InstanceArm'),
    });
    expect(rig.bugs).toHaveLength(1);
  });

  it('does not let a service invent errors', async () => {
    answer = () => {
      throw new ServiceError('BogusException', 'no');
    };
    await expect(sso.send(new ListInstancesCommand({}))).rejects.toMatchObject({
      message: expect.stringContaining('BogusException is not an error of this service'),
    });
  });

  it('reports a service that throws something else', async () => {
    answer = () => {
      throw new TypeError('oops');
    };
    await expect(sso.send(new ListInstancesCommand({}))).rejects.toMatchObject({
      name: 'InternalServerException',
    });
    expect(rig.bugs[0]).toContain('TypeError: oops');
  });

  it('gives errors that the SDK turns into its own classes', async () => {
    answer = () => {
      throw new ServiceError('ConflictException', 'busy');
    };
    const refused = sso.send(new ListInstancesCommand({}));
    await expect(refused).rejects.toBeInstanceOf(ConflictException);
    await expect(refused).rejects.toMatchObject({ message: 'busy', $metadata: { httpStatusCode: 400 } });
  });

  it('holds the clock while a call is running', async () => {
    const order: string[] = [];
    let release: () => void = () => {};
    answer = async () => {
      await new Promise<void>((resolve) => (release = resolve));
      order.push('answered');
      return {};
    };
    const called = sso.send(new ListInstancesCommand({}));
    while (rig.calls.counts()['sso_admin.ListInstances'] !== 1) await new Promise(setImmediate);
    const moved = rig.clock.advance(1000).then(() => order.push('moved'));
    for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
    release();
    await Promise.all([called, moved]);
    expect(order).toEqual(['answered', 'moved']);
  });

  describe('by hand', () => {
    const post = (headers: Record<string, string>, body: string) =>
      fetch(rig.url, { method: 'POST', headers: { authorization: 'AWS4-HMAC-SHA256 x', ...headers }, body });

    it('answers in the content type of the request', async () => {
      const type = 'application/x-amz-json-1.0';
      const answered = await post(
        { 'x-amz-target': 'AWSStepFunctions.ListStateMachines', 'content-type': type },
        '{}',
      );
      expect(answered.headers.get('content-type')).toBe(type);
      expect(answered.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
    });

    it('understands the long form of a target', async () => {
      answer = () => ({ QueryId: 'q' });
      const target = 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.StartQuery';
      const answered = await post({ 'x-amz-target': target }, '{"QueryStatement":"SELECT 1"}');
      expect(await answered.json()).toEqual({ QueryId: 'q' });
    });

    it.each([
      [
        'an unknown operation',
        { 'x-amz-target': 'SWBExternalService.Nothing' },
        '{}',
        'UnknownOperationException',
      ],
      ['an unknown service', { 'x-amz-target': 'Nobody.ListInstances' }, '{}', 'UnknownOperationException'],
      ['a target without a service', { 'x-amz-target': 'ListInstances' }, '{}', 'UnknownOperationException'],
      ['broken JSON', { 'x-amz-target': 'SWBExternalService.ListInstances' }, '{', 'SerializationException'],
      [
        'JSON that is no object',
        { 'x-amz-target': 'SWBExternalService.ListInstances' },
        '[]',
        'SerializationException',
      ],
      [
        'an unsigned call',
        { 'x-amz-target': 'SWBExternalService.ListInstances', authorization: '' },
        '{}',
        'MissingAuthenticationTokenException',
      ],
    ])('refuses %s', async (_, headers, body, name) => {
      const answered = await post(headers, body);
      expect(answered.status).toBeGreaterThanOrEqual(400);
      expect(await answered.json()).toMatchObject({ __type: name });
      expect(rig.bugs).toEqual([]);
    });

    it('refuses a form that no service knows in XML', async () => {
      const answered = await post({}, 'Action=Nothing&Version=2010-12-01');
      expect(answered.status).toBe(400);
      expect(await answered.text()).toContain('<Code>UnknownOperationException</Code>');
    });
  });
});
