import { htmlPart, message } from './inbox/message';
import type { InboxContext } from './inbox/context';
import { list } from './inbox/list';
import { open } from './inbox/open';
import { ownForm } from './own-form';
import { type Router, routes } from './routes';

export type { InboxContext } from './inbox/context';

/** The pages that show what was mailed. */
export function inboxPages(context: InboxContext): Router {
  return routes({
    'GET /inbox': (request) => list(request, context),
    'GET /inbox/message': (request) => message(request, context),
    'GET /inbox/html': (request) => htmlPart(request, context),
    'POST /inbox/open': ownForm('inbox', (request) => open(request, context)),
  });
}
