import type { Person } from './person';
import type { Wish } from './scenes';

/** Chooses account and permission set as somebody with a mouse does. */
export async function chooseTarget({ page }: Person, { account, permissionSet }: Wish): Promise<void> {
  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('option', { name: new RegExp(account) }).click();
  await page.getByRole('button', { name: /^Permission set/ }).click();
  await page.getByRole('option', { name: new RegExp(permissionSet) }).click();
}

/** Says why: a click into each field, then the keys. */
export async function sayWhy({ page }: Person, justification: string, ticket: string): Promise<void> {
  const why = page.getByRole('textbox', { name: /^Justification/ });
  await why.click();
  await why.fill(justification);
  const number = page.getByRole('textbox', { name: /^Ticket/ });
  await number.click();
  await number.fill(ticket);
}
