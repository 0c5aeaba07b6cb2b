import {
  CreateAccountAssignmentCommand,
  DescribeAccountAssignmentCreationStatusCommand,
  paginateListAccountAssignments,
  SSOAdminClient,
} from '@aws-sdk/client-sso-admin';
import { startEndpoint } from '../../../../../local/aws/endpoint';
import { Faults } from '../../../../../local/aws/faults';
import { EmulatedOrganization } from '../../../../support/emulated-organization';
import {
  NOBODY,
  UNKNOWN_SET,
  world,
  assigned,
  creationStatus,
} from '../../../../support/emulated-assignments';

describe('what happens outside of the API', () => {
  it('shows at once and is told to listeners until they leave', async () => {
    const here = await world();
    const { accountId, permissionSetArn, principalId } = here;
    const assignment = { accountId, permissionSetArn, principalId, principalType: 'USER' } as const;
    const told: unknown[] = [];
    const leave = here.aws.ssoAdmin.onAssignmentChange((change) => told.push(change));
    here.aws.ssoAdmin.createOutside(assignment);
    expect(here.aws.ssoAdmin.assignments()).toEqual([assignment]);
    here.aws.ssoAdmin.deleteOutside(assignment);
    here.aws.ssoAdmin.deleteOutside(assignment);
    expect(told).toEqual([
      { kind: 'created', assignment },
      { kind: 'deleted', assignment },
    ]);
    leave();
    here.aws.ssoAdmin.createOutside(assignment);
    expect(told).toHaveLength(2);
  });

  it('is refused for what does not exist', async () => {
    const here = await world();
    const assignment = { ...here, principalType: 'USER' } as const;
    for (const wrong of [
      { ...assignment, accountId: '000000000000' },
      { ...assignment, permissionSetArn: UNKNOWN_SET },
      { ...assignment, principalId: NOBODY },
    ]) {
      expect(() => here.aws.ssoAdmin.createOutside(wrong)).toThrow(/Could not find/);
    }
    expect(here.aws.ssoAdmin.assignments()).toEqual([]);
  });
});

describe('after a restart', () => {
  it('everything is still there, and new ids are new', async () => {
    const here = await assigned();
    const again = here.aws.restarted();
    expect(again.ssoAdmin.assignments()).toEqual(here.aws.ssoAdmin.assignments());
    expect(again.ssoAdmin.roleNameFor(here.accountId, here.permissionSetArn)).toBe(
      here.aws.ssoAdmin.roleNameFor(here.accountId, here.permissionSetArn),
    );
    expect(await again.permissionSet('New')).not.toBe(here.permissionSetArn);
  });

  it('an operation that was in progress still ends, and still conflicts until then', async () => {
    const here = await world();
    const started = await here.aws.createAssignment(here);
    const aws = here.aws.restarted(1_000);
    await expect(aws.createAssignment(here)).rejects.toMatchObject({ name: 'ConflictException' });
    await aws.clock.advance(499);
    expect(aws.ssoAdmin.assignments()).toEqual([]);
    await aws.clock.advance(1);
    expect(await creationStatus({ ...here, aws }, started.RequestId)).toMatchObject({ Status: 'SUCCEEDED' });
    expect(await aws.holders(here.accountId, here.permissionSetArn)).toEqual([here.principalId]);
  });

  it('an unreadable state is refused by name', () => {
    const { sections } = new EmulatedOrganization();
    sections.ssoAdmin.write({ permissionSets: 'none' });
    expect(() => new EmulatedOrganization({ sections })).toThrow(/IAM Identity Center/);
  });
});

describe('through the SDK', () => {
  it('an assignment is created, polled and listed', async () => {
    const here = await world();
    const { clock: timeline, ssoAdmin, InstanceArn } = here.aws;
    const endpoint = await startEndpoint({ services: [ssoAdmin], faults: new Faults(), timeline });
    const client = new SSOAdminClient({
      endpoint: endpoint.url,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 's' },
      maxAttempts: 1,
    });
    try {
      const wanted = new CreateAccountAssignmentCommand({
        InstanceArn,
        TargetId: here.accountId,
        TargetType: 'AWS_ACCOUNT',
        PermissionSetArn: here.permissionSetArn,
        PrincipalType: 'USER',
        PrincipalId: here.principalId,
      });
      const started = (await client.send(wanted)).AccountAssignmentCreationStatus;
      expect(started?.CreatedDate).toEqual(new Date(timeline.now()));
      await expect(client.send(wanted)).rejects.toMatchObject({ name: 'ConflictException' });
      await timeline.advance(1_500);
      const ended = await client.send(
        new DescribeAccountAssignmentCreationStatusCommand({
          InstanceArn,
          AccountAssignmentCreationRequestId: started?.RequestId,
        }),
      );
      expect(ended.AccountAssignmentCreationStatus?.Status).toBe('SUCCEEDED');
      const listed = [];
      const question = { InstanceArn, AccountId: here.accountId, PermissionSetArn: here.permissionSetArn };
      for await (const { AccountAssignments = [] } of paginateListAccountAssignments({ client }, question)) {
        listed.push(...AccountAssignments);
      }
      expect(listed.map(({ PrincipalId }) => PrincipalId)).toEqual([here.principalId]);
    } finally {
      client.destroy();
      await endpoint.close();
    }
  });
});
