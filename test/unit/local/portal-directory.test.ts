import { NotHeldError } from '../../../local/portal-directory';
import { startControlRig } from '../../support/control-rig';

type Rig = Awaited<ReturnType<typeof startControlRig>>;

describe('the portal’s view of Identity Center', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await startControlRig();
  });
  afterEach(() => rig.clock.stop());

  it('knows people with their groups and status', async () => {
    rig.organization.identityStore.setUserStatus(rig.userId, 'DISABLED');

    expect(await rig.directory.people()).toEqual([
      expect.objectContaining({
        userId: rig.userId,
        userName: 'ann',
        email: 'ann@example.com',
        groups: ['engineers'],
        enabled: false,
      }),
      expect.objectContaining({ userName: 'ben', groups: [], enabled: true }),
    ]);
  });

  it('shows a tile once, however often it is held, and only while it is', async () => {
    const { ssoAdmin } = rig.organization;
    const byGroup = { ...rig.held, principalType: 'GROUP' as const, principalId: rig.groupId };
    expect(await rig.directory.tiles(rig.userId)).toEqual([]);
    ssoAdmin.createOutside(rig.held);
    ssoAdmin.createOutside(byGroup);

    expect(await rig.directory.tiles(rig.userId)).toEqual([
      { ...rig.target, accountName: 'payments-prod', permissionSetName: 'ReadOnly' },
    ]);
    ssoAdmin.deleteOutside(rig.held);
    ssoAdmin.deleteOutside(byGroup);
    expect(await rig.directory.tiles(rig.userId)).toEqual([]);
  });

  it('writes no activity for access that is not held', async () => {
    const tile = { ...rig.target, accountName: 'payments-prod', permissionSetName: 'ReadOnly' };

    await expect(rig.directory.useTile(rig.userId, tile, 'look-around')).rejects.toThrow(NotHeldError);
    expect(await rig.log.read()).toEqual([]);
  });
});
