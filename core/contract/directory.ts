import { z } from 'zod';
import { pageOf, pageQuery, SearchText } from './common';

export const DirectoryKind = z.enum([
  'accounts',
  'organizational-units',
  'permission-sets',
  'groups',
  'people',
]);
export type DirectoryKind = z.infer<typeof DirectoryKind>;

/** Search for the admin forms: by text, or by ids to show the names of what is chosen. */
export const DirectoryQuery = z.strictObject({
  ...pageQuery,
  q: SearchText.optional(),
  ids: z
    .string()
    .max(20_000)
    .transform((text) => text.split(',').filter((id) => id !== ''))
    .optional(),
});

export const DirectoryEntry = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    /** What tells two of the same name apart: the path of an account, the user name of a person. */
    description: z.string(),
    /** A suspended account or a disabled person. */
    disabled: z.boolean(),
  })
  .meta({ id: 'DirectoryEntry' });
export type DirectoryEntry = z.infer<typeof DirectoryEntry>;
export const DirectoryPage = pageOf(DirectoryEntry).meta({ id: 'DirectoryPage' });
