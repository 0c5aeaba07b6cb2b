import type { Mail } from '../../aws/ses/mail';
import type { PortalPerson } from '../../sign-in/portal-directory';
import { html, type Html } from '../html';
import { moment } from '../moment';
import { pageResponse, problemPage } from '../page';
import { type InboxContext, ownLinks, personWith, recipientsOf } from './context';

/** The email that the query names, if it is (still) there. */
export function findMail(request: Request, { messages }: InboxContext): Mail | undefined {
  const id = new URL(request.url).searchParams.get('id');
  return messages().find((mail) => mail.id === id);
}

/** GET /inbox/message: one email, its HTML in a frame that can run nothing. */
export async function message(request: Request, context: InboxContext): Promise<Response> {
  const mail = findMail(request, context);
  if (!mail) return noSuchMail();
  const people = await context.directory.people();
  const frame = `/inbox/html?id=${encodeURIComponent(mail.id)}`;
  const body = html`<p><a href="/inbox">All emails</a></p><h1>${mail.subject || '(no subject)'}</h1>
${headers(mail)}
${openAs(mail, people, context.origins)}
${
  mail.html === null
    ? undefined
    : html`<h2 id="html">As most people see it</h2>
<iframe class="card" style="width:100%;height:44rem;padding:0;background:#fff" title="HTML part of the email" sandbox="allow-top-navigation-by-user-activation" src="${frame}"></iframe>`
}
<h2>As plain text</h2>
${mail.text === null ? html`<p class="notice bad">This email has no text part.</p>` : html`<pre class="card small" style="white-space:pre-wrap;overflow-wrap:anywhere">${mail.text}</pre>`}`;
  return pageResponse({ title: mail.subject, body, nav: 'inbox' });
}

/** The page for an email that does not exist. */
export function noSuchMail(): Response {
  return problemPage(
    404,
    'No such email',
    'It may be among those that were forgotten; the newest 500 are kept.',
    'inbox',
  );
}

/**
 * GET /inbox/html: the HTML part alone, as in a mail program: no scripts, no forms, nothing fetched; links open in the whole
 * window.
 */
export async function htmlPart(request: Request, context: InboxContext): Promise<Response> {
  const mail = findMail(request, context);
  if (!mail || mail.html === null) return noSuchMail();
  return new Response(withTopLinks(mail.html), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; frame-ancestors 'self'; sandbox allow-top-navigation-by-user-activation",
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    },
  });
}

/** Inside the head, as markup before the doctype would change how a browser lays the email out. */
function withTopLinks(markup: string): string {
  const base = '<base target="_top">';
  return /<head[^>]*>/i.test(markup) ? markup.replace(/<head[^>]*>/i, `$&${base}`) : `${base}${markup}`;
}

function headers(mail: Mail): Html {
  const rows: [string, string][] = [
    ['From', mail.from],
    ['To', mail.to.join(', ')],
    ['Cc', mail.cc.join(', ')],
    ['Bcc', mail.bcc.join(', ')],
    ['Reply to', mail.replyTo.join(', ')],
  ];
  const given = rows.filter(([, value]) => value !== '');
  return html`<table class="small"><tbody>${given.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}
<tr><th scope="row">Sent</th><td>${moment(mail.sentAt)}</td></tr></tbody></table>`;
}

function openAs(mail: Mail, people: readonly PortalPerson[], origins: readonly string[]): Html {
  const readers = recipientsOf(mail).flatMap((address) => personWith(address, people) ?? []);
  const links = ownLinks(mail, origins);
  if (links.length === 0 || readers.length === 0) return html``;
  return html`<h2>Follow the link</h2><p class="soft">Signs this browser in as the person who got the email, whoever it was before.</p>
${readers.map((reader) =>
  links.map(
    (
      link,
      index,
    ) => html`<form method="post" action="/inbox/open" class="row"><input type="hidden" name="id" value="${mail.id}">
<input type="hidden" name="userId" value="${reader.userId}"><input type="hidden" name="link" value="${index}">
<button>Open as ${reader.displayName}</button> <code class="small">${link.slice(0, 80)}${link.length > 80 && '…'}</code></form>`,
  ),
)}`;
}
