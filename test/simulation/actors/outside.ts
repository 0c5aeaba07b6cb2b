import type { Assignment } from '../../../local/aws/identity-center/state';
import { ServiceError } from '../../../local/aws/service';
import type { Of } from '../plan';
import { accessKey } from '../records';
import type { Stage } from './context';

type Outside = Of<'disable' | 'join' | 'assign' | 'suspend' | 'delete-set'>;

/** What happens in Identity Center and Organizations without Hourglass: in the console, by Terraform, by the HR system. */
export async function actOutside(stage: Stage, deed: Outside): Promise<void> {
  try {
    await perform(stage, deed);
  } catch (error) {
    // Somebody did it already, or the service will not: as it is in the console too.
    if (!(error instanceof ServiceError)) throw error;
  }
}

async function perform(stage: Stage, deed: Outside): Promise<void> {
  const { organization } = stage.world;
  const { identityStore } = organization;
  switch (deed.kind) {
    case 'disable':
    case 'enable':
      identityStore.setUserStatus(organization.id(deed.who), deed.kind === 'enable' ? 'ENABLED' : 'DISABLED');
      return;
    case 'delete':
      await organization.store('DeleteUser', { UserId: organization.id(deed.who) });
      return;
    case 'rename':
      await rename(stage, deed.who);
      return;
    case 'join':
      await organization.addMember(deed.group, deed.who);
      return;
    case 'leave':
      await organization.removeMember(deed.group, deed.who);
      return;
    case 'assign':
      assign(stage, organization.assignmentOf(deed.triple));
      return;
    case 'unassign':
      unassign(stage, organization.assignmentOf(deed.triple));
      return;
    case 'suspend':
      organization.organizations.setAccountState(organization.id(deed.account), 'SUSPENDED');
      return;
    case 'reopen':
      organization.organizations.setAccountState(organization.id(deed.account), 'ACTIVE');
      return;
    case 'move-out':
      await move(stage, deed.account, 'production', 'root');
      return;
    case 'move-back':
      await move(stage, deed.account, 'root', 'production');
      return;
    case 'delete-set':
      await deleteSet(stage, organization.id(deed.set));
  }
}

/** Another name, another address, the same person: whoever compares names or addresses takes them for two. */
async function rename({ world }: Stage, who: string): Promise<void> {
  const name = `${who}-${world.timeline.now() % 1_000}`;
  await world.organization.store('UpdateUser', {
    UserId: world.organization.id(who),
    Operations: [
      { AttributePath: 'userName', AttributeValue: name },
      {
        AttributePath: 'emails',
        AttributeValue: [{ Value: `${name}@example.com`, Type: 'work', Primary: true }],
      },
    ],
  });
}

function assign({ world, outside }: Stage, assignment: Assignment): void {
  world.organization.ssoAdmin.createOutside(assignment);
  outside.push({ kind: 'assign', key: accessKey(assignment), at: world.timeline.now() });
}

function unassign({ world, outside }: Stage, assignment: Assignment): void {
  world.organization.ssoAdmin.deleteOutside(assignment);
  outside.push({ kind: 'unassign', key: accessKey(assignment), at: world.timeline.now() });
}

async function move({ world }: Stage, account: string, from: string, to: string): Promise<void> {
  const { organization } = world;
  await organization.move(organization.id(account), organization.id(from), organization.id(to));
}

/** Terraform removes what hangs on a permission set before it removes the permission set. */
async function deleteSet(stage: Stage, PermissionSetArn: string): Promise<void> {
  const { organization } = stage.world;
  for (const assignment of organization.ssoAdmin.assignments())
    if (assignment.permissionSetArn === PermissionSetArn) unassign(stage, assignment);
  await organization.sso('DeletePermissionSet', { PermissionSetArn });
}
