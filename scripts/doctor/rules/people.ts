import type { Check } from '../check';
import type { NamedGroup } from '../facts';
import { error, type Verdict, well } from '../finding';

const group = 'People';

const DUTIES = {
  adminGroupId: 'Nobody could edit policies and settings.',
  auditorGroupId: 'Nobody but admins could see every request.',
  responderGroupId: 'No responder could end access in an emergency.',
} as const;

/** The groups that the configuration names. */
export const peopleChecks: readonly Check[] = [
  {
    id: 'configured-groups',
    group,
    title: 'Configured groups exist and have enabled members',
    why: 'Who administers, audits and responds is decided by membership of these groups alone.',
    docs: 'docs/DEPLOY.md#before-you-begin',
    from: 'before',
    judge: ({ see }) => see('configuredGroups').map(verdictOn),
  },
];

function verdictOn({ key, id, group: found }: NamedGroup): Verdict {
  const mend = `Correct \`identityCenter.${key}\`: the id is in the Identity Center console under Groups`;
  if (!found) return error(`${key}: there is no group ${id}. ${DUTIES[key]}`, mend);
  const enabled = found.members.filter((member) => member.enabled);
  if (enabled.length > 0) return well(`${key}: ${found.name}, ${counted(enabled.length, 'enabled member')}`);
  return error(
    found.members.length === 0
      ? `${key}: ${found.name} has no member. ${DUTIES[key]}`
      : `${key}: nobody of the ${found.members.length} in ${found.name} is enabled. ${DUTIES[key]}`,
    `Add somebody to ${found.name}: Identity Center console, Groups, or at the source that provisions it`,
  );
}

/** `1 member`, `2 members`. */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
