import type { PageName } from './page';
import { problemPage } from './page';
import { BadFormError, isForeign } from './request';
import type { Handler } from './routes';

/** A handler of forms that refuses those that another site sent, and says what is wrong with unreadable ones. */
export function ownForm(nav: PageName, handler: Handler): Handler {
  return async (request) => {
    if (isForeign(request)) return problemPage(403, 'Refused', 'This form was sent by another site.', nav);
    try {
      return await handler(request);
    } catch (error) {
      if (error instanceof BadFormError) return problemPage(400, 'Unreadable form', error.message, nav);
      throw error;
    }
  };
}
