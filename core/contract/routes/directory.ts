import { z } from 'zod';
import { DirectoryKind, DirectoryPage, DirectoryQuery } from '../directory';
import { route } from './route';

/** Names for the admin forms. */
export const directoryRoutes = {
  searchDirectory: route({
    tag: 'directory',
    method: 'GET',
    path: '/directory/{kind}',
    scope: 'policies.read',
    summary: 'Search accounts, units, permission sets, groups or people (admins; some kinds: responders)',
    params: z.strictObject({ kind: DirectoryKind }),
    query: DirectoryQuery,
    response: DirectoryPage,
  }),
} as const;
