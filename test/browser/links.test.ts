import { onStage } from './support/on-stage';

const act = onStage();
const cards = (permissionSet: string) => ({ account: 'cards-prod', permissionSet });

test('a link opens the request at the page it was meant for, through sign-in', async () => {
  const { stage, scenes } = act;
  await scenes.ask('ann', cards('ReadOnlyAccess'));
  const ben = await stage.seatAnew('ben');
  await ben.signIn(await scenes.linkTo('ben'), 'Ann Lee: ReadOnlyAccess in cards-prod');
  expect(new URL(ben.page.url()).searchParams.get('decide')).toBe('1');
  await expect(ben.page.locator(':focus', { hasText: 'Approve' })).toShow();
});

test('a link to a request that was decided says what happened', async () => {
  const { stage, scenes } = act;
  const request = await scenes.ask('ann', cards('PowerUserAccess'));
  const link = await scenes.linkTo('ben');
  await scenes.decide('lena', request, 'reject', 'Not today');
  const ben = await stage.seatAnew('ben');
  await ben.signIn(link, 'This request is already decided');
  await ben.link('Open the request').click();
  await expect(ben.heading('Ann Lee: PowerUserAccess in cards-prod')).toShow();
});

test('a link whose time is over leads to the request as it ended', async () => {
  const { stage, scenes } = act;
  await scenes.changeSettings({ decisionMinutes: 10 });
  await scenes.ask('ann', cards('DatabaseOperator'));
  const link = await scenes.linkTo('ben');
  await scenes.client.advance(11);
  const ben = await stage.seatAnew('ben');
  await ben.signIn(link, 'This link has expired');
  await ben.link('Open the request').click();
  await expect(ben.text('Expired').first()).toShow();
});

test('a link to what has changed since leads to the request as it is now, where it can be decided', async () => {
  const { stage, scenes } = act;
  const wish = { account: 'data-streaming-prod', permissionSet: 'DataScientist' };
  const request = await scenes.ask('mei', wish);
  const early = await scenes.linkTo('chiara');
  await scenes.decide('yuki', request, 'approve');
  const chiara = await stage.seatAnew('chiara');
  await chiara.signIn(early, 'The request has changed since this mail');
  await chiara.link('Open the request as it is now').click();
  await expect(chiara.heading('Mei Lin: DataScientist in data-streaming-prod')).toShow();
  await chiara.button(/^Approve/).click();
  await chiara.dialog().getByRole('button', { name: 'Approve' }).click();
  await expect(chiara.text('Held since')).toShow();
});

test('a forwarded link gives no authority', async () => {
  const { stage, scenes } = act;
  await scenes.ask('rui', cards('ReadOnlyAccess'));
  const ivy = await stage.seatAnew('ivy');
  await ivy.signIn(await scenes.linkTo('ben'), 'You may not decide this request');
  expect(await ivy.text('cards-prod').count()).toBe(0);
  expect(await ivy.button(/Approve|Reject/).count()).toBe(0);
});

test('a link that was tampered with is refused without a word about the request', async () => {
  const { stage, scenes } = act;
  await scenes.ask('rui', cards('PowerUserAccess'));
  const link = await scenes.linkTo('ben');
  const ben = await stage.seatAnew('ben');
  await ben.signIn(`${link.slice(0, -6)}AAAAAA`, 'This link is not valid');
  expect(await ben.text('cards-prod').count()).toBe(0);
  await ben.link('Go to my approvals').click();
  await expect(ben.heading('Approvals')).toShow();
});

test('an address with filters survives sign-in', async () => {
  const aud = await act.stage.seatAnew('aud');
  await aud.signIn('/audit?status=rejected&q=payments', 'All requests');
  expect(new URL(aud.page.url()).search).toBe('?status=rejected&q=payments');
  expect(await aud.page.getByPlaceholder(/^Search by account/).inputValue()).toBe('payments');
});

test('who signs out is out, and can come back as somebody else', async () => {
  const ann = await act.stage.seatAnew('ann');
  await ann.signIn();
  await ann.button('Ann Lee').click();
  await ann.page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(ann.heading('You are signed out')).toShow();
  await ann.open('/portal/people');
  await ann.page.getByRole('button').filter({ hasText: 'Ben Osei' }).click();
  await ann.link('Open Hourglass').click();
  await expect(ann.text('Hello Ben Osei')).toShow();
});

test('an expired session asks for sign-in and comes back to the same page', async () => {
  const ann = await act.stage.seatAnew('ann');
  await ann.signIn('/requests?status=rejected', 'My requests');
  ann.problems.expect(/401|400/);
  // Neither token is accepted any more, and the portal has forgotten who was there.
  await ann.page.evaluate(`
    for (const key of Object.keys(localStorage)) {
      if (key.endsWith('.refreshToken')) localStorage.setItem(key, 'revoked');
      if (key.endsWith('.accessToken')) localStorage.setItem(key, localStorage.getItem(key).slice(0, -8) + 'AAAAAAAA');
    }`);
  await ann.context.clearCookies();
  await ann.page.reload();
  await ann.chooseAtPortal();
  await expect(ann.heading('My requests')).toShow();
  expect(new URL(ann.page.url()).search).toBe('?status=rejected');
});

test('somebody who was disabled in Identity Center is told so', async () => {
  const { stage, scenes } = act;
  const sam = await stage.enter('sam');
  sam.problems.expect(/403/);
  await scenes.client.local('POST', '/people/sam/status', { status: 'DISABLED' });
  // Reading may lag behind Identity Center by a minute.
  await scenes.client.advance(2);
  await sam.page.reload();
  await expect(sam.text('You are disabled in IAM Identity Center.')).toShow();
});
