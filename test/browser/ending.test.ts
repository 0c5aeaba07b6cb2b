import { z } from 'zod';
import { fromIso, HOUR, MINUTE, toIso } from '../../core/model/instant';
import { onStage } from './support/on-stage';
import type { Person } from './support/person';

const act = onStage();
const REFUSAL = 'Received a 404 status error: the USER assignee was not found in directory';
const cards = (permissionSet: string) => ({ account: 'cards-prod', permissionSet });

/** The moments that a dialog shows, as milliseconds, in their order. */
async function momentsIn(person: Person): Promise<number[]> {
  const shown = await person
    .dialog()
    .locator('time')
    .evaluateAll((times) => times.map((time) => time.getAttribute('datetime') ?? ''));
  return shown.map(fromIso);
}

/** Takes an option of a select. */
async function choose({ page }: Person, field: RegExp, option: RegExp): Promise<void> {
  await page.getByRole('button', { name: field }).first().click();
  await page.getByRole('option', { name: option }).first().click();
}

/** Types what a dialog asks for, says why, and confirms. */
async function confirm(person: Person, words: string, button: string): Promise<void> {
  await person
    .dialog()
    .getByLabel(/^Type “/)
    .fill(words);
  await person.dialog().getByLabel('Comment').fill('Keys leaked');
  await person.dialog().getByRole('button', { name: button }).click();
}

test('an approver extends access: the dialog tells both new times, and the holder sees them come', async () => {
  const { stage, scenes } = act;
  const request = await scenes.granted('ann', 'ben', cards('ReadOnlyAccess'), { minutes: 60 });
  const [ann, ben] = await Promise.all([stage.seat('ann'), stage.seat('ben')]);
  await ann.signIn(`/requests/${request.id}`, /ReadOnlyAccess in cards-prod/);
  await expect(ann.text('Held since')).toShow();
  expect(await ann.button('Extend').count()).toBe(0);
  await ben.signIn(`/requests/${request.id}`, /ReadOnlyAccess in cards-prod/);
  await ben.button('Extend').click();
  await expect(ben.dialog().getByText('As it is now')).toShow();
  await ben.dialog().getByLabel('Extend by: Length').fill('2');
  const [end = 0, sessions = 0, newEnd = 0, newSessions = 0] = await momentsIn(ben);
  expect([newEnd - end, newSessions - sessions]).toEqual([2 * HOUR, 2 * HOUR]);
  expect(sessions).toBeGreaterThan(end);
  await ben
    .dialog()
    .getByLabel(/^Comment/)
    .fill('The repair takes longer');
  await ben.dialog().getByRole('button', { name: 'Extend', exact: true }).click();
  await expect(ben.text('The end of the access is moved.')).toShow();
  for (const moment of [newEnd, newSessions])
    await expect(ann.page.locator(`time[datetime="${toIso(moment)}"]`).first()).toShow();
});

test('access that Identity Center keeps is told to its holder and is a finding until it is gone', async () => {
  const { stage, scenes } = act;
  const wish = { account: 'payments-ledger-prod', permissionSet: 'ReadOnlyAccess' };
  const request = await scenes.granted('ann', 'ben', wish, { minutes: 15 });
  await scenes.client.local('POST', '/faults', {
    kind: 'fail-operation',
    operation: 'DeleteAccountAssignment',
    reason: REFUSAL,
  });
  try {
    await scenes.client.advance(22);
    const [ann, aud] = await Promise.all([stage.seat('ann'), stage.seat('aud')]);
    await ann.signIn('/');
    // Whatever else ends in these minutes is kept as well.
    await expect(ann.text('cannot be removed yet').first()).toShow();
    await ann.open(`/requests/${request.id}`);
    await expect(ann.text('This access may still exist')).toShow();
    await expect(ann.text(`Identity Center said: ${REFUSAL}`)).toShow();
    await expect(ann.text('Access removed at')).toHide();

    await aud.signIn('/findings', 'Findings');
    await choose(aud, /^Finding/, /^Late lease/);
    const row = aud.page.getByRole('row', { name: /Late lease.*Ann Lee.*payments-ledger-prod/ });
    await expect(row.filter({ hasText: 'Ends the lease, and tries again' })).toShow();
    await row.getByRole('link', { name: /^Runbook/ }).click();
    await expect(aud.heading('Runbook: Late lease')).toShow();
    await aud.link('Access that cannot be removed').click();
    await expect(aud.heading('Runbook: Access that cannot be removed')).toShow();
    await aud.page.goBack();
    await aud.page.goBack();
    await row.getByRole('link', { name: /^Open request/ }).click();
    await expect(aud.heading('Ann Lee: ReadOnlyAccess in payments-ledger-prod')).toShow();

    await scenes.client.local('DELETE', '/faults');
    await scenes.client.advance(45);
    await expect(ann.text('Ended (time was up)').first()).toShow();
    await aud.open('/findings?kind=overdue');
    await expect(aud.text('Nothing matches')).toShow();
  } finally {
    await scenes.client.local('DELETE', '/faults');
  }
});

test('what is done about assignments that no record knows goes by the setting', async () => {
  const { stage, scenes } = act;
  const { client } = scenes;
  const held = async () => {
    const { body } = await client.local('GET', '/assignments?userName=ivy');
    return z.looseObject({ items: z.array(z.unknown()) }).parse(body).items.length;
  };
  const assign = async (account: string) => {
    const target = await scenes.target('ann', { account, permissionSet: 'PowerUserAccess' });
    expect((await client.local('POST', '/assignments', { userName: 'ivy', ...target })).status).toBeLessThan(
      300,
    );
    await client.advance(12);
  };
  const before = await held();
  await assign('payments-api-prod');
  const adm = await stage.seat('adm');
  const finding = adm.page.getByRole('row', { name: /Unknown assignment.*Ivy Chen/ });
  const set = async (option: RegExp) => {
    await adm.link('Change what is done about unknown assignments').click();
    await choose(adm, /^Assignments that nobody/, option);
    if (/End/.test(option.source)) {
      await choose(adm, /Grace: Unit/, /^hours/);
      await adm.page.getByLabel('Grace: Length').fill('2');
    }
    await adm.button('Save settings').click();
    await expect(adm.text('The settings are saved.')).toShow();
    await adm.open('/findings?q=ivy');
  };
  await adm.signIn('/findings?q=ivy', 'Findings');
  await expect(finding.filter({ hasText: 'Only reports it' })).toShow();
  await set(/^End them/);
  await expect(finding.filter({ hasText: 'Removes it at' })).toShow();
  await client.advance(125);
  await expect(adm.text('Nothing matches')).toShow();
  expect(await held()).toBe(before);

  await set(/^Adopt them/);
  await assign('payments-api-prod');
  await client.advance(12);
  await expect(adm.text('Nothing matches')).toShow();
  expect(await held()).toBe(before + 1);
});

test('a responder ends one access, then all of a person, with words typed exactly', async () => {
  const { stage, scenes } = act;
  const wishes = ['ReadOnlyAccess', 'PowerUserAccess'].map(cards);
  for (const wish of wishes) await scenes.granted('rui', 'ben', wish, { minutes: 120 });
  const [res, rui] = await Promise.all([stage.seat('res'), stage.seat('rui')]);
  await rui.signIn('/access', 'Active access');
  const row = (permissionSet: string) =>
    rui.page.getByRole('row', { name: new RegExp(`${permissionSet} in cards-prod`) });
  for (const { permissionSet } of wishes) await expect(row(permissionSet)).toShow();
  await res.signIn('/emergency', 'Emergency');
  await choose(res, /^What to end/, /^One access/);
  await choose(res, /^Access/, /PowerUserAccess in cards-prod.*Rui Almeida/);
  await expect(res.text('1 lease of 1 person')).toShow();
  await res.button('End access').click();
  await expect(res.dialog().getByText('Running sessions can last until')).toShow();
  const [sessions = 0] = await momentsIn(res);
  expect(sessions).toBeGreaterThan(Date.now() + 30 * MINUTE);
  await confirm(res, 'poweruseraccess', 'End access');
  await expect(res.dialog().getByText('exactly as it stands here')).toShow();
  await confirm(res, 'PowerUserAccess in cards-prod', 'End access');
  await expect(res.text('The access is being ended.')).toShow();
  await scenes.client.advance(2);
  await expect(row('PowerUserAccess')).toHide();
  await expect(row('ReadOnlyAccess')).toShow();

  await res.page.getByRole('button', { name: /^Person/ }).click();
  await res.page.keyboard.type('Rui');
  await res.page.getByRole('option', { name: /Rui Almeida/ }).click();
  await expect(res.text(/^\d+ leases? of 1 person/)).toShow();
  await res.button('End access').click();
  await confirm(res, 'Rui Almeida', 'End access');
  await scenes.client.advance(2);
  await expect(
    res.page.getByRole('row', { name: /All access of Rui Almeida.*completed.*(\d+) of \1\b/ }),
  ).toShow();
  for (const { permissionSet } of wishes) await expect(row(permissionSet)).toHide();
});

test('while activations are stopped every page says so and nothing begins; it begins after the lift', async () => {
  const { stage, scenes } = act;
  const [res, ann] = await Promise.all([stage.seat('res'), stage.enter('ann')]);
  await res.signIn('/emergency', 'Emergency');
  await res.button('Stop activations').click();
  await confirm(res, 'stop activations', 'Stop activations');
  await expect(res.text('Activations are stopped.')).toShow();
  const banner = ann.text(/Declared by Reza Karimi.*Keys leaked/);
  await expect(banner).toShow();
  const request = await scenes.granted('ann', 'ben', cards('DatabaseOperator'), { minutes: 120 });
  await ann.open(`/requests/${request.id}`);
  await expect(ann.text('Scheduled').first()).toShow();
  await expect(banner).toShow();
  await res.button('Lift the stop').click();
  await confirm(res, 'lift the stop', 'Lift the stop');
  await expect(res.text('The stop is lifted.')).toShow();
  await expect(banner).toHide();
  await scenes.client.advance(6);
  await expect(ann.text('Held since')).toShow();
});
