import { Faults } from '../../../../../local/aws/faults';
import {
  NOBODY,
  UNKNOWN_SET,
  world,
  assigned,
  creationStatus,
  deletionStatus,
} from '../../../../support/emulated-assignments';

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
