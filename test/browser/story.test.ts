import { readFile } from 'node:fs/promises';
import { onStage } from './support/on-stage';
import type { Person } from './support/person';
import { chooseTarget, sayWhy } from './support/request-form';

const WHY = 'Refunds fail since the deployment at 09:10';
const act = onStage();

/** Opens the newest email in the inbox and follows the button in it. */
async function followMail(person: Person, subject: RegExp): Promise<void> {
  await person.open(`/inbox?to=${person.userName}.osei@example.com`);
  await person.link(subject).first().click();
  await person.page.frameLocator('iframe').getByRole('link', { name: 'Review request' }).click();
}

async function download(person: Person, button: string): Promise<string> {
  const [file] = await Promise.all([person.page.waitForEvent('download'), person.button(button).click()]);
  return readFile(await file.path(), 'utf8');
}

test('ann asks as a newcomer, ben decides from his email, ann works, looks at what she did, and gives it back', async () => {
  const { stage } = act;
  const wish = { account: 'cards-prod', permissionSet: 'ReadOnlyAccess' };
  const [ann, ben] = await Promise.all([stage.enter('ann'), stage.seatAnew('ben')]);

  // Ann asks: eight clicks and what she has to say.
  await ann.watchHands();
  await ann.link('Request access').last().click();
  await chooseTarget(ann, wish);
  await sayWhy(ann, WHY, 'PAY-3001');
  const preview = ann.page.getByRole('status').filter({ hasText: 'You may ask for this' });
  await expect(preview).toShow();
  const foretold = (await preview.textContent()) ?? '';
  expect(foretold).toContain('Payments engineers in payments production');
  expect(foretold).toMatch(/Payments lead: one of payments-leads.*Ben Osei/);
  expect(foretold).toMatch(/Access removed at.*2026.*if it is approved now/);
  await ann.button('Request').click();
  await expect(ann.heading('Ann Lee: ReadOnlyAccess in cards-prod')).toShow();
  expect((await ann.handiwork()).clicks).toBeLessThanOrEqual(8);
  await expect(ann.text('Your request is on its way.')).toShow();
  await expect(ann.text('Pending').first()).toShow();

  // Ben opens the email, signs in, and decides with two clicks.
  await followMail(ben, /cards-prod/);
  await ben.chooseAtPortal();
  await expect(ben.heading('Your decision is asked for', 2)).toShow();
  await ben.watchHands();
  await ben.button(/^Approve/).click();
  await ben.dialog().getByRole('button', { name: 'Approve' }).click();
  await expect(ben.text('Your approval is recorded.')).toShow();
  expect(await ben.handiwork()).toEqual({ clicks: 2, keys: 0 });

  // Ann sees it come without touching anything, and the time run.
  await expect(ann.text('Held since')).toShow();
  const countdown = ann.page.getByRole('timer').first();
  const before = (await countdown.textContent()) ?? '';
  expect(before).toMatch(/left$/);
  await expect(ann.page.getByRole('timer').first().filter({ hasNotText: before })).toShow();
  expect((await ann.handiwork()).clicks).toBeLessThanOrEqual(8);

  // Ann enters the account from the portal; CloudTrail delivers some minutes later.
  const detail = ann.page.url();
  await ann.open('/portal');
  const tile = ann.page.getByRole('listitem').filter({ has: ann.heading('cards-prod', 3) });
  await tile.getByLabel('What to do in the account').selectOption('overreach');
  await tile.getByRole('button', { name: 'Enter cards-prod as ReadOnlyAccess' }).click();
  await expect(ann.text('You entered cards-prod as ReadOnlyAccess.')).toShow();
  await stage.laptop.client.advance(20);

  // What she did is on the page, and in the files.
  await ann.open(detail);
  await ann.link('Activity: ReadOnlyAccess in cards-prod').click();
  await expect(ann.heading('Activity')).toShow();
  await expect(ann.text(/^\d+ calls, [1-9]\d* denied/)).toShow();
  const rows = ann.page.getByRole('table').getByRole('row');
  const calls = (await rows.count()) - 1;
  expect(calls).toBeGreaterThan(3);
  await expect(ann.page.getByRole('img', { name: /calls, \d+ of them denied, between/ })).toShow();
  const csv = await download(ann, 'Export CSV');
  expect(csv.split('\n')[0]).toMatch(/time.*service.*action/i);
  expect(csv.trim().split('\n')).toHaveLength(calls + 1);
  expect(csv).toContain('AccessDenied');
  const json = JSON.parse(await download(ann, 'Export JSON')) as { outcome: string }[];
  expect(json).toHaveLength(calls);
  await ann.page.getByRole('button', { name: /^Outcome/ }).click();
  await ann.page.getByRole('option', { name: 'Denied' }).click();
  const denied = json.filter(({ outcome }) => outcome === 'denied').length;
  await expect(ann.text(`${denied} of ${calls} calls`)).toShow();
  expect(await rows.count()).toBe(denied + 1);
  expect(new URL(ann.page.url()).searchParams.get('outcome')).toBe('denied');

  // She gives it back before its time.
  await ann.open('/');
  await ann.button('Return access: ReadOnlyAccess in cards-prod').click();
  await ann
    .dialog()
    .getByLabel(/^Comment/)
    .fill('Found it');
  await ann.dialog().getByRole('button', { name: 'Return access' }).click();
  await expect(ann.text('You hold no temporary access.')).toShow();
  await ann.open(detail);
  await expect(ann.text('Ended (returned)').first()).toShow();
  await expect(ann.text('Removed from IAM Identity Center.')).toShow();
  await expect(ann.text('“Found it”').first()).toShow();
  await ann.open('/portal');
  await expect(ann.text('Accounts you may enter now')).toShow();
  expect(await ann.button('Enter cards-prod as ReadOnlyAccess').count()).toBe(0);
});

test('a request is asked for again with two clicks', async () => {
  const ann = await act.stage.enter('ann');
  await ann.watchHands();
  await ann
    .link(/^Ask again: ReadOnlyAccess in payments-api-prod/)
    .first()
    .click();
  await expect(ann.text('You may ask for this')).toShow();
  await ann.button('Request').click();
  await expect(ann.heading('Ann Lee: ReadOnlyAccess in payments-api-prod')).toShow();
  expect(await ann.handiwork()).toEqual({ clicks: 2, keys: 0 });
  await expect(ann.text('Pending').first()).toShow();
});

test('a request is rejected only with a comment, which the requester reads', async () => {
  const { stage, scenes } = act;
  const request = await scenes.ask('rui', { account: 'cards-prod', permissionSet: 'PowerUserAccess' });
  const [rui, ben] = await Promise.all([stage.seat('rui'), stage.seat('ben')]);
  await rui.signIn(`/requests/${request.id}`, /PowerUserAccess in cards-prod/);
  await ben.signIn('/approvals', 'Approvals');
  await ben.button(/^Reject: Rui Almeida, PowerUserAccess in cards-prod/).click();
  await ben.dialog().getByRole('button', { name: 'Reject' }).click();
  await expect(ben.dialog().getByText('Say why.')).toShow();
  await ben
    .dialog()
    .getByLabel(/^Comment/)
    .fill('Reading is enough for this.');
  await ben.dialog().getByRole('button', { name: 'Reject' }).click();
  await expect(ben.text('The request is rejected.')).toShow();
  await ben.page.getByRole('tab', { name: 'Decided by you' }).click();
  await expect(ben.link('PowerUserAccess in cards-prod').first()).toShow();
  await expect(rui.text('Rejected').first()).toShow();
  await expect(rui.text('Reading is enough for this.').first()).toShow();
});

test('a requester takes a pending request back', async () => {
  const { stage, scenes } = act;
  const request = await scenes.ask('rui', { account: 'cards-prod', permissionSet: 'DatabaseOperator' });
  const rui = await stage.seat('rui');
  await rui.signIn(`/requests/${request.id}`, /DatabaseOperator in cards-prod/);
  await rui.button('Cancel request').click();
  await rui.dialog().getByRole('button', { name: 'Cancel request' }).click();
  await expect(rui.text('The request is cancelled.')).toShow();
  await expect(rui.text('Cancelled').first()).toShow();
  await expect(rui.button('Cancel request')).toHide();
});

test('an approver ends what was approved, and the holder sees it go', async () => {
  const { stage, scenes } = act;
  const wish = { account: 'payments-settlement-prod', permissionSet: 'DatabaseOperator' };
  const request = await scenes.granted('ann', 'ben', wish);
  const [ann, ben] = await Promise.all([stage.seat('ann'), stage.seat('ben')]);
  await ann.signIn(`/requests/${request.id}`, /DatabaseOperator in payments-settlement-prod/);
  await ben.signIn('/access?view=endable', 'Active access');
  await ben.page
    .getByRole('row', { name: /payments-settlement-prod.*Ann Lee/ })
    .getByRole('button', { name: /^End now/ })
    .click();
  await expect(ben.dialog().getByText('The access of Ann Lee is taken away now.')).toShow();
  await ben.dialog().getByRole('button', { name: 'End now' }).click();
  await expect(ben.text('The access is being ended.')).toShow();
  await expect(ann.text('Ended (revoked)').first()).toShow();
  const ended = ann.page.getByText('Ended by');
  await expect(ended).toShow();
});
