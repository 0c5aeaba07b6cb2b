import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { SettingsBody } from '../../../core/model/policy';
import type { LaptopClient } from '../../../local/story/client';

const Accounts = z.looseObject({
  items: z.array(z.looseObject({ accountId: z.string(), name: z.string() })),
});
const Sets = z.looseObject({
  items: z.array(z.looseObject({ permissionSetArn: z.string(), name: z.string() })),
});
const Request = z.looseObject({
  id: z.string(),
  revision: z.number(),
  status: z.string(),
  leases: z.array(z.looseObject({ id: z.string(), status: z.string() })),
});
const Settings = z.looseObject({ version: z.number() });
/** Without what only a version has. */
const SettingsNow = z.object(SettingsBody.shape);
const Mails = z.looseObject({
  items: z.array(z.looseObject({ subject: z.string(), text: z.string() })),
});
type Request = z.infer<typeof Request>;

/** What somebody asks for, by name. */
export type Wish = { readonly account: string; readonly permissionSet: string };

/** What happens away from the browser under test, through the HTTP API. */
export class Scenes {
  constructor(readonly client: LaptopClient) {}

  /** A request is filed, and its approvers have their emails. */
  async ask(who: string, wish: Wish, more: object = {}): Promise<Request> {
    const target = await this.target(who, wish);
    const body = {
      targets: [target],
      minutes: 60,
      justification: 'Customer payouts are stuck since 08:40',
      ticket: 'OPS-4711',
      ...more,
    };
    const answer = await this.client.api(who, 'POST', '/requests', body, { 'idempotency-key': randomUUID() });
    if (answer.status !== 201) throw new Error(`Not taken: ${JSON.stringify(answer.body)}`);
    await this.settle();
    return Request.parse(answer.body);
  }

  async decide(
    who: string,
    { id, revision }: Request,
    answer: 'approve' | 'reject',
    comment = '',
  ): Promise<void> {
    const body = { answer, comment, revision };
    const decided = await this.client.api(who, 'POST', `/requests/${id}/decision`, body);
    if (decided.status !== 200) throw new Error(`Not decided: ${JSON.stringify(decided.body)}`);
    await this.settle();
  }

  /** Access that is held now. */
  async granted(who: string, approver: string, wish: Wish, more: object = {}): Promise<Request> {
    const request = await this.ask(who, wish, more);
    await this.decide(approver, request, 'approve');
    return this.read(who, request.id);
  }

  async read(who: string, id: string): Promise<Request> {
    return Request.parse((await this.client.api(who, 'GET', `/requests/${id}`)).body);
  }

  /** The path of the review link in the newest email to somebody. */
  async linkTo(who: string): Promise<string> {
    const { body } = await this.client.local('GET', `/inbox?to=${who}&limit=1`);
    const link = /\/review\/\S+/.exec(Mails.parse(body).items[0]?.text ?? '')?.[0];
    if (link === undefined) throw new Error(`The newest email to ${who} has no link.`);
    return link;
  }

  /** Somebody does something in the account that they may enter. */
  async work(who: string, wish: Wish, story: string): Promise<void> {
    const target = await this.target(who, wish);
    const answer = await this.client.local('POST', '/activity', { userName: who, ...target, story });
    if (answer.status >= 300) throw new Error(`No activity: ${JSON.stringify(answer.body)}`);
  }

  /** Some settings are other than they were. */
  async changeSettings(change: object): Promise<void> {
    const now = Settings.parse((await this.client.api('adm', 'GET', '/settings')).body);
    const body = { version: now.version, settings: { ...SettingsNow.parse(now), ...change } };
    const { status } = await this.client.api('adm', 'PUT', '/settings', body);
    if (status !== 200) throw new Error(`The settings were not taken: ${status}`);
  }

  /** Lets everything that is under way finish. */
  async settle(): Promise<void> {
    await this.client.local('POST', '/wait', {});
    await this.client.advance(0.1);
  }

  /** Ids of what is known by name. */
  async target(who: string, wish: Wish): Promise<{ accountId: string; permissionSetArn: string }> {
    const accounts = await this.client.api(who, 'GET', `/eligibility/accounts?q=${wish.account}`);
    const account = Accounts.parse(accounts.body).items.find(({ name }) => name === wish.account);
    const none = new Error(`${who} may not ask for ${wish.permissionSet} in ${wish.account}`);
    if (!account) throw none;
    const path = `/eligibility/accounts/${account.accountId}/permission-sets`;
    const sets = Sets.parse((await this.client.api(who, 'GET', path)).body).items;
    const set = sets.find(({ name }) => name === wish.permissionSet);
    if (!set) throw none;
    return { accountId: account.accountId, permissionSetArn: set.permissionSetArn };
  }
}
