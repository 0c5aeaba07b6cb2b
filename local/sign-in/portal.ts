import { html } from '../pages/html';
import { ownForm } from '../pages/own-form';
import { pageResponse, problemPage } from '../pages/page';
import { formFields, redirect } from '../pages/request';
import { type Router, routes } from '../pages/routes';
import { isSessionStory } from '../aws/cloudtrail/activity-writer';
import { BadAuthnRequestError, type AuthnRequest, type IdentityProvider } from './identity-provider';
import { peoplePage } from './people-page';
import type { PortalDirectory, PortalPerson } from './portal-directory';
import type { PortalSession, PortalSessions } from './portal-sessions';
import { tilesPage } from './tiles-page';

/** What the portal is made of. */
export type PortalOptions = {
  readonly directory: PortalDirectory;
  readonly identityProvider: IdentityProvider;
  readonly sessions: PortalSessions;
  /** What is told under the address of the metadata. @default the metadata */
  readonly metadata?: () => 'served' | 'gone' | 'expired';
  /** Where the application tile leads: a page of Hourglass that starts sign-in. */
  readonly applicationUrl: string;
};

type SignedIn = { readonly session: PortalSession; readonly person: PortalPerson };

/** The page that stands in for the AWS access portal, and its SAML endpoints. */
export function portal(options: PortalOptions): Router {
  return routes({
    'GET /portal': (request) => home(request, options),
    'GET /portal/people': (request) => people(request, options),
    'POST /portal/person': ownForm('portal', (request) => choosePerson(request, options)),
    'POST /portal/sign-out': ownForm('portal', async (request) =>
      redirect('/portal', { 'set-cookie': options.sessions.end(request) }),
    ),
    'POST /portal/tiles': ownForm('portal', (request) => enterTile(request, options)),
    'GET /portal/saml/sso': (request) => singleSignOn(request, options),
    'GET /portal/saml/metadata': (request) => metadata(request, options),
  });
}

async function home(request: Request, options: PortalOptions): Promise<Response> {
  const signedIn = await whoIs(request, options);
  if (!signedIn) return listPeople(options, '', '/portal');
  const { person, session } = signedIn;
  const tiles = await options.directory.tiles(person.userId);
  return tilesPage({
    person,
    tiles,
    applicationUrl: options.applicationUrl,
    notice: options.sessions.takeNotice(session),
  });
}

async function people(request: Request, options: PortalOptions): Promise<Response> {
  const query = new URL(request.url).searchParams;
  return listPeople(options, query.get('q') ?? '', nextOf(query.get('next')));
}

async function choosePerson(request: Request, options: PortalOptions): Promise<Response> {
  const form = await formFields(request);
  const next = nextOf(form['next']);
  const person = (await options.directory.people()).find((one) => one.userId === form['userId']);
  if (!person) return listPeople(options, '', next, 'This person is not in the directory any more.');
  if (!person.enabled)
    return listPeople(options, '', next, `${person.displayName} is disabled and cannot sign in.`);
  return redirect(next, { 'set-cookie': options.sessions.begin(request, person.userId) });
}

async function enterTile(request: Request, options: PortalOptions): Promise<Response> {
  const form = await formFields(request);
  const signedIn = await whoIs(request, options);
  if (!signedIn) return redirect('/portal');
  const { person, session } = signedIn;
  const story = form['story'];
  if (!isSessionStory(story))
    return problemPage(400, 'Unknown activity', 'Choose one of the activities on the portal.', 'portal');
  // Looked up again: the access may have ended since the page was drawn.
  const tile = (await options.directory.tiles(person.userId)).find(
    (one) => one.accountId === form['accountId'] && one.permissionSetArn === form['permissionSetArn'],
  );
  if (!tile) {
    return problemPage(
      403,
      'No access',
      `${person.displayName} does not hold this access (any more).`,
      'portal',
    );
  }
  await options.directory.useTile(person.userId, tile, story);
  options.sessions.leaveNotice(
    session,
    `You entered ${tile.accountName} as ${tile.permissionSetName}. What you did there is in CloudTrail, and on the activity page of the lease.`,
  );
  return redirect('/portal');
}

async function singleSignOn(request: Request, options: PortalOptions): Promise<Response> {
  const url = new URL(request.url);
  try {
    const asked = await options.identityProvider.readRequest(url.searchParams.get('SAMLRequest') ?? '');
    const signedIn = await whoIs(request, options);
    if (!signedIn) return await listPeople(options, '', url.pathname + url.search);
    const answer = await options.identityProvider.answer(asked, signedIn.person);
    return answerPage(asked, answer, url.searchParams.get('RelayState') ?? '');
  } catch (error) {
    if (error instanceof BadAuthnRequestError)
      return problemPage(400, 'Sign-in request refused', error.message, 'portal');
    throw error;
  }
}

function answerPage(asked: AuthnRequest, answer: string, relayState: string): Response {
  const body = html`<h1>Signing in…</h1>
<form method="post" action="${asked.acsUrl}">
<input type="hidden" name="SAMLResponse" value="${answer}"><input type="hidden" name="RelayState" value="${relayState}">
<button>Continue to Hourglass</button></form>`;
  return pageResponse({ title: 'Signing in', body, nav: 'portal', script: 'document.forms[0].submit();' });
}

async function metadata(request: Request, options: PortalOptions): Promise<Response> {
  const state = options.metadata?.() ?? 'served';
  if (state === 'gone') return new Response('Not found', { status: 404 });
  const xml = await options.identityProvider.metadata(new URL(request.url).origin, state === 'expired');
  return new Response(xml, { headers: { 'content-type': 'application/samlmetadata+xml' } });
}

async function whoIs(request: Request, options: PortalOptions): Promise<SignedIn | undefined> {
  const session = options.sessions.find(request);
  if (!session) return undefined;
  const person = (await options.directory.people()).find(
    (one) => one.userId === session.userId && one.enabled,
  );
  return person && { session, person };
}

async function listPeople(
  options: PortalOptions,
  search: string,
  next: string,
  problem?: string,
): Promise<Response> {
  const found = await options.directory.people();
  return peoplePage({ people: found, search, next, ...(problem !== undefined && { problem }) });
}

// Only paths of the portal itself: an open redirect would let a link choose where a fresh session goes.
function nextOf(value: string | null | undefined): string {
  return value === '/portal' || value?.startsWith('/portal/saml/sso?') ? value : '/portal';
}
