import { html, type Html } from '../pages/html';
import { pageResponse } from '../pages/page';
import type { PortalPerson } from './portal-directory';

// Narrows the list while one types; without it the form asks the server.
const SCRIPT = `
const box = document.querySelector('#q'), count = document.querySelector('#count');
box.addEventListener('input', () => {
  const words = box.value.toLowerCase().split(/\\s+/);
  let shown = 0;
  for (const item of document.querySelectorAll('[data-words]')) {
    item.hidden = !words.every((word) => item.dataset.words.includes(word));
    if (!item.hidden) shown += 1;
  }
  count.textContent = shown === 1 ? '1 person' : shown + ' people';
});`;

/** What the list of people is shown for. */
export type PeoplePage = {
  readonly people: readonly PortalPerson[];
  readonly search: string;
  /** Where the browser goes after the choice: a path below /portal. */
  readonly next: string;
  readonly problem?: string;
};

/** The page on which one says who one is. */
export function peoplePage({ people, search, next, problem }: PeoplePage): Response {
  const found = people
    .filter((person) => matches(person, search))
    .toSorted((one, other) => one.displayName.localeCompare(other.displayName, 'en'));
  const body = html`<h1>Who are you?</h1>
<p class="soft">This page stands in for the AWS access portal. There are no passwords on this laptop: pick a person of the sample organization and sign in as that person.</p>
${problem !== undefined && html`<p class="notice bad" role="alert">${problem}</p>`}
<form method="get" action="/portal/people" role="search" class="card">
<label for="q">Find a person by name, user name or group</label>
<div class="row"><input type="search" id="q" name="q" value="${search}" autocomplete="off" autofocus>
<input type="hidden" name="next" value="${next}"><button class="quiet">Search</button></div>
</form>
<h2 id="count" aria-live="polite">${found.length === 1 ? '1 person' : `${found.length} people`}</h2>
<form method="post" action="/portal/person">
<input type="hidden" name="next" value="${next}">
<ul class="grid">${found.map(choice)}</ul>
</form>`;
  return pageResponse(
    { title: 'Access portal: who are you?', body, nav: 'portal', script: SCRIPT },
    problem === undefined ? 200 : 400,
  );
}

function choice(person: PortalPerson): Html {
  const groups = person.groups.length === 0 ? 'No groups' : person.groups.join(', ');
  return html`<li data-words="${wordsOf(person)}"><button class="pick" name="userId" value="${person.userId}"${!person.enabled && html` disabled`}>
<b>${person.displayName}</b><span>${person.userName}${!person.enabled && ' · disabled in Identity Center'}</span><span>${groups}</span></button></li>`;
}

function matches(person: PortalPerson, search: string): boolean {
  const words = wordsOf(person);
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => words.includes(word));
}

function wordsOf(person: PortalPerson): string {
  return [person.displayName, person.userName, person.email, ...person.groups].join(' ').toLowerCase();
}
