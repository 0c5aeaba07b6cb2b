import type {
  DescribePermissionSetProvisioningStatusResponse,
  DescribePermissionSetResponse,
  GetInlinePolicyForPermissionSetResponse,
  ListAccountsForProvisionedPermissionSetResponse,
  ListPermissionSetsProvisionedToAccountResponse,
  ListPermissionSetsResponse,
  ListTagsForResourceResponse,
  ProvisionPermissionSetResponse,
} from '@aws-sdk/client-sso-admin';
import { world, assigned } from '../../../../support/emulated-assignments';

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
