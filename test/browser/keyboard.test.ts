import type { Locator } from 'playwright-core';
import { onStage } from './support/on-stage';
import type { Person } from './support/person';

const act = onStage();

/** Presses Tab until what has the focus is called `name`, and no more often than a patient person would. */
async function tabTo({ page }: Person, name: RegExp, key = 'Tab'): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 45; presses += 1) {
    await page.keyboard.press(key);
    const focused = page.locator(':focus');
    const snapshot = (await focused.count()) === 0 ? '' : await focused.first().ariaSnapshot();
    passed.push(snapshot.split('\n')[0] ?? '');
    if (name.test(snapshot)) return;
  }
  throw new Error(`Nothing called ${String(name)} among: ${passed.join(' | ')}`);
}

/**
 * Opens the select that has the focus, types, and takes the one option that is left. A list that is drawn anew may lose a key, or close
 * without a choice: a person sees that, and does it again.
 */
async function pick({ page }: Person, text: string, option: string): Promise<void> {
  const chosen = page.locator('button:focus', { hasText: option });
  for (let tries = 0; tries < 10; tries += 1) {
    await page.keyboard.press('Enter');
    await expect(page.getByRole('option').first()).toShow();
    await page.keyboard.type(text);
    await expect(page.getByRole('option').filter({ hasText: option })).toShow();
    await page.getByRole('option').nth(1).waitFor({ state: 'detached' });
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    if (await settles(chosen, 'visible')) return;
    await page.keyboard.press('Escape');
    await settles(page.getByRole('option').first(), 'hidden');
  }
  throw new Error(`${option} could not be taken by keyboard`);
}

/** Whether `locator` comes to `state` while a person would wait before trying again. */
function settles(locator: Locator, state: 'visible' | 'hidden'): Promise<boolean> {
  return locator.waitFor({ state, timeout: 3_000 }).then(
    () => true,
    () => false,
  );
}

test('a request is made with the keyboard alone', async () => {
  const ann = await act.stage.enter('ann');
  const { keyboard } = ann.page;
  await ann.watchHands();

  await tabTo(ann, /link "Request access"/);
  await keyboard.press('Enter');
  await expect(ann.heading('Request access')).toShow();

  await tabTo(ann, /button "Account /);
  await pick(ann, 'payments-api-prod', 'payments-api-prod');

  await expect(ann.page.getByRole('button', { name: /^Permission set/, disabled: false })).toShow();
  await tabTo(ann, /button "Permission set /);
  await pick(ann, 'Power', 'PowerUserAccess');

  await tabTo(ann, /radio "As soon as/);
  await keyboard.press('ArrowDown');
  await expect(ann.page.getByLabel('Date', { exact: true })).toShow();
  await keyboard.press('ArrowUp');
  await tabTo(ann, /spinbutton "Length"/);
  await keyboard.press('ArrowUp');
  await tabTo(ann, /textbox "Justification/);
  await keyboard.type('Refunds are slow since this morning');
  await tabTo(ann, /textbox "Ticket/);
  await keyboard.type('PAY-3010');
  await expect(ann.text('You may ask for this')).toShow();
  await tabTo(ann, /button "Request"/);
  await keyboard.press('Enter');
  await expect(ann.heading('Ann Lee: PowerUserAccess in payments-api-prod')).toShow();
  await expect(ann.text('2 hours from approval on').first()).toShow();
  expect((await ann.handiwork()).clicks).toBe(0);
});

test('an approver decides with the keyboard alone, and a dialog gives the focus back', async () => {
  const { stage, scenes } = act;
  await scenes.ask('rui', { account: 'cards-prod', permissionSet: 'PowerUserAccess' });
  const ben = await stage.seat('ben');
  await ben.signIn(await scenes.linkTo('ben'), /Rui Almeida/);
  await ben.watchHands();
  const { keyboard } = ben.page;
  await expect(ben.page.locator(':focus', { hasText: 'Approve' })).toShow();
  await keyboard.press('Enter');
  await expect(ben.dialog().locator(':focus')).toShow();
  await keyboard.press('Escape');
  await ben.dialog().waitFor({ state: 'hidden' });
  await expect(ben.page.locator('button:focus', { hasText: 'Approve' })).toShow();
  await keyboard.press('Enter');
  await tabTo(ben, /button "Approve"/);
  await keyboard.press('Enter');
  await expect(ben.text('Your approval is recorded.')).toShow();
  expect((await ben.handiwork()).clicks).toBe(0);
});
