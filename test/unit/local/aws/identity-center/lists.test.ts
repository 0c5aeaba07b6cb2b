import type {
  ListAccountAssignmentsForPrincipalResponse,
  ListAccountAssignmentsResponse,
  ListInstancesResponse,
} from '@aws-sdk/client-sso-admin';
import { call, pages } from '../../../../support/emulated-call';
import { EmulatedOrganization } from '../../../../support/emulated-organization';
import { NOBODY, world, assigned } from '../../../../support/emulated-assignments';

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
