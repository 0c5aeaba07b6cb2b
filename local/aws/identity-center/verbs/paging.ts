import { pageInput } from '../../support/paging';

/** How sso-admin pages: 100 at a time unless fewer are asked for. */
export const PAGING = { size: 100 };

/** The paging members of an input of sso-admin. */
export const paged = pageInput(100);
