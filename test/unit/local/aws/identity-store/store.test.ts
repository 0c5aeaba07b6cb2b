import type { ListUsersResponse } from '@aws-sdk/client-identitystore';
import {
  ConflictException,
  CreateUserCommand,
  DescribeUserCommand,
  IdentitystoreClient,
  paginateListUsers,
  ResourceNotFoundException,
  UpdateUserCommand,
} from '@aws-sdk/client-identitystore';
import { startEndpoint } from '../../../../../local/aws/endpoint';
import { Faults } from '../../../../../local/aws/faults';
import { pages } from '../../../../support/emulated-call';
import { EmulatedOrganization } from '../../../../support/emulated-organization';
import { NOBODY, describeUser } from '../../../../support/emulated-people';

describe('lists', () => {
  it('have 100 users on a page, and every user on one page only', async () => {
    const aws = new EmulatedOrganization();
    for (let i = 0; i < 250; i += 1) await aws.user(`user-${i}`);
    const found = await pages<ListUsersResponse>(aws.identityStore, 'ListUsers', {
      IdentityStoreId: aws.IdentityStoreId,
    });
    expect(found.map(({ Users }) => Users?.length)).toEqual([100, 100, 50]);
    expect(new Set(found.flatMap(({ Users = [] }) => Users.map(({ UserId }) => UserId))).size).toBe(250);
  });

  it('are filtered by user name', async () => {
    const aws = new EmulatedOrganization();
    await aws.user('ann');
    const id = await aws.user('bob');
    const Filters = [{ AttributePath: 'UserName', AttributeValue: 'bob' }];
    const { Users } = await aws.store<ListUsersResponse>('ListUsers', { Filters });
    expect(Users?.map(({ UserId }) => UserId)).toEqual([id]);
  });
});

describe('the store', () => {
  it('is not found by another id', async () => {
    const aws = new EmulatedOrganization();
    await expect(aws.store('ListUsers', { IdentityStoreId: 'd-0000000000' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      fields: { ResourceType: 'IDENTITY_STORE', ResourceId: 'd-0000000000' },
    });
  });

  it('is the same after a restart, and gives no id twice', async () => {
    const aws = new EmulatedOrganization();
    const GroupId = await aws.group('operators');
    const UserId = await aws.user('ann');
    await aws.store('CreateGroupMembership', { GroupId, MemberId: { UserId } });
    aws.identityStore.setUserStatus(UserId, 'DISABLED');
    const before = await describeUser(aws, UserId);
    const again = aws.restarted();
    expect(await describeUser(again, UserId)).toEqual(before);
    expect(again.identityStore.groupsOf(UserId)).toEqual([GroupId]);
    await expect(again.user('ann')).rejects.toMatchObject({ name: 'ConflictException' });
    expect([GroupId, UserId]).not.toContain(await again.user('bob'));
  });
});

describe('through the SDK', () => {
  it('users are created, changed, described and paged, and refusals are of the SDK’s classes', async () => {
    const aws = new EmulatedOrganization();
    const { IdentityStoreId, clock: timeline, identityStore } = aws;
    const endpoint = await startEndpoint({ services: [identityStore], faults: new Faults(), timeline });
    const client = new IdentitystoreClient({
      endpoint: endpoint.url,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 's' },
      maxAttempts: 1,
    });
    try {
      const create = new CreateUserCommand({ IdentityStoreId, UserName: 'ann' });
      const { UserId } = await client.send(create);
      await client.send(
        new UpdateUserCommand({
          IdentityStoreId,
          UserId,
          Operations: [
            { AttributePath: 'emails', AttributeValue: [{ Value: 'a@b.example', Primary: true }] },
          ],
        }),
      );
      const user = await client.send(new DescribeUserCommand({ IdentityStoreId, UserId }));
      expect(user.Emails).toEqual([{ Value: 'a@b.example', Primary: true }]);
      expect(user.CreatedAt).toEqual(new Date(timeline.now()));
      const again = await client.send(create).catch((error: unknown) => error);
      expect(again).toBeInstanceOf(ConflictException);
      expect(again).toMatchObject({ Reason: 'UNIQUENESS_CONSTRAINT_VIOLATION' });
      const missing = await client
        .send(new DescribeUserCommand({ IdentityStoreId, UserId: NOBODY }))
        .catch((error: unknown) => error);
      expect(missing).toBeInstanceOf(ResourceNotFoundException);
      expect(missing).toMatchObject({ ResourceType: 'USER', ResourceId: NOBODY });
      const names = [];
      for await (const { Users = [] } of paginateListUsers({ client }, { IdentityStoreId })) {
        names.push(...Users.map(({ UserName }) => UserName));
      }
      expect(names).toEqual(['ann']);
    } finally {
      client.destroy();
      await endpoint.close();
    }
  });
});
