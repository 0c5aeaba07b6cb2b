import { onStage } from './support/on-stage';
import { chooseTarget, sayWhy } from './support/request-form';

const act = onStage();

test('a form that is not finished says what is missing and sends nothing', async () => {
  const ann = await act.stage.enter('ann');
  const sent: string[] = [];
  ann.page.on('request', (request) => {
    if (request.method() === 'POST') sent.push(request.url());
  });
  await ann.link('Request access').first().click();
  await ann.button('Request').click();
  await expect(ann.text('Choose an account.')).toShow();
  await ann.page.getByLabel('Length').fill('0');
  await expect(ann.text('Enter a whole number above zero.')).toShow();
  await ann.button('Request').click();
  expect(sent).toEqual([]);
});

test('a time that is too long and a ticket of the wrong kind are told next to their fields', async () => {
  const ann = await act.stage.enter('ann');
  ann.problems.expect(/422/);
  await ann.link('Request access').first().click();
  await chooseTarget(ann, { account: 'payments-api-prod', permissionSet: 'ReadOnlyAccess' });
  await ann.page.getByLabel('Length').fill('9');
  await expect(ann.text('The longest possible time is 8 hours.')).toShow();
  await ann.page.getByLabel('Length').fill('1');
  await sayWhy(ann, 'Compare the settings with staging', 'not a ticket');
  await ann.button('Request').click();
  await expect(ann.text(/A ticket such as PAY-1234/).first()).toShow();
  await expect(ann.text('This would be refused')).toShow();
  await ann.page.getByRole('textbox', { name: /^Ticket/ }).fill('PAY-77');
  await expect(ann.text('You may ask for this')).toShow();
});

test('a request for what is asked for already leads to the live one', async () => {
  const { stage, scenes } = act;
  const wish = { account: 'payments-ledger-prod', permissionSet: 'PowerUserAccess' };
  const live = await scenes.ask('ann', wish);
  const ann = await stage.enter('ann');
  await ann.link('Request access').first().click();
  await chooseTarget(ann, wish);
  await expect(ann.text('This would be refused')).toShow();
  await ann.link('Open the request that is live').first().click();
  await ann.page.waitForURL(`**/requests/${live.id}`);
});
