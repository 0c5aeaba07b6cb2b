import type { ListUsersResponse } from '@aws-sdk/client-identitystore';
import { EmulatedOrganization } from '../../../../support/emulated-organization';
import { NOBODY, ENTERPRISE, describeUser, update, userIdBy } from '../../../../support/emulated-people';

describe('a user', () => {
  it('is created enabled, with an id that begins with the store and a time from the clock', async () => {
    const aws = new EmulatedOrganization();
    const id = await aws.user('ann');
    expect(id).toMatch(/^9067a1b2c3-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(await describeUser(aws, id)).toMatchObject({
      UserId: id,
      UserName: 'ann',
      UserStatus: 'ENABLED',
      Emails: [{ Value: 'ann@example.com', Type: 'work', Primary: true }],
      CreatedAt: aws.clock.now() / 1000,
    });
  });

  it('gets a new id when it is created again after its deletion', async () => {
    const aws = new EmulatedOrganization();
    const first = await aws.user('ann');
    await aws.store('DeleteUser', { UserId: first });
    expect(await aws.user('ann')).not.toBe(first);
  });

  it('is disabled from outside, which the API shows but cannot do', async () => {
    const aws = new EmulatedOrganization();
    const id = await aws.user('ann');
    aws.identityStore.setUserStatus(id, 'DISABLED');
    expect((await describeUser(aws, id)).UserStatus).toBe('DISABLED');
    await expect(update(aws, id, 'userStatus', 'ENABLED')).rejects.toMatchObject({
      name: 'ValidationException',
    });
    expect((await describeUser(aws, id)).UserStatus).toBe('DISABLED');
    expect(() => aws.identityStore.setUserStatus(NOBODY, 'DISABLED')).toThrow('USER not found.');
  });

  it.each([
    ['the same user name in other letters', { UserName: 'ANN' }, 'ConflictException'],
    [
      'the same email address',
      { UserName: 'ann2', Emails: [{ Value: 'Ann@example.com' }] },
      'ConflictException',
    ],
    ['no user name', { DisplayName: 'Ann' }, 'ValidationException'],
    ['white space in the user name', { UserName: 'ann smith' }, 'ValidationException'],
    [
      'two email addresses',
      { UserName: 'x', Emails: [{ Value: 'a@b' }, { Value: 'c@d' }] },
      'ValidationException',
    ],
    ['an unknown extension', { UserName: 'x', Extensions: { other: {} } }, 'ValidationException'],
  ])('is not created with %s', async (_, input, name) => {
    const aws = new EmulatedOrganization();
    await aws.user('ann');
    await expect(aws.store('CreateUser', input)).rejects.toMatchObject({ name });
    expect((await aws.store<ListUsersResponse>('ListUsers')).Users).toHaveLength(1);
  });

  it('is found by user name and by email address, in any letters', async () => {
    const aws = new EmulatedOrganization();
    const id = await aws.user('ann');
    expect((await userIdBy(aws, 'userName', 'Ann')).UserId).toBe(id);
    expect((await userIdBy(aws, 'emails.value', 'ANN@example.com')).UserId).toBe(id);
    await expect(userIdBy(aws, 'userName', 'bob')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      fields: { ResourceType: 'USER', ResourceId: 'bob' },
    });
    await expect(userIdBy(aws, 'displayName', 'ann')).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('is not found by what it was called before', async () => {
    const aws = new EmulatedOrganization();
    const id = await aws.user('ann');
    await update(aws, id, 'userName', 'anna');
    await update(aws, id, 'emails', [{ Value: 'anna@example.com' }]);
    expect((await userIdBy(aws, 'userName', 'anna')).UserId).toBe(id);
    await expect(userIdBy(aws, 'userName', 'ann')).rejects.toThrow('USER not found.');
    await expect(userIdBy(aws, 'emails.value', 'ann@example.com')).rejects.toThrow('USER not found.');
    await expect(aws.user('ann')).resolves.toEqual(expect.any(String));
  });

  it('has its enterprise attributes shown to those who ask for them', async () => {
    const aws = new EmulatedOrganization();
    const { UserId } = await aws.store<{ UserId: string }>('CreateUser', {
      UserName: 'ann',
      Extensions: { [ENTERPRISE]: { department: 'Shop', manager: { value: 'boss' } } },
    });
    expect((await describeUser(aws, UserId)).Extensions).toBeUndefined();
    await update(aws, UserId, `${ENTERPRISE}.department`, 'Warehouse');
    await update(aws, UserId, `${ENTERPRISE}.manager.value`);
    expect((await describeUser(aws, UserId, { Extensions: [ENTERPRISE] })).Extensions).toEqual({
      [ENTERPRISE]: { department: 'Warehouse', manager: {} },
    });
  });
});

describe('updating a user', () => {
  it('sets, nests, replaces and removes attributes', async () => {
    const aws = new EmulatedOrganization();
    const id = await aws.user('ann');
    await aws.clock.advance(1_000);
    await aws.store('UpdateUser', {
      UserId: id,
      Operations: [
        { AttributePath: 'title', AttributeValue: 'Engineer' },
        { AttributePath: 'name.givenName', AttributeValue: 'Ann' },
        { AttributePath: 'emails', AttributeValue: [{ value: 'a@example.com', primary: true }] },
        { AttributePath: 'displayName' },
      ],
    });
    const user = await describeUser(aws, id);
    expect(user).toMatchObject({
      Title: 'Engineer',
      Name: { GivenName: 'Ann' },
      Emails: [{ Value: 'a@example.com', Primary: true }],
      UpdatedAt: aws.clock.now() / 1000,
    });
    expect(user.DisplayName).toBeUndefined();
  });

  it.each([
    ['emails.value', 'b@example.com', 'Unsupported update operation on multi-value attribute emails'],
    ['emails[0].value', 'b@example.com', 'please provide full replacement'],
    ['favouriteColour', 'red', 'Invalid attribute path'],
    ['title.short', 'E', 'Invalid attribute path'],
    ['title', 42, "Value at 'Title'"],
    ['userName', undefined, "Value at 'UserName'"],
    [`${ENTERPRISE}.badge`, '1', 'badge'],
  ])('refuses %s = %p', async (path, value, message) => {
    const aws = new EmulatedOrganization();
    const id = await aws.user('ann');
    const before = await describeUser(aws, id);
    await expect(update(aws, id, path, value)).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining(message),
    });
    expect(await describeUser(aws, id)).toEqual(before);
  });

  it('changes nothing when one of several operations is refused', async () => {
    const aws = new EmulatedOrganization();
    const id = await aws.user('ann');
    await aws.user('bob');
    const Operations = [
      { AttributePath: 'title', AttributeValue: 'Engineer' },
      { AttributePath: 'userName', AttributeValue: 'BOB' },
    ];
    await expect(aws.store('UpdateUser', { UserId: id, Operations })).rejects.toMatchObject({
      name: 'ConflictException',
      fields: { Reason: 'UNIQUENESS_CONSTRAINT_VIOLATION' },
    });
    expect((await describeUser(aws, id)).Title).toBeUndefined();
    expect((await userIdBy(aws, 'userName', 'ann')).UserId).toBe(id);
  });
});
