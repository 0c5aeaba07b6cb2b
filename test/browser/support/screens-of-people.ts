import { as, asked, click, heading, text, type Screen } from './screen';

/** What a requester sees. */
export const requester: readonly Screen[] = as('ann', [
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
  {
    name: 'detail-orphan',
    path: (facts) => `/requests/${facts.orphan.id}`,
    shows: text('This access may still exist'),
  },
  {
    name: 'detail-hard-end',
    path: (facts) => `/requests/${facts.active.id}`,
    answers: { '/api/me': { hardEnd: 'permission-set' } },
    shows: text('Hard end is on'),
  },
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

/** What an approver sees. */
export const approver: readonly Screen[] = as('ben', [
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
  {
    name: 'extending',
    path: (facts) => `/requests/${facts.active.id}`,
    shows: text('Held since'),
    act: asked('Extend'),
  },
  {
    name: 'ending',
    path: (facts) => `/requests/${facts.active.id}`,
    answers: { '/api/me': { hardEnd: 'permission-set' } },
    shows: text('Held since'),
    act: asked(/^End now/),
  },
  { name: 'access-endable', path: '/access?view=endable', shows: text('Ann Lee') },
  { name: 'link-used', path: (facts) => facts.used, shows: heading('This request is already decided') },
  { name: 'link-invalid', path: (facts) => `${facts.link}AAAA`, shows: heading('This link is not valid') },
]);
