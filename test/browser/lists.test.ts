import { onStage } from './support/on-stage';
import type { Person } from './support/person';

const act = onStage();
const search = (person: Person) => new URL(person.page.url()).search;

test('a filter is kept in the address, survives a reload, and goes away with a click', async () => {
  const ann = await act.stage.enter('ann');
  await ann.link('My requests').click();
  await expect(ann.heading('My requests')).toShow();
  const rows = ann.page.getByRole('table').getByRole('row');
  await expect(rows.nth(4)).toShow();
  await ann.page.getByRole('button', { name: /^Status/ }).click();
  await ann.page.getByRole('option', { name: 'Rejected' }).click();
  await ann.page.getByPlaceholder(/^Search by account/).fill('refunds');
  await ann.page.waitForURL(/q=refunds/);
  await expect(ann.text('PowerUserAccess in payments-api-prod')).toShow();
  await rows.nth(2).waitFor({ state: 'detached' });
  expect(search(ann)).toBe('?status=rejected&q=refunds');

  await ann.page.reload();
  await expect(ann.text('PowerUserAccess in payments-api-prod')).toShow();
  expect(await rows.count()).toBe(2);
  expect(search(ann)).toBe('?status=rejected&q=refunds');

  await ann.page.getByPlaceholder(/^Search by account/).fill('no such thing');
  await expect(ann.text('Nothing matches')).toShow();
  await ann.button('Clear search and filters').last().click();
  await expect(rows.nth(4)).toShow();
  expect(search(ann)).toBe('');
});

test('a list goes on to its next page and back', async () => {
  const aud = await act.stage.seat('aud');
  await aud.signIn('/audit', 'All requests');
  const first = aud.page
    .getByRole('table')
    .getByRole('row')
    .filter({ has: aud.page.getByRole('link') })
    .first();
  await expect(first).toShow();
  const top = (await first.textContent()) ?? '';
  await aud.button('Next page').click();
  await expect(first.filter({ hasNotText: top })).toShow();
  await aud.button('Previous page').click();
  await expect(first.filter({ hasText: top })).toShow();
});

test('somebody who has nothing is told so on every list', async () => {
  const ivy = await act.stage.enter('ivy');
  for (const text of [
    'You hold no temporary access.',
    'No request waits for you.',
    'You have not asked for anything yet.',
  ])
    await expect(ivy.text(text)).toShow();
  const empty = [
    ['/requests', 'No requests yet'],
    ['/approvals', 'Nothing waits for you'],
    ['/approvals?tab=decided', 'You have not decided anything yet'],
    ['/access', 'No active access'],
  ] as const;
  for (const [path, text] of empty) {
    await ivy.open(path);
    await expect(ivy.text(text)).toShow();
  }
  await ivy.open('/request');
  await ivy.page.getByRole('button', { name: /^Account/ }).click();
  await expect(ivy.text('No account that you may ask for fits')).toShow();
});

test('when the API fails, a list says so and works again after a retry', async () => {
  const ann = await act.stage.enter('ann');
  ann.problems.expect(/50[03]/);
  await ann.page.route('**/api/requests?*', (route) => route.fulfill({ status: 503, body: '' }));
  await ann.link('My requests').click();
  await expect(ann.button('Try again')).toShow();
  await ann.page.unroute('**/api/requests?*');
  await ann.button('Try again').click();
  await expect(ann.page.getByRole('table').getByRole('row').nth(4)).toShow();
});

test('when the network is away, the page keeps what it shows and catches up afterwards', async () => {
  const { stage, scenes } = act;
  const request = await scenes.ask('ann', { account: 'cards-prod', permissionSet: 'ReadOnlyAccess' });
  const ann = await stage.seat('ann');
  await ann.signIn(`/requests/${request.id}`, /ReadOnlyAccess in cards-prod/);
  ann.problems.expect(/ERR_INTERNET_DISCONNECTED/);
  await ann.context.setOffline(true);
  await scenes.decide('ben', request, 'approve');
  await expect(ann.text('Pending').first()).toShow();
  await ann.context.setOffline(false);
  await expect(ann.text('Held since')).toShow();
});

test('an address that leads nowhere says so and leads home', async () => {
  const ann = await act.stage.seat('ann');
  await ann.signIn('/no/such/page', 'Page not found');
  await ann.link('Go to the home page').click();
  await expect(ann.text('Hello Ann Lee')).toShow();
});

test('a request of somebody else is not there', async () => {
  const { stage, scenes } = act;
  const request = await scenes.ask('rui', { account: 'cards-prod', permissionSet: 'PowerUserAccess' });
  const ivy = await stage.enter('ivy');
  ivy.problems.expect(/404/);
  await ivy.open(`/requests/${request.id}`);
  await expect(ivy.text(/not found|no such request|does not exist/i).first()).toShow();
  expect(await ivy.text('cards-prod').count()).toBe(0);
});
