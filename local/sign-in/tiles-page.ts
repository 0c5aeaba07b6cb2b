import { SESSION_STORIES } from '../aws/cloudtrail/activity-writer';
import { FORGET_TOKENS } from '../pages/forget-tokens';
import { html, type Html } from '../pages/html';
import { pageResponse } from '../pages/page';
import type { PortalPerson, Tile } from './portal-directory';

/** What the portal shows to somebody who is signed in. */
export type TilesPage = {
  readonly person: PortalPerson;
  readonly tiles: readonly Tile[];
  /** Where the application tile leads: starts sign-in at Hourglass. */
  readonly applicationUrl: string;
  readonly notice?: string | undefined;
};

// Somebody else is at the portal now: Hourglass must not go on as the person before.
const SWITCHED = `
const { person } = document.querySelector('[data-person]').dataset;
if (localStorage.getItem('portal-person') !== person) {
  ${FORGET_TOKENS}
  localStorage.setItem('portal-person', person);
}`;

/** The person's applications and the accounts that the person may enter right now. */
export function tilesPage({ person, tiles, applicationUrl, notice }: TilesPage): Response {
  const body = html`${notice !== undefined && html`<p class="notice" role="status">${notice}</p>`}
<div class="row spread"><h1>AWS access portal</h1>
<div class="row"><a class="button quiet" href="/portal/people">Switch person</a>
<form method="post" action="/portal/sign-out"><button class="quiet">Sign out</button></form></div></div>
<p data-person="${person.userId}">Signed in as <strong>${person.displayName}</strong> <span class="soft">(${person.userName}${person.groups.length > 0 && `; ${person.groups.join(', ')}`})</span></p>
<h2>Applications</h2>
<ul class="grid"><li class="card"><h3>Hourglass</h3><p class="soft small">Ask for access for a few hours, or decide on what others ask for.</p>
<p><a class="button" href="${applicationUrl}">Open Hourglass</a></p></li></ul>
<h2>Accounts you may enter now</h2>
${tiles.length === 0 ? html`<p class="card soft">None. Access that Hourglass gives appears here while it lasts.</p>` : html`<ul class="grid">${tiles.map(tileCard)}</ul>`}`;
  return pageResponse({ title: 'Access portal', body, nav: 'portal', script: SWITCHED });
}

function tileCard(tile: Tile, index: number): Html {
  const id = `story-${index}`;
  return html`<li class="card tile"><h3>${tile.accountName}</h3><p class="soft small mono">${tile.accountId}</p>
<p><strong>${tile.permissionSetName}</strong></p>${tile.description !== undefined && html`<p class="soft small">${tile.description}</p>`}
<form method="post" action="/portal/tiles">
<input type="hidden" name="accountId" value="${tile.accountId}"><input type="hidden" name="permissionSetArn" value="${tile.permissionSetArn}">
<label for="${id}">What to do in the account</label>
<div class="row"><select id="${id}" name="story">${SESSION_STORIES.map((story) => html`<option value="${story.name}">${story.title}</option>`)}</select>
<button aria-label="Enter ${tile.accountName} as ${tile.permissionSetName}">Enter</button></div></form></li>`;
}
