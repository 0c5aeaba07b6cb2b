import { onStage } from './support/on-stage';

const act = onStage();

test('an auditor sees every request and its activity, and can change nothing', async () => {
  const { stage, scenes } = act;
  const wish = { account: 'cards-prod', permissionSet: 'DatabaseOperator' };
  const pending = await scenes.ask('rui', wish);
  const granted = await scenes.granted('ann', 'ben', wish);
  await scenes.work('ann', wish, 'sensitive-work');
  await scenes.client.advance(20);

  const aud = await stage.seat('aud');
  await aud.signIn('/audit', 'All requests');
  const row = aud.page.getByRole('row', { name: /DatabaseOperator in cards-prod.*Rui Almeida/ });
  await row.getByRole('link').click();
  await expect(aud.heading('Rui Almeida: DatabaseOperator in cards-prod')).toShow();
  expect(new URL(aud.page.url()).pathname).toBe(`/requests/${pending.id}`);
  await expect(aud.heading('What happened', 2)).toShow();
  expect(await aud.button(/Approve|Reject|Cancel request|End now|Return access/).count()).toBe(0);

  await aud.open(`/requests/${granted.id}`);
  await expect(aud.text('Held since')).toShow();
  expect(await aud.button(/Approve|Reject|Cancel request|End now|Return access/).count()).toBe(0);
  await aud.link('Activity: DatabaseOperator in cards-prod').click();
  await expect(aud.text('sensitive').first()).toShow();

  await aud.open('/access?view=all');
  await expect(aud.page.getByRole('row', { name: /DatabaseOperator in cards-prod.*Ann Lee/ })).toShow();
  expect(await aud.button(/End now|Return access/).count()).toBe(0);
});

test('an auditor checks the audit trail', async () => {
  const aud = await act.stage.seat('aud');
  await aud.signIn('/audit/trail', 'Audit trail');
  await aud.button('Check the audit trail').click();
  await expect(aud.text(/^The chain holds: \d+ events in \d+ streams\.$/)).toShow();
  await expect(aud.text('All by the key of this installation')).toShow();
  const download = aud.page.waitForEvent('download');
  await aud.button('Download these days').click();
  expect((await download).suggestedFilename()).toMatch(/^audit-.*\.ndjson$/);
});

test('pages of other roles are closed, and not in the navigation', async () => {
  const { stage } = act;
  const [ann, adm] = await Promise.all([stage.enter('ann'), stage.enter('adm')]);
  for (const path of ['/audit', '/policies/eligibility', '/policies/approval', '/settings']) {
    await ann.open(path);
    await expect(ann.text('Your role does not include this page.')).toShow();
  }
  expect(await ann.page.getByRole('navigation').getByText('Administration').count()).toBe(0);
  await adm.open('/audit');
  await expect(adm.text('Your role does not include this page.')).toShow();
  await expect(adm.page.getByRole('navigation').getByText('Administration')).toShow();
});
