import { FORGET_TOKENS } from '../forget-tokens';
import { html } from '../html';
import { pageResponse, problemPage } from '../page';
import { formFields } from '../request';
import { type InboxContext, ownLinks, recipientsOf } from './context';
import { noSuchMail } from './message';

const SCRIPT = `
${FORGET_TOKENS}
location.replace(document.querySelector('#go').href);`;

/** POST /inbox/open: signs the browser in at the portal as a reader of the email, and goes on to one of its links. */
export async function open(request: Request, context: InboxContext): Promise<Response> {
  const form = await formFields(request);
  const mail = context.messages().find(({ id }) => id === form['id']);
  if (!mail) return noSuchMail();
  const reader = (await context.directory.people()).find(({ userId }) => userId === form['userId']);
  const link = ownLinks(mail, context.origins)[Number(form['link'] ?? 0)];
  if (!reader || !recipientsOf(mail).includes(reader.email.toLowerCase()) || link === undefined)
    return problemPage(
      400,
      'Cannot open',
      'This person did not get the email, or it has no such link.',
      'inbox',
    );
  if (!reader.enabled)
    return problemPage(400, 'Cannot open', `${reader.displayName} is disabled and cannot sign in.`, 'inbox');
  const body = html`<h1>Opening as ${reader.displayName}…</h1>
<p>Without JavaScript, sign out of Hourglass first if you were somebody else there.</p>
<p><a id="go" class="button" href="${link}">Open the link</a></p>`;
  const cookie = context.sessions.begin(request, reader.userId);
  return pageResponse({ title: 'Opening', body, nav: 'inbox', script: SCRIPT }, 200, {
    'set-cookie': cookie,
  });
}
