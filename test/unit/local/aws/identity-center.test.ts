import type {
  DescribeAccountAssignmentCreationStatusResponse,
  DescribeAccountAssignmentDeletionStatusResponse,
  DescribePermissionSetProvisioningStatusResponse,
  DescribePermissionSetResponse,
  GetInlinePolicyForPermissionSetResponse,
  ListAccountAssignmentCreationStatusResponse,
  ListAccountAssignmentsForPrincipalResponse,
  ListAccountAssignmentsResponse,
  ListAccountsForProvisionedPermissionSetResponse,
  ListInstancesResponse,
  ListPermissionSetsProvisionedToAccountResponse,
  ListPermissionSetsResponse,
  ListTagsForResourceResponse,
  ProvisionPermissionSetResponse,
} from '@aws-sdk/client-sso-admin';
import {
  CreateAccountAssignmentCommand,
  DescribeAccountAssignmentCreationStatusCommand,
  paginateListAccountAssignments,
  SSOAdminClient,
} from '@aws-sdk/client-sso-admin';
import { startEndpoint } from '../../../../local/aws/endpoint';
import { Faults } from '../../../../local/aws/faults';
import { call, pages } from '../../../support/emulated-call';
import { EmulatedOrganization } from '../../../support/emulated-organization';

const NOBODY = '9067a1b2c3-00000000-0000-4000-a000-000000000000';
const UNKNOWN_SET = 'arn:aws:sso:::permissionSet/ssoins-7223a1b2c3d4e5f6/ps-0000000000000000';

type World = {
  aws: EmulatedOrganization;
  accountId: string;
  permissionSetArn: string;
  principalId: string;
};

async function world(options?: ConstructorParameters<typeof EmulatedOrganization>[0]): Promise<World> {
  const aws = new EmulatedOrganization(options);
  return {
    aws,
    accountId: await aws.account('shop-prod'),
    permissionSetArn: await aws.permissionSet('Operator'),
    principalId: await aws.user('ann'),
  };
}

async function assigned(options?: ConstructorParameters<typeof EmulatedOrganization>[0]): Promise<World> {
  const made = await world(options);
  await made.aws.createAssignment(made);
  await made.aws.clock.advance(1_500);
  return made;
}

async function creationStatus({ aws }: World, id: string | undefined) {
  const answer = await aws.sso<DescribeAccountAssignmentCreationStatusResponse>(
    'DescribeAccountAssignmentCreationStatus',
    { AccountAssignmentCreationRequestId: id },
  );
  return answer.AccountAssignmentCreationStatus!;
}

async function deletionStatus({ aws }: World, id: string | undefined) {
  const answer = await aws.sso<DescribeAccountAssignmentDeletionStatusResponse>(
    'DescribeAccountAssignmentDeletionStatus',
    { AccountAssignmentDeletionRequestId: id },
  );
  return answer.AccountAssignmentDeletionStatus!;
}

describe('creating an account assignment', () => {
  it('is in progress at first, and the assignment appears only when it succeeds', async () => {
    const here = await world();
    const started = await here.aws.createAssignment(here);
    expect(started).toMatchObject({ Status: 'IN_PROGRESS', TargetId: here.accountId, PrincipalType: 'USER' });

    await here.aws.clock.advance(1_499);
    expect((await creationStatus(here, started.RequestId)).Status).toBe('IN_PROGRESS');
    expect(await here.aws.holders(here.accountId, here.permissionSetArn)).toEqual([]);

    await here.aws.clock.advance(1);
    expect((await creationStatus(here, started.RequestId)).Status).toBe('SUCCEEDED');
    expect(await here.aws.holders(here.accountId, here.permissionSetArn)).toEqual([here.principalId]);
  });

  it('succeeds silently when the assignment exists', async () => {
    const here = await assigned();
    const changes: unknown[] = [];
    here.aws.ssoAdmin.onAssignmentChange((change) => changes.push(change));
    const again = await here.aws.createAssignment(here);
    await here.aws.clock.advance(1_500);
    expect(await creationStatus(here, again.RequestId)).toMatchObject({ Status: 'SUCCEEDED' });
    expect(here.aws.ssoAdmin.assignments()).toHaveLength(1);
    expect(changes).toEqual([]);
  });

  it('takes longer and fails as the fault panel says', async () => {
    const faults = {
      operationDelay: (name: string) => (name === 'CreateAccountAssignment' ? 10_000 : 0),
      takeOperationFailure: (name: string) => (name === 'CreateAccountAssignment' ? 'role quota' : undefined),
    };
    const here = await world({ faults });
    const started = await here.aws.createAssignment(here);
    await here.aws.clock.advance(11_499);
    expect((await creationStatus(here, started.RequestId)).Status).toBe('IN_PROGRESS');
    await here.aws.clock.advance(1);
    expect(await creationStatus(here, started.RequestId)).toMatchObject({
      Status: 'FAILED',
      FailureReason: 'role quota',
    });
    expect(here.aws.ssoAdmin.assignments()).toEqual([]);
  });

  it('fails once when the fault panel is armed for one', async () => {
    const faults = new Faults();
    const here = await world({ faults });
    faults.add({ kind: 'fail-operation', operation: 'CreateAccountAssignment', times: 1 });
    const statuses = [];
    for (let i = 0; i < 2; i += 1) {
      const { RequestId } = await here.aws.createAssignment(here);
      await here.aws.clock.advance(1_500);
      statuses.push((await creationStatus(here, RequestId)).Status);
    }
    expect(statuses).toEqual(['FAILED', 'SUCCEEDED']);
  });

  it.each(['SUSPENDED', 'PENDING_CLOSURE', 'CLOSED'] as const)(
    'is accepted and then fails in an account that is %s',
    async (state) => {
      const here = await world();
      here.aws.organizations.setAccountState(here.accountId, state);
      const started = await here.aws.createAssignment(here);
      await here.aws.clock.advance(1_500);
      const status = await creationStatus(here, started.RequestId);
      expect(status.Status).toBe('FAILED');
      expect(status.FailureReason).toContain('taking longer than usual');
      expect(here.aws.ssoAdmin.assignments()).toEqual([]);
    },
  );

  it('fails when the user is deleted while it is in progress', async () => {
    const here = await world();
    const started = await here.aws.createAssignment(here);
    await here.aws.store('DeleteUser', { UserId: here.principalId });
    await here.aws.clock.advance(1_500);
    expect(await creationStatus(here, started.RequestId)).toMatchObject({ Status: 'FAILED' });
    expect(here.aws.ssoAdmin.assignments()).toEqual([]);
  });

  it.each([
    ['an unknown account', { accountId: '000000000000' }],
    ['an unknown permission set', { permissionSetArn: UNKNOWN_SET }],
    ['an unknown user', { principalId: NOBODY }],
    ['a user that is given as a group', { principalType: 'GROUP' }],
  ])('refuses %s as not found', async (_, change) => {
    const here = await world();
    await expect(here.aws.createAssignment({ ...here, ...change })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    expect(here.aws.ssoAdmin.assignments()).toEqual([]);
  });

  it.each([
    ['an account id of eleven digits', { accountId: '12345678901' }],
    ['a permission set ARN of another service', { permissionSetArn: 'arn:aws:iam::aws:policy/Admin' }],
    ['a user name in place of an id', { principalId: 'ann' }],
    ['an unknown kind of principal', { principalType: 'ROLE' }],
  ])('refuses %s as invalid', async (_, change) => {
    const here = await world();
    await expect(here.aws.createAssignment({ ...here, ...change })).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });

  it('is refused for the management account', async () => {
    const here = await world();
    const accountId = here.aws.organizations.managementAccountId;
    await expect(here.aws.createAssignment({ ...here, accountId })).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
  });

  it('is refused everywhere for a permission set that is provisioned in the management account', async () => {
    const here = await world();
    const accountId = here.aws.organizations.managementAccountId;
    here.aws.ssoAdmin.createOutside({ ...here, accountId, principalType: 'USER' });
    await expect(here.aws.createAssignment(here)).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});

describe('deleting an account assignment', () => {
  it('removes the assignment only when it succeeds', async () => {
    const here = await assigned();
    const started = await here.aws.deleteAssignment(here);
    expect(started.Status).toBe('IN_PROGRESS');
    await here.aws.clock.advance(1_499);
    expect(await here.aws.holders(here.accountId, here.permissionSetArn)).toEqual([here.principalId]);
    await here.aws.clock.advance(1);
    expect((await deletionStatus(here, started.RequestId)).Status).toBe('SUCCEEDED');
    expect(await here.aws.holders(here.accountId, here.permissionSetArn)).toEqual([]);
  });

  it('succeeds when there is nothing to delete', async () => {
    const here = await world();
    const started = await here.aws.deleteAssignment(here);
    await here.aws.clock.advance(1_500);
    expect((await deletionStatus(here, started.RequestId)).Status).toBe('SUCCEEDED');
  });

  it('fails for a deleted user, and the assignment stays listed', async () => {
    const here = await assigned();
    await here.aws.store('DeleteUser', { UserId: here.principalId });
    const started = await here.aws.deleteAssignment(here);
    await here.aws.clock.advance(1_500);
    const status = await deletionStatus(here, started.RequestId);
    expect(status.Status).toBe('FAILED');
    expect(status.FailureReason).toBe(
      `Received a 404 status error: the USER assignee ${here.principalId} was not found in directory d-9067a1b2c3.`,
    );
    expect(await here.aws.holders(here.accountId, here.permissionSetArn)).toEqual([here.principalId]);
  });

  it('leaves the assignment when the fault panel makes it fail', async () => {
    const armed: { reason?: string } = {};
    const faults = { operationDelay: () => 0, takeOperationFailure: () => armed.reason };
    const here = await assigned({ faults });
    armed.reason = 'internal service exception';
    const started = await here.aws.deleteAssignment(here);
    await here.aws.clock.advance(1_500);
    expect(await deletionStatus(here, started.RequestId)).toMatchObject({ Status: 'FAILED' });
    expect(await here.aws.holders(here.accountId, here.permissionSetArn)).toEqual([here.principalId]);
  });

  it('keeps the status of a creation and of a deletion apart', async () => {
    const here = await assigned();
    const started = await here.aws.deleteAssignment(here);
    await expect(creationStatus(here, started.RequestId)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});

describe('operations at the same time', () => {
  it('conflict on one assignment, in either direction, until the first has ended', async () => {
    const here = await world();
    await here.aws.createAssignment(here);
    await expect(here.aws.createAssignment(here)).rejects.toMatchObject({ name: 'ConflictException' });
    await expect(here.aws.deleteAssignment(here)).rejects.toMatchObject({ name: 'ConflictException' });
    await here.aws.clock.advance(1_500);
    await here.aws.deleteAssignment(here);
    await expect(here.aws.createAssignment(here)).rejects.toMatchObject({ name: 'ConflictException' });
  });

  it('do not conflict on different assignments', async () => {
    const here = await assigned();
    await here.aws.createAssignment({ ...here, principalId: await here.aws.user('bob') });
    await here.aws.createAssignment({ ...here, principalId: await here.aws.user('cid') });
    await here.aws.clock.advance(1_500);
    expect(here.aws.ssoAdmin.assignments()).toHaveLength(3);
  });

  it('conflict in one account when each brings a role into being, not in two accounts', async () => {
    const here = await world();
    const other = { ...here, permissionSetArn: await here.aws.permissionSet('Reader') };
    await here.aws.createAssignment(here);
    await expect(here.aws.createAssignment(other)).rejects.toMatchObject({ name: 'ConflictException' });
    await here.aws.createAssignment({ ...other, accountId: await here.aws.account('shop-test') });
    await here.aws.clock.advance(1_500);
    await here.aws.createAssignment(other);
  });

  it('conflict in one account when each takes the last assignment of a role away', async () => {
    const here = await world();
    const other = { ...here, permissionSetArn: await here.aws.permissionSet('Reader') };
    const third = { ...other, principalId: await here.aws.user('bob') };
    for (const one of [here, other, third])
      here.aws.ssoAdmin.createOutside({ ...one, principalType: 'USER' });
    await here.aws.deleteAssignment(here);
    await here.aws.deleteAssignment(third);
    await here.aws.clock.advance(1_500);
    await here.aws.createAssignment(here);
    await expect(here.aws.deleteAssignment(other)).rejects.toMatchObject({ name: 'ConflictException' });
    await here.aws.clock.advance(1_500);
    await here.aws.deleteAssignment(other);
  });

  it('conflict when a role is brought into being while another of the account is provisioned anew', async () => {
    const here = await assigned();
    const other = { ...here, permissionSetArn: await here.aws.permissionSet('Reader') };
    await here.aws.sso('ProvisionPermissionSet', {
      PermissionSetArn: here.permissionSetArn,
      TargetType: 'ALL_PROVISIONED_ACCOUNTS',
    });
    await expect(here.aws.createAssignment(other)).rejects.toMatchObject({ name: 'ConflictException' });
    await here.aws.createAssignment({ ...here, principalId: await here.aws.user('bob') });
  });

  it('are at most 15: one more create is over quota, one more delete is throttled', async () => {
    const here = await assigned();
    here.principalId = await here.aws.user('bob');
    for (let i = 0; i < 15; i += 1) {
      await here.aws.createAssignment({ ...here, principalId: await here.aws.user(`user-${i}`) });
    }
    await expect(here.aws.createAssignment(here)).rejects.toMatchObject({
      name: 'ServiceQuotaExceededException',
    });
    await expect(here.aws.deleteAssignment(here)).rejects.toMatchObject({ name: 'ThrottlingException' });
    await here.aws.clock.advance(1_500);
    await here.aws.createAssignment(here);
    await here.aws.clock.advance(1_500);
    expect(here.aws.ssoAdmin.assignments()).toHaveLength(17);
  });

  it('list their statuses, filtered and paged', async () => {
    const here = await assigned();
    await here.aws.createAssignment({ ...here, principalId: await here.aws.user('bob') });
    const inProgress = await here.aws.sso<ListAccountAssignmentCreationStatusResponse>(
      'ListAccountAssignmentCreationStatus',
      { Filter: { Status: 'IN_PROGRESS' } },
    );
    expect(inProgress.AccountAssignmentsCreationStatus).toHaveLength(1);
    const all = await pages<ListAccountAssignmentCreationStatusResponse>(
      here.aws.ssoAdmin,
      'ListAccountAssignmentCreationStatus',
      { InstanceArn: here.aws.InstanceArn, MaxResults: 1 },
    );
    expect(all.map(({ AccountAssignmentsCreationStatus: [one] = [] }) => one?.Status)).toEqual([
      'SUCCEEDED',
      'IN_PROGRESS',
    ]);
  });
});

describe('the shared limit of calls', () => {
  it('refuses the call above it, and allows it a second later', async () => {
    const aws = new EmulatedOrganization({ callsPerSecond: 20 });
    for (let i = 0; i < 20; i += 1) await call(aws.ssoAdmin, 'ListInstances', {});
    await expect(call(aws.ssoAdmin, 'ListInstances', {})).rejects.toMatchObject({
      name: 'ThrottlingException',
    });
    await aws.clock.advance(1_000);
    await expect(call(aws.ssoAdmin, 'ListInstances', {})).resolves.toBeDefined();
  });

  it('is off unless it is switched on', async () => {
    const aws = new EmulatedOrganization();
    const calls = Array.from({ length: 100 }, () => call(aws.ssoAdmin, 'ListInstances', {}));
    await expect(Promise.all(calls)).resolves.toHaveLength(100);
  });
});

describe('the role of a permission set in an account', () => {
  it('has a name while there is an assignment, and a new suffix after the last is gone', async () => {
    const here = await assigned();
    const first = here.aws.ssoAdmin.roleNameFor(here.accountId, here.permissionSetArn);
    expect(first).toMatch(/^AWSReservedSSO_Operator_[0-9a-f]{16}$/);
    const bob = { ...here, principalId: await here.aws.user('bob') };
    here.aws.ssoAdmin.createOutside({ ...bob, principalType: 'USER' });
    here.aws.ssoAdmin.deleteOutside({ ...here, principalType: 'USER' });
    expect(here.aws.ssoAdmin.roleNameFor(here.accountId, here.permissionSetArn)).toBe(first);
    here.aws.ssoAdmin.deleteOutside({ ...bob, principalType: 'USER' });
    expect(here.aws.ssoAdmin.roleNameFor(here.accountId, here.permissionSetArn)).toBeUndefined();
    here.aws.ssoAdmin.createOutside({ ...here, principalType: 'USER' });
    const second = here.aws.ssoAdmin.roleNameFor(here.accountId, here.permissionSetArn);
    expect(second).toMatch(/^AWSReservedSSO_Operator_[0-9a-f]{16}$/);
    expect(second).not.toBe(first);
  });

  it('is out of date after a change of the permission set, until it is provisioned again', async () => {
    const here = await assigned();
    const InlinePolicy = JSON.stringify({ Version: '2012-10-17', Statement: [] });
    const outdated = () =>
      here.aws.sso<ListPermissionSetsProvisionedToAccountResponse>('ListPermissionSetsProvisionedToAccount', {
        AccountId: here.accountId,
        ProvisioningStatus: 'LATEST_PERMISSION_SET_NOT_PROVISIONED',
      });
    expect((await outdated()).PermissionSets).toEqual([]);
    const PermissionSetArn = here.permissionSetArn;
    await here.aws.sso('PutInlinePolicyToPermissionSet', { PermissionSetArn, InlinePolicy });
    expect((await outdated()).PermissionSets).toEqual([here.permissionSetArn]);

    const started = await here.aws.sso<ProvisionPermissionSetResponse>('ProvisionPermissionSet', {
      PermissionSetArn,
      TargetType: 'ALL_PROVISIONED_ACCOUNTS',
    });
    expect(started.PermissionSetProvisioningStatus?.Status).toBe('IN_PROGRESS');
    await here.aws.clock.advance(1_500);
    const done = await here.aws.sso<DescribePermissionSetProvisioningStatusResponse>(
      'DescribePermissionSetProvisioningStatus',
      { ProvisionPermissionSetRequestId: started.PermissionSetProvisioningStatus?.RequestId },
    );
    expect(done.PermissionSetProvisioningStatus).toMatchObject({
      Status: 'SUCCEEDED',
      AccountId: here.accountId,
    });
    expect((await outdated()).PermissionSets).toEqual([]);
  });

  it('lists the accounts in which it is provisioned', async () => {
    const here = await assigned();
    const PermissionSetArn = here.permissionSetArn;
    const listed = await here.aws.sso<ListAccountsForProvisionedPermissionSetResponse>(
      'ListAccountsForProvisionedPermissionSet',
      { PermissionSetArn },
    );
    expect(listed.AccountIds).toEqual([here.accountId]);
  });
});

describe('permission sets', () => {
  it('are created, described, changed and listed', async () => {
    const { aws } = await world();
    const PermissionSetArn = await aws.permissionSet('Reader');
    await aws.sso('UpdatePermissionSet', { PermissionSetArn, SessionDuration: 'PT8H', Description: 'reads' });
    const described = await aws.sso<DescribePermissionSetResponse>('DescribePermissionSet', {
      PermissionSetArn,
    });
    expect(described.PermissionSet).toMatchObject({
      Name: 'Reader',
      SessionDuration: 'PT8H',
      Description: 'reads',
    });
    const listed = await aws.sso<ListPermissionSetsResponse>('ListPermissionSets');
    expect(listed.PermissionSets).toHaveLength(2);
  });

  it.each([
    ['a name that is taken', { Name: 'Operator' }, 'ConflictException'],
    ['a name with a space', { Name: 'two words' }, 'ValidationException'],
    ['a name of 33 characters', { Name: 'x'.repeat(33) }, 'ValidationException'],
    ['a session below an hour', { Name: 'Short', SessionDuration: 'PT59M' }, 'ValidationException'],
    ['a session above twelve hours', { Name: 'Long', SessionDuration: 'PT12H1S' }, 'ValidationException'],
    ['a session without a unit', { Name: 'Odd', SessionDuration: 'PT' }, 'ValidationException'],
    ['a member that does not exist', { Name: 'New', Nme: 'x' }, 'ValidationException'],
  ])('are not created with %s', async (_, input, name) => {
    const { aws } = await world();
    await expect(aws.sso('CreatePermissionSet', input)).rejects.toMatchObject({ name });
    expect((await aws.sso<ListPermissionSetsResponse>('ListPermissionSets')).PermissionSets).toHaveLength(1);
  });

  it('cannot be deleted while they are assigned or about to be', async () => {
    const here = await world();
    const PermissionSetArn = here.permissionSetArn;
    const remove = () => here.aws.sso('DeletePermissionSet', { PermissionSetArn });
    await here.aws.createAssignment(here);
    await expect(remove()).rejects.toMatchObject({ name: 'ConflictException' });
    await here.aws.clock.advance(1_500);
    await expect(remove()).rejects.toMatchObject({ name: 'ConflictException' });
    here.aws.ssoAdmin.deleteOutside({ ...here, principalType: 'USER' });
    await remove();
    await expect(here.aws.sso('DescribePermissionSet', { PermissionSetArn })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    await expect(here.aws.permissionSet('Operator')).resolves.not.toBe(PermissionSetArn);
  });

  it('keep one inline policy', async () => {
    const { aws, permissionSetArn: PermissionSetArn } = await world();
    const get = async () =>
      (
        await aws.sso<GetInlinePolicyForPermissionSetResponse>('GetInlinePolicyForPermissionSet', {
          PermissionSetArn,
        })
      ).InlinePolicy;
    expect(await get()).toBe('');
    await aws.sso('PutInlinePolicyToPermissionSet', { PermissionSetArn, InlinePolicy: '{"Version":"1"}' });
    expect(await get()).toBe('{"Version":"1"}');
    await aws.sso('DeleteInlinePolicyFromPermissionSet', { PermissionSetArn });
    expect(await get()).toBe('');
  });

  it.each([
    ['is not JSON', '{', 'ValidationException'],
    ['is not an object', '[]', 'ValidationException'],
    ['is too long', JSON.stringify({ Sid: 'x'.repeat(10_240) }), 'ServiceQuotaExceededException'],
  ])('refuse an inline policy that %s', async (_, InlinePolicy, name) => {
    const { aws, permissionSetArn: PermissionSetArn } = await world();
    await expect(
      aws.sso('PutInlinePolicyToPermissionSet', { PermissionSetArn, InlinePolicy }),
    ).rejects.toMatchObject({ name });
  });

  it('cannot be changed by a delegated administrator once they are in the management account', async () => {
    const here = await world();
    const accountId = here.aws.organizations.managementAccountId;
    here.aws.ssoAdmin.createOutside({ ...here, accountId, principalType: 'USER' });
    const PermissionSetArn = here.permissionSetArn;
    await expect(
      here.aws.sso('UpdatePermissionSet', { PermissionSetArn, SessionDuration: 'PT2H' }),
    ).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  it('carry tags', async () => {
    const { aws, permissionSetArn: ResourceArn } = await world();
    await aws.sso('TagResource', { ResourceArn, Tags: [{ Key: 'team', Value: 'a' }] });
    await aws.sso('TagResource', { ResourceArn, Tags: [{ Key: 'team', Value: 'b' }] });
    const listed = await aws.sso<ListTagsForResourceResponse>('ListTagsForResource', { ResourceArn });
    expect(listed.Tags).toEqual([{ Key: 'team', Value: 'b' }]);
  });
});

describe('lists of assignments', () => {
  it('come in pages whose token is good for the same question only', async () => {
    const here = await world();
    for (let i = 0; i < 5; i += 1) {
      const principalId = await here.aws.user(`user-${i}`);
      here.aws.ssoAdmin.createOutside({ ...here, principalId, principalType: 'USER' });
    }
    const question = {
      InstanceArn: here.aws.InstanceArn,
      AccountId: here.accountId,
      PermissionSetArn: here.permissionSetArn,
      MaxResults: 2,
    };
    const found = await pages<ListAccountAssignmentsResponse>(
      here.aws.ssoAdmin,
      'ListAccountAssignments',
      question,
    );
    expect(found.map(({ AccountAssignments }) => AccountAssignments?.length)).toEqual([2, 2, 1]);
    const NextToken = found[0]?.NextToken;
    const PermissionSetArn = await here.aws.permissionSet('Other');
    for (const wrong of [
      { ...question, PermissionSetArn, NextToken },
      { ...question, NextToken: 'made-up' },
      { ...question, MaxResults: 0 },
      { ...question, MaxResults: 101 },
    ]) {
      await expect(call(here.aws.ssoAdmin, 'ListAccountAssignments', wrong)).rejects.toMatchObject({
        name: 'ValidationException',
      });
    }
  });

  it('have 100 on a page unless fewer are asked for', async () => {
    const here = await world();
    for (let i = 0; i < 101; i += 1) {
      const principalId = await here.aws.user(`user-${i}`);
      here.aws.ssoAdmin.createOutside({ ...here, principalId, principalType: 'USER' });
    }
    const first = await here.aws.sso<ListAccountAssignmentsResponse>('ListAccountAssignments', {
      AccountId: here.accountId,
      PermissionSetArn: here.permissionSetArn,
    });
    expect(first.AccountAssignments).toHaveLength(100);
    expect(first.NextToken).toEqual(expect.any(String));
  });

  it('of a user include those of the groups that the user is in', async () => {
    const here = await assigned();
    const group = await here.aws.group('operators');
    const other = await here.aws.account('other');
    here.aws.ssoAdmin.createOutside({
      accountId: other,
      permissionSetArn: here.permissionSetArn,
      principalType: 'GROUP',
      principalId: group,
    });
    const ask = (Filter?: { AccountId: string }) =>
      here.aws.sso<ListAccountAssignmentsForPrincipalResponse>('ListAccountAssignmentsForPrincipal', {
        PrincipalId: here.principalId,
        PrincipalType: 'USER',
        ...(Filter ? { Filter } : {}),
      });
    expect((await ask()).AccountAssignments).toHaveLength(1);
    await here.aws.store('CreateGroupMembership', { GroupId: group, MemberId: { UserId: here.principalId } });
    const held = (await ask()).AccountAssignments?.map(({ PrincipalType }) => PrincipalType);
    expect(held).toEqual(['USER', 'GROUP']);
    expect((await ask({ AccountId: other })).AccountAssignments).toEqual([
      {
        AccountId: other,
        PermissionSetArn: here.permissionSetArn,
        PrincipalType: 'GROUP',
        PrincipalId: group,
      },
    ]);
  });

  it('of a deleted user still show what nobody has removed', async () => {
    const here = await assigned();
    await here.aws.store('DeleteUser', { UserId: here.principalId });
    const ask = (PrincipalId: string) =>
      here.aws.sso<ListAccountAssignmentsForPrincipalResponse>('ListAccountAssignmentsForPrincipal', {
        PrincipalId,
        PrincipalType: 'USER',
      });
    expect((await ask(here.principalId)).AccountAssignments).toHaveLength(1);
    await expect(ask(NOBODY)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

describe('the instance', () => {
  it('is the only one, and belongs to the management account', async () => {
    const { aws } = await world();
    const { Instances } = await call<ListInstancesResponse>(aws.ssoAdmin, 'ListInstances', {});
    expect(Instances).toHaveLength(1);
    expect(Instances?.[0]).toMatchObject({
      InstanceArn: aws.InstanceArn,
      IdentityStoreId: aws.IdentityStoreId,
      OwnerAccountId: aws.organizations.managementAccountId,
    });
  });

  it('is not found by another ARN, and invalid by a malformed one', async () => {
    const { aws } = await world();
    const ask = (InstanceArn: string) => call(aws.ssoAdmin, 'ListPermissionSets', { InstanceArn });
    await expect(ask('arn:aws:sso:::instance/ssoins-0000000000000000')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    await expect(ask('ssoins-0000000000000000')).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('refuses an operation that is not emulated', async () => {
    const { aws } = await world();
    await expect(aws.ssoAdmin.call({ operation: 'CreateApplication', input: {} })).rejects.toMatchObject({
      name: 'UnknownOperationException',
    });
    await expect(aws.ssoAdmin.call({ operation: 'toString', input: {} })).rejects.toMatchObject({
      name: 'UnknownOperationException',
    });
  });
});

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

describe('with 5,000 accounts, 500 permission sets and 20,000 users', () => {
  it('answers a list and accepts an assignment in a few milliseconds', async () => {
    const aws = new EmulatedOrganization();
    const accounts: string[] = [];
    for (let i = 0; i < 5_000; i += 1) accounts.push(await aws.account(`account-${i}`));
    const sets: string[] = [];
    for (let i = 0; i < 500; i += 1) sets.push(await aws.permissionSet(`set-${i}`));
    for (let i = 0; i < 20_000; i += 1) {
      const principalId = await aws.user(`user-${i}`);
      const accountId = accounts[i % accounts.length]!;
      const permissionSetArn = sets[i % sets.length]!;
      aws.ssoAdmin.createOutside({ accountId, permissionSetArn, principalId, principalType: 'USER' });
    }
    const one = aws.ssoAdmin.assignments()[12_345]!;
    const began = performance.now();
    for (let i = 0; i < 100; i += 1) await aws.holders(one.accountId, one.permissionSetArn);
    await aws.createAssignment(one);
    expect((performance.now() - began) / 101).toBeLessThan(10);
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
