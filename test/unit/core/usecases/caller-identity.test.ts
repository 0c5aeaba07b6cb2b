import { machineId } from '../../../../core/model/machine';
import { CallerRefusedError, Viewers } from '../../../../core/usecases/caller-identity';
import { GROUPS, PEOPLE } from '../../../support/build';
import { buildWorld, disabled } from '../../../support/world';

function viewersOf(world = buildWorld()) {
  const viewers = new Viewers(world.ports, { auditorGroupId: GROUPS.auditors, adminGroupId: GROUPS.admins });
  return { world, viewers, ada: { userId: PEOPLE.ada } };
}

describe('who a caller is', () => {
  it('G8: is nobody once they are disabled or removed', async () => {
    const { world, viewers, ada } = viewersOf();
    world.live.differ(disabled(PEOPLE.ada));
    await expect(viewers.now(ada)).rejects.toThrow(CallerRefusedError);
    await expect(viewers.recently(ada)).rejects.toThrow('You are disabled');
    await expect(viewers.now({ userId: 'somebody-deleted' })).rejects.toThrow('You are no longer in');
  });

  it('G11: is shown what they have done, also when they are disabled right after it', async () => {
    const { world, viewers, ada } = viewersOf();
    const snapshot = await world.ports.directory.snapshot();
    const people = snapshot.people.map((one) => ({
      ...one,
      enabled: one.userId !== PEOPLE.ada && one.enabled,
    }));
    world.live.differ(disabled(PEOPLE.ada));
    expect(await viewers.showing(ada, { ...snapshot, people })).toMatchObject({
      userId: PEOPLE.ada,
      enabled: false,
    });
  });

  it('is a machine by its scopes alone, also right after it has filed something', async () => {
    const { world, viewers } = viewersOf();
    const caller = { userId: machineId('pipeline'), scopes: new Set(['requests.write'] as const) };
    const asked = jest.spyOn(world.ports.live, 'person');
    const viewer = await viewers.showing(caller, await world.ports.directory.snapshot());
    expect(viewer).toMatchObject({ userId: caller.userId, admin: false, auditor: false, enabled: true });
    expect(asked).not.toHaveBeenCalled();
  });

  it('is what Identity Center says for somebody whom the snapshot does not have yet', async () => {
    const { world, viewers, ada } = viewersOf();
    const snapshot = await world.ports.directory.snapshot();
    expect(await viewers.showing(ada, { ...snapshot, people: [] })).toMatchObject({
      userId: PEOPLE.ada,
      enabled: true,
    });
  });
});
