import type { SettingsView } from '../contract/policies';
import { type Settings, SETTINGS_ID, type SettingsBody } from '../model/policy';
import type { Viewer } from './caller-identity';
import { checkTextRule } from './check-policy';
import { commitPolicy, conflict, versionBy } from './commit-policy';
import type { Ports } from './deps';
import { hourglass } from './events';
import { type Found, found, type Invalid } from './found';
import { settingsOf } from './gather-facts';
import { type Conflict, type NotFound, notFound } from './outcome';
import type { Saved } from './save-policy';
import { settingsView } from './views/policy';

type Deps = Pick<Ports, 'clock' | 'policies' | 'ledger'>;
type Change = { readonly viewer: Viewer; readonly version: number; readonly settings: SettingsBody };

/** The settings in force, for admins. */
export async function readSettings(
  { viewer }: { readonly viewer: Viewer },
  deps: Pick<Ports, 'policies'>,
): Promise<Found<SettingsView> | NotFound> {
  if (!viewer.admin) return notFound;
  return found(settingsView((await readSaved(deps)) ?? settingsOf([])));
}

/** An admin changes the settings, from the version that they saw. */
export async function changeSettings(
  { viewer, version, settings }: Change,
  deps: Deps,
): Promise<Saved<SettingsView> | NotFound | Invalid | Conflict> {
  if (!viewer.admin) return notFound;
  const fields = [
    ...checkTextRule('settings.justification', settings.justification),
    ...checkTextRule('settings.ticket', settings.ticket),
  ];
  if (fields.length > 0) return { kind: 'invalid', fields };
  const before = (await readSaved(deps)) ?? (await saveDefaults(deps));
  if (before.version !== version) return conflict(before);
  const after: Settings = {
    ...settings,
    kind: 'settings',
    id: SETTINGS_ID,
    ...versionBy(viewer, version + 1, deps.clock.now()),
  };
  const collided = await commitPolicy(before, after, viewer, deps);
  return collided ?? { kind: 'saved', value: settingsView(after) };
}

async function readSaved(deps: Pick<Ports, 'policies'>): Promise<Settings | undefined> {
  const record = await deps.policies.read('settings', SETTINGS_ID);
  return record?.kind === 'settings' ? record : undefined;
}

/** The defaults become version 1 before the first edit, so that two first edits meet on a version like any others. */
async function saveDefaults(deps: Deps): Promise<Settings> {
  const now = deps.clock.now();
  const after: Settings = { ...settingsOf([]), changedAt: now };
  await deps.ledger.commit(
    [{ kind: 'policy', after }],
    [
      {
        stream: 'settings',
        type: 'SettingsChanged',
        at: now,
        actor: hourglass('settings'),
        data: { version: after.version, defaults: true },
      },
    ],
  );
  return (await readSaved(deps)) ?? after;
}
