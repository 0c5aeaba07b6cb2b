import { onStage } from './support/on-stage';
import type { Person } from './support/person';

const act = onStage();

/** Chooses in a field whose options are searched on the server. */
async function pick(
  { page }: Person,
  field: RegExp,
  option: string,
  within = page.locator('main'),
): Promise<void> {
  const button = within.getByRole('button', { name: field }).first();
  await button.click();
  await page.keyboard.type(option);
  await page
    .getByRole('option', { name: new RegExp(option) })
    .first()
    .click();
  await page.keyboard.press('Escape');
}

async function readsInHistory(adm: Person, ...lines: readonly RegExp[]): Promise<void> {
  for (const line of lines)
    await expect(adm.page.getByRole('listitem').filter({ hasText: line }).first()).toShow();
}

test('an eligibility policy is created, used, edited and disabled, and its history says so', async () => {
  const { stage, scenes } = act;
  const [adm, ivy] = await Promise.all([stage.seat('adm'), stage.enter('ivy')]);
  await adm.signIn('/policies/eligibility', 'Eligibility policies');
  await adm.link('Create eligibility policy').click();
  await expect(adm.heading('New eligibility policy')).toShow();
  await adm.page.getByLabel('Name', { exact: true }).fill('Marketing looks at the shop');
  await pick(adm, /^People/, 'Ivy Chen');
  await pick(adm, /^Accounts/, 'web-shop-prod');
  await pick(adm, /^Permission sets/, 'ReadOnlyAccess');
  await adm.button('Create policy').click();
  await expect(adm.text('The policy is created.')).toShow();
  await expect(adm.heading('Marketing looks at the shop')).toShow();
  await readsInHistory(adm, /Version 1\s*Created/);

  // It counts at once.
  await ivy.link('Request access').first().click();
  await ivy.page.getByRole('button', { name: /^Account/ }).click();
  await expect(ivy.page.getByRole('option', { name: /web-shop-prod/ })).toShow();

  await adm.page.getByLabel('Name', { exact: true }).fill('Marketing looks at the web shop');
  await adm.page.getByRole('checkbox', { name: 'Approval is needed' }).uncheck();
  await adm.button('Save changes').click();
  await expect(adm.text('The policy is saved.')).toShow();
  await readsInHistory(
    adm,
    /Version 2/,
    /Name: was Marketing looks at the shop, is now Marketing looks at the web shop/,
  );

  await adm.button('Disable').click();
  await expect(adm.text('The policy is disabled.')).toShow();
  await expect(adm.button('Enable')).toShow();
  await readsInHistory(adm, /Version 3/, /Enabled: was yes, is now no/);
  const wish = { account: 'web-shop-prod', permissionSet: 'ReadOnlyAccess' };
  await expect(scenes.target('ivy', wish)).rejects.toThrow(
    'ivy may not ask for ReadOnlyAccess in web-shop-prod',
  );

  await adm.open('/policies/eligibility?state=disabled&q=marketing');
  await expect(adm.link('Marketing looks at the web shop')).toShow();
});

test('an approval policy is created with two steps, edited and disabled', async () => {
  const adm = await act.stage.seat('adm');
  await adm.signIn('/policies/approval', 'Approval policies');
  await adm.link('Create approval policy').click();
  await adm.page.getByLabel('Name', { exact: true }).fill('Sandbox of the hackathon');
  const step = (n: number) => adm.page.getByRole('group', { name: `Step ${n}` });
  await step(1).getByLabel('Name of the step').fill('Lead');
  await pick(adm, /^Groups/, 'engineering-leads', step(1));
  await adm.button('Add a step').click();
  await pick(adm, /^People/, 'Sofia Marin', step(2));
  await pick(adm, /^Accounts/, 'sandbox-hackathon');
  await adm.button('Create policy').click();
  await expect(adm.text('The policy is created.')).toShow();

  await adm.button('Remove step 2').click();
  await adm.button('Save changes').click();
  await expect(adm.text('The policy is saved.')).toShow();
  await readsInHistory(adm, /Version 2/);
  await adm.button('Disable').click();
  await expect(adm.text('The policy is disabled.')).toShow();
  await readsInHistory(adm, /Version 3/, /Enabled: was yes, is now no/);
});

test('a policy that says nothing is refused next to its fields', async () => {
  const adm = await act.stage.seat('adm');
  await adm.signIn('/policies/eligibility/new', 'New eligibility policy');
  await adm.button('Create policy').click();
  await expect(adm.text('Look at the marked fields.').first()).toShow();
  expect(new URL(adm.page.url()).pathname).toBe('/policies/eligibility/new');
});

test('two administrators who edit at once: the second is told, and loses nothing by surprise', async () => {
  const { stage } = act;
  const [adm, ulla] = await Promise.all([stage.seat('adm'), stage.seat('ulla')]);
  ulla.problems.expect(/409/);
  await Promise.all([
    adm.signIn('/policies/eligibility?q=bills', 'Eligibility policies'),
    ulla.signIn('/policies/eligibility?q=bills', 'Eligibility policies'),
  ]);
  for (const person of [adm, ulla]) {
    await person.link('Finance reads bills').click();
    await expect(person.heading('Finance reads bills')).toShow();
  }
  await adm.page.getByLabel('Description').fill('Once a month.');
  await ulla.page.getByLabel('Description').fill('Every quarter.');
  await adm.button('Save changes').click();
  await expect(adm.text('The policy is saved.')).toShow();
  await ulla.button('Save changes').click();
  await ulla.button('Load the current version').click();
  await ulla.button('Load the current version').waitFor({ state: 'detached' });
  expect(await ulla.page.getByLabel('Description').inputValue()).toBe('Once a month.');
  await ulla.page.getByLabel('Description').fill('Once a month, on the first.');
  await ulla.button('Save changes').click();
  await expect(ulla.text('The policy is saved.')).toShow();
});

test('a setting counts for everybody from then on', async () => {
  const { stage } = act;
  const [adm, sam] = await Promise.all([stage.seat('adm'), stage.seat('sam')]);
  await adm.signIn('/settings', 'Settings');
  await adm.page.getByLabel('Longest lease: Length').fill('3');
  await adm.button('Save settings').click();
  await expect(adm.text('The settings are saved.')).toShow();
  await sam.signIn('/request', 'Request access');
  await expect(sam.text('At most 3 hours for what you chose.')).toShow();

  await adm.page.getByLabel('Longest lease: Length').fill('-1');
  await adm.button('Save settings').click();
  await expect(adm.text('Look at the marked fields.').first()).toShow();
});
