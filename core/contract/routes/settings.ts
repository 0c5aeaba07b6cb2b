import { SettingsEdit, SettingsView } from '../policies';
import { route } from './route';

/** Settings. */
export const settingsRoutes = {
  readSettings: route({
    tag: 'settings',
    method: 'GET',
    path: '/settings',
    scope: 'policies.read',
    summary: 'Settings (admins)',
    response: SettingsView,
  }),
  changeSettings: route({
    tag: 'settings',
    method: 'PUT',
    path: '/settings',
    scope: 'policies.write',
    summary: 'Change settings (admins)',
    body: SettingsEdit,
    response: SettingsView,
  }),
} as const;
