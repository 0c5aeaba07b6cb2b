import type { Locator } from 'playwright-core';
import type { Person } from './person';
import type { Facts } from './play';

/** A page in one state, as one person sees it. */
export type Screen = {
  /** Name of its picture. */
  readonly name: string;
  /** User name; absent: nobody is signed in. */
  readonly who?: string;
  readonly path: string | ((facts: Facts) => string);
  /** What is there once the page is. */
  readonly shows: (person: Person) => Locator;
  /** What somebody does there before one looks. */
  readonly act?: (person: Person) => Promise<void>;
  /** Complaints of the browser that belong to it. */
  readonly complaints?: RegExp;
};

const heading = (name: string | RegExp) => (person: Person) => person.heading(name);
const text = (words: string | RegExp) => (person: Person) => person.text(words).first();
const click = (name: string | RegExp) => (person: Person) => person.button(name).first().click();

const asked = (name: string | RegExp) => async (person: Person) => {
  await click(name)(person);
  await person.dialog().waitFor();
};

const as = (who: string, screens: readonly Omit<Screen, 'who'>[]): Screen[] =>
  screens.map((screen) => ({ who, ...screen }));

const requester: readonly Screen[] = as('ann', [
  { name: 'home', path: '/', shows: (person) => person.page.getByRole('timer').first() },
  { name: 'request-empty', path: '/request', shows: heading('Request access') },
  {
    name: 'request-unfinished',
    path: '/request',
    shows: heading('Request access'),
    act: async (person) => {
      await person.page.getByRole('radio', { name: 'At a date and time' }).check();
      await click('Request')(person);
      await person.text('Choose a date and a time.').first().waitFor();
    },
  },
  {
    name: 'request-again',
    path: (facts) => `/request?again=${facts.failed.id}`,
    shows: text('You may ask for this'),
  },
  {
    name: 'request-refused',
    path: (facts) => `/request?again=${facts.pending.id}`,
    shows: text('This would be refused'),
  },
  {
    name: 'request-choosing',
    path: '/request',
    shows: heading('Request access'),
    act: async (person) => {
      await person.button(/^Account/).click();
      await person.page.getByRole('option').first().waitFor();
    },
  },
  { name: 'my-requests', path: '/requests', shows: text('PowerUserAccess in payments-api-prod') },
  { name: 'my-requests-no-match', path: '/requests?q=nothing-like-it', shows: text('Nothing matches') },
  { name: 'detail-pending', path: (facts) => `/requests/${facts.pending.id}`, shows: text('What happened') },
  {
    name: 'detail-cancelling',
    path: (facts) => `/requests/${facts.pending.id}`,
    shows: text('What happened'),
    act: asked('Cancel request'),
  },
  { name: 'detail-steps', path: (facts) => `/requests/${facts.steps.id}`, shows: text('Step 2: Security') },
  { name: 'detail-active', path: (facts) => `/requests/${facts.active.id}`, shows: text('Held since') },
  { name: 'detail-failed', path: (facts) => `/requests/${facts.failed.id}`, shows: text('Why it failed') },
  {
    name: 'activity',
    path: (facts) => `/requests/${facts.active.id}/leases/${facts.lease}/activity`,
    shows: text('Export CSV'),
  },
  { name: 'access-mine', path: '/access', shows: text('ReadOnlyAccess in cards-prod') },
  {
    name: 'access-returning',
    path: '/access',
    shows: text('ReadOnlyAccess in cards-prod'),
    act: asked(/^Return access/),
  },
  { name: 'not-found', path: '/nothing/here', shows: heading('Page not found') },
  {
    name: 'menu-of-the-person',
    path: '/access',
    shows: text('ReadOnlyAccess in cards-prod'),
    act: async (person) => {
      await click('Ann Lee')(person);
      await person.page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
    },
  },
]);

const approver: readonly Screen[] = as('ben', [
  { name: 'home', path: '/', shows: text('asks for') },
  { name: 'approvals', path: '/approvals', shows: text('DatabaseOperator in payments-api-prod') },
  { name: 'approvals-decided', path: '/approvals?tab=decided', shows: text('cards-prod') },
  { name: 'deciding', path: (facts) => facts.link, shows: text('Your decision is asked for') },
  {
    name: 'approving',
    path: (facts) => `/requests/${facts.pending.id}`,
    shows: text('Your decision is asked for'),
    act: asked(/^Approve/),
  },
  {
    name: 'rejecting-without-a-word',
    path: (facts) => `/requests/${facts.pending.id}`,
    shows: text('Your decision is asked for'),
    act: async (person) => {
      await click(/^Reject/)(person);
      await person.dialog().getByRole('button', { name: 'Reject' }).click();
      await person.text('Say why.').first().waitFor();
    },
  },
  { name: 'access-endable', path: '/access?view=endable', shows: text('Ann Lee') },
  { name: 'link-used', path: (facts) => facts.used, shows: heading('This request is already decided') },
  { name: 'link-invalid', path: (facts) => `${facts.link}AAAA`, shows: heading('This link is not valid') },
]);

const auditor: readonly Screen[] = as('aud', [
  { name: 'all-requests', path: '/audit', shows: text('cards-prod') },
  {
    name: 'audit-trail-checked',
    path: '/audit/trail',
    shows: text('Check the audit trail'),
    act: async (person) => {
      await person.button('Check the audit trail').click();
      await person.text(/^The chain holds/).waitFor();
    },
  },
  { name: 'detail', path: (facts) => `/requests/${facts.active.id}`, shows: text('Held since') },
  { name: 'access-all', path: '/access?view=all', shows: text('Ann Lee') },
]);

const creating = async (person: Person) => {
  await person.button('Create policy').click();
  await person.text('Look at the marked fields.').first().waitFor();
};

const admin: readonly Screen[] = as('adm', [
  { name: 'home', path: '/', shows: text('You hold no temporary access.') },
  { name: 'eligibility', path: '/policies/eligibility', shows: text('Finance reads bills') },
  {
    name: 'eligibility-edit',
    path: (facts) => `/policies/eligibility/${facts.eligibility}`,
    shows: text('Version 1'),
  },
  {
    name: 'eligibility-new',
    path: '/policies/eligibility/new',
    shows: heading('New eligibility policy'),
    act: creating,
  },
  { name: 'approval', path: '/policies/approval', shows: text('Payments production') },
  {
    name: 'approval-edit',
    path: (facts) => `/policies/approval/${facts.approval}`,
    shows: text('Version 1'),
  },
  {
    name: 'approval-new',
    path: '/policies/approval/new',
    shows: heading('New approval policy'),
    act: creating,
  },
  { name: 'settings', path: '/settings', shows: text('Where a ticket can be read') },
]);

const responder: readonly Screen[] = as('res', [
  {
    name: 'emergency',
    path: '/emergency',
    shows: text('Nothing was ended in an emergency yet'),
  },
  {
    name: 'emergency-ending-everything',
    path: '/emergency',
    shows: heading('Emergency'),
    act: async (person) => {
      await person.button(/^What to end/).click();
      await person.page.getByRole('option', { name: 'Everything' }).click();
      await person.text(/^\d+ leases of \d+ people/).waitFor();
      await person.button('End access').click();
      await person.dialog().getByRole('button', { name: 'End access' }).click();
      await person.dialog().getByText('must say why').first().waitFor();
    },
    complaints: /400/,
  },
  {
    name: 'emergency-stopping',
    path: '/emergency',
    shows: heading('Emergency'),
    act: asked('Stop activations'),
  },
]);

const others: readonly Screen[] = [
  { name: 'home-empty', who: 'ivy', path: '/', shows: text('You have not asked for anything yet.') },
  { name: 'requests-empty', who: 'ivy', path: '/requests', shows: text('No requests yet') },
  { name: 'approvals-empty', who: 'ivy', path: '/approvals', shows: text('Nothing waits for you') },
  {
    name: 'link-no-authority',
    who: 'ivy',
    path: (facts) => facts.link,
    shows: heading('You may not decide this request'),
  },
  { name: 'not-your-page', who: 'ivy', path: '/settings', shows: text('Your role does not include') },
  {
    name: 'api-failure',
    who: 'ivy',
    path: '/not/yet/failing',
    shows: heading('Page not found'),
    act: async (person) => {
      await person.page.route('**/api/requests?*', (route) => route.fulfill({ status: 500, body: '' }));
      await person.link('Go to the home page').click();
      await person.button('Try again').first().waitFor();
    },
    complaints: /500/,
  },
  {
    name: 'signed-out',
    who: 'sam',
    path: '/',
    shows: text('Hello Sam'),
    act: async (person) => {
      await click('Sam Okafor')(person);
      await person.page.getByRole('menuitem', { name: 'Sign out' }).click();
      await person.heading('You are signed out').waitFor();
    },
  },
  { name: 'portal-people', path: '/portal', shows: heading('Who are you?') },
  { name: 'portal-tiles', who: 'ann', path: '/portal', shows: text('Accounts you may enter now') },
  { name: 'inbox', path: '/inbox', shows: heading('Inbox') },
  {
    name: 'inbox-message',
    path: '/inbox',
    shows: heading('Inbox'),
    act: async ({ page }) => {
      await page.getByRole('table').getByRole('link').first().click();
      await page.frameLocator('iframe').getByRole('link').first().waitFor();
    },
  },
  { name: 'panel', path: '/panel', shows: (person) => person.page.getByRole('heading').first() },
];

/** Every screen of the app and of the laptop's own pages. */
export const SCREENS: readonly Screen[] = [
  ...requester,
  ...approver,
  ...auditor,
  ...admin,
  ...responder,
  ...others,
];
