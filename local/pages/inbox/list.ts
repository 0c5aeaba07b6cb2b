import type { Mail } from '../../aws/ses/mail';
import type { PortalPerson } from '../../sign-in/portal-directory';
import { html, type Html } from '../html';
import { moment } from '../moment';
import { pageResponse } from '../page';
import { type InboxContext, personWith, recipientsOf } from './context';

const PAGE = 50;

/** GET /inbox: every email that was sent, newest first; `to` narrows it to one address. */
export async function list(request: Request, context: InboxContext): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const to = (query.get('to') ?? '').toLowerCase();
  const start = Math.max(0, Math.trunc(Number(query.get('from') ?? 0)) || 0);
  const people = await context.directory.people();
  const all = context.messages();
  const found = all.filter((mail) => to === '' || recipientsOf(mail).includes(to)).toReversed();
  const shown = found.slice(start, start + PAGE);
  const addresses = [...new Set([...all.flatMap(recipientsOf), ...(to === '' ? [] : [to])])].toSorted();
  const body = html`<h1>Inbox</h1>
<p class="soft">Every email that Hourglass sent on this laptop. Nothing leaves it.</p>
<form method="get" action="/inbox" class="card"><label for="to">Whose mail</label>
<div class="row"><select id="to" name="to"><option value="">Everybody’s</option>${addresses.map((address) => option(address, to, people))}</select>
<button class="quiet">Show</button></div></form>
<h2>${found.length === 1 ? '1 email' : `${found.length} emails`}</h2>
${shown.length === 0 ? html`<p class="card soft">None yet. File a request, and its approvers are written to.</p>` : table(shown, people)}
${pager(start, found.length, to)}`;
  return pageResponse({ title: 'Inbox', body, nav: 'inbox' });
}

function option(address: string, chosen: string, people: readonly PortalPerson[]): Html {
  return html`<option value="${address}"${address === chosen && html` selected`}>${nameOf(address, people)}</option>`;
}

function table(mails: readonly Mail[], people: readonly PortalPerson[]): Html {
  return html`<table><thead><tr><th scope="col">Subject</th><th scope="col">To</th><th scope="col">Sent</th></tr></thead>
<tbody>${mails.map(
    (
      mail,
    ) => html`<tr><td><a href="/inbox/message?id=${encodeURIComponent(mail.id)}">${mail.subject || '(no subject)'}</a></td>
<td>${recipientsOf(mail)
      .map((address) => personWith(address, people)?.displayName ?? address)
      .join(', ')}</td><td class="small">${moment(mail.sentAt)}</td></tr>`,
  )}</tbody></table>`;
}

function nameOf(address: string, people: readonly PortalPerson[]): string {
  const person = personWith(address, people);
  return person ? `${person.displayName} (${address})` : address;
}

function pager(start: number, total: number, to: string): Html {
  const link = (from: number, text: string) =>
    html`<a class="button quiet" href="/inbox?${new URLSearchParams({ ...(to && { to }), from: String(from) }).toString()}">${text}</a>`;
  return html`<p class="row">${start > 0 && link(Math.max(0, start - PAGE), 'Newer')}${start + PAGE < total && link(start + PAGE, 'Older')}</p>`;
}
