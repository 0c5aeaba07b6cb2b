import { click, heading, text, type Screen } from './screen';

/** What others see, and those who have not signed in. */
export const others: readonly Screen[] = [
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
