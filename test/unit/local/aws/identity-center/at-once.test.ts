import type { ListAccountAssignmentCreationStatusResponse } from '@aws-sdk/client-sso-admin';
import { call, pages } from '../../../../support/emulated-call';
import { EmulatedOrganization } from '../../../../support/emulated-organization';
import { world, assigned } from '../../../../support/emulated-assignments';

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
