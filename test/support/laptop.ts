import type { z } from 'zod';
import { DirectoryPage } from '../../core/contract/directory';
import { RequestDetail } from '../../core/contract/requests';
import type { CreateRequest, DecideBody, EndBody, TargetInput } from '../../core/contract/requests';
import { DAY, dayOf, HOUR, MINUTE, SECOND, startOf } from '../../core/model/instant';
import { addressOf, type Mail } from '../../local/aws/ses/mail';
import { type Laptop, type LaptopOptions, startLaptop } from '../../local/laptop/laptop';
import { ACCOUNTS } from '../../local/seed/data/accounts';
import { type Answer, type Sent, send, tokensOf } from './laptop-http';
import { type Write, watchWrites } from './laptop-writes';

export type RequestSeen = z.infer<typeof RequestDetail>;
/** What is asked for, with its names. */
export type Target = TargetInput & { readonly accountName: string; readonly permissionSetName: string };
type Wish = Partial<z.input<typeof CreateRequest>>;

/** A laptop edition in memory, driven as people and scripts drive it. */
export class TestLaptop {
  /** What went wrong inside; a test that does not expect it finds it here. */
  readonly errors: unknown[] = [];
  /** Every change of an item in a table since the start, in order. */
  readonly writes: Write[] = [];
  readonly #tokens = new Map<string, Promise<string>>();
  readonly #targets = new Map<string, Promise<Target>>();
  #asked = 0;
  #laptop: Laptop | undefined;

  async start(options: Partial<LaptopOptions> = {}): Promise<void> {
    // What the functions log of the faults that tests set would only hide what jest has to say.
    process.env.AWS_LAMBDA_LOG_LEVEL = 'FATAL';
    const onError = (error: unknown) => void this.errors.push(error);
    this.#laptop = await startLaptop({ port: 0, web: false, fresh: true, onError, ...options });
    await this.settle();
    watchWrites(this.services.dynamoDb, this.writes);
  }

  async stop(): Promise<void> {
    await this.#laptop?.close();
  }

  get laptop(): Laptop {
    if (!this.#laptop) throw new Error('The laptop has not started.');
    return this.#laptop;
  }

  get services(): Laptop['services'] {
    return this.laptop.services;
  }

  now(): number {
    return this.laptop.clock.now();
  }

  /** Moves time; resolves when everything that fell due has been done. */
  advance(minutes: number): Promise<void> {
    return this.laptop.clock.advance(minutes * MINUTE);
  }

  /** Lets what is under way finish: workflows, assignment operations, emails. Takes six seconds of the laptop's time. */
  async settle(): Promise<void> {
    await this.laptop.clock.idle();
    await this.laptop.clock.advance(6 * SECOND);
  }

  /** Calls the HTTP API; without a person, without a token. */
  async call(person: string | undefined, method: string, path: string, sent: Sent = {}): Promise<Answer> {
    const token = sent.token ?? (person === undefined ? undefined : await this.token(person));
    return send(`${this.laptop.url}/api${path}`, method, { ...sent, token });
  }

  /** The access token of somebody who signs in once per test file. */
  token(person: string): Promise<string> {
    const known = this.#tokens.get(person) ?? this.tokens(person).then(({ accessToken }) => accessToken);
    this.#tokens.set(person, known);
    return known;
  }

  tokens(person: string) {
    return tokensOf(this.laptop.url, person);
  }

  /** Account and permission set by their names. */
  target(accountName: string, permissionSetName: string): Promise<Target> {
    const key = `${accountName}/${permissionSetName}`;
    const known = this.#targets.get(key) ?? this.#find(accountName, permissionSetName);
    this.#targets.set(key, known);
    return known;
  }

  async #find(accountName: string, permissionSetName: string): Promise<Target> {
    const [accountId, permissionSetArn] = await Promise.all([
      this.idOf('accounts', accountName),
      this.idOf('permission-sets', permissionSetName),
    ]);
    return { accountId, permissionSetArn, accountName, permissionSetName };
  }

  /** The id of something in the directory. */
  async idOf(kind: string, name: string): Promise<string> {
    const answer = await this.call('adm', 'GET', `/directory/${kind}?q=${name}&limit=100`);
    const found = DirectoryPage.parse(answer.body).items.find((item) => item.name === name);
    if (!found) throw new Error(`The directory has no ${name} among its ${kind}.`);
    return found.id;
  }

  /** Something outside production that every engineer may ask for and for which nobody has asked here: 39 of them. */
  fresh(): Promise<Target> {
    const accounts = ACCOUNTS.filter(({ unit }) => unit.startsWith('Workloads/NonProd/'));
    const sets = ['ReadOnlyAccess', 'DatabaseOperator', 'PowerUserAccess'];
    const next = this.#asked++;
    const set = sets[Math.floor(next / accounts.length)];
    if (set === undefined) throw new Error('Every target has been asked for.');
    return this.target(accounts[next % accounts.length]!.name, set);
  }

  /** The body that asks for a target for an hour. */
  wish({ accountId, permissionSetArn }: Target, more: Wish = {}) {
    return {
      targets: [{ accountId, permissionSetArn }],
      minutes: 60,
      justification: 'Customer payouts are stuck since 08:40',
      ticket: 'OPS-4711',
      ...more,
    };
  }

  create(person: string, target: Target, more: Wish = {}, headers: Record<string, string> = {}) {
    return this.call(person, 'POST', '/requests', { body: this.wish(target, more), headers });
  }

  /** A request that was taken. */
  async ask(person: string, target: Target, more: Wish = {}): Promise<RequestSeen> {
    return taken(await this.create(person, target, more), 201);
  }

  async read(person: string, requestId: string): Promise<RequestSeen> {
    return taken(await this.call(person, 'GET', `/requests/${requestId}`), 200);
  }

  decide(
    person: string,
    { id, revision }: Pick<RequestSeen, 'id' | 'revision'>,
    answer: 'approve' | 'reject' = 'approve',
    more: Partial<z.input<typeof DecideBody>> = {},
  ): Promise<Answer> {
    const body = { answer, comment: answer === 'reject' ? 'Not now' : '', revision, ...more };
    return this.call(person, 'POST', `/requests/${id}/decision`, { body });
  }

  cancel(person: string, requestId: string): Promise<Answer> {
    return this.call(person, 'POST', `/requests/${requestId}/cancellation`, { body: {} });
  }

  end(person: string, requestId: string, body: z.input<typeof EndBody> = {}): Promise<Answer> {
    return this.call(person, 'POST', `/requests/${requestId}/end`, { body });
  }

  /** Asked for and approved; what follows has been let happen. */
  async granted(person: string, target: Target, more: Wish = {}, approver = 'ben'): Promise<RequestSeen> {
    const request = await this.ask(person, target, more);
    if (request.status === 'pending') taken(await this.decide(approver, request), 200);
    await this.settle();
    return this.read(person, request.id);
  }

  userId(userName: string): string {
    return this.#user(userName).id;
  }

  #user(userName: string) {
    const users = this.services.identityStore.users();
    const user = users.find(({ attributes }) => attributes.UserName === userName);
    if (!user) throw new Error(`Identity Center has no ${userName}.`);
    return user;
  }

  /** Whether Identity Center itself holds the assignment: not what Hourglass believes. */
  holds(userId: string, target: TargetInput): boolean {
    return this.services.ssoAdmin
      .assignments()
      .some(
        (held) =>
          held.principalId === userId &&
          held.accountId === target.accountId &&
          held.permissionSetArn === target.permissionSetArn,
      );
  }

  /** Emails to somebody by user name, oldest first. */
  mails(userName: string): readonly Mail[] {
    const address = this.#user(userName).attributes.Emails?.[0]?.Value;
    return this.services.ses.messages().filter(({ to }) => to.some((one) => addressOf(one) === address));
  }

  /** What was written while `act` ran and everything that it set off. */
  async writesDuring(act: () => Promise<unknown>): Promise<readonly Write[]> {
    const before = this.writes.length;
    await act();
    await this.laptop.clock.idle();
    return this.writes.slice(before);
  }

  /** Moves somebody into a group, or out of it, in Identity Center and behind Hourglass's back. */
  async regroup(userName: string, groupName: string, what: 'join' | 'leave'): Promise<void> {
    const { identityStore } = this.services;
    const IdentityStoreId = identityStore.identityStoreId;
    const GroupId = await this.idOf('groups', groupName);
    const input = { IdentityStoreId, GroupId, MemberId: { UserId: this.userId(userName) } };
    if (what === 'join')
      return void (await identityStore.call({ operation: 'CreateGroupMembership', input }));
    const { MembershipId } = await identityStore.call({ operation: 'GetGroupMembershipId', input });
    await identityStore.call({
      operation: 'DeleteGroupMembership',
      input: { IdentityStoreId, MembershipId },
    });
  }
}

/** The request in an answer that must have this status. */
export function taken(answer: Answer, status: number): RequestSeen {
  if (answer.status !== status)
    throw new Error(`HTTP ${answer.status} instead of ${status}: ${JSON.stringify(answer.body)}`);
  return RequestDetail.parse(answer.body);
}

/** How far it is to half past ten in the evening (UTC), in milliseconds: for tests that wait for the next day. */
export function untilEvening(): number {
  const now = Date.now();
  const evening = startOf(dayOf(now)) + 22.5 * HOUR;
  return evening > now ? evening - now : evening + DAY - now;
}

/** One laptop for the tests of a file. It fails the file when something went wrong inside that nobody expected. */
export function useLaptop(options: () => Partial<LaptopOptions> = () => ({})): TestLaptop {
  const laptop = new TestLaptop();
  beforeAll(() => laptop.start(options()));
  afterAll(async () => {
    await laptop.stop();
    if (laptop.errors.length > 0) throw new AggregateError(laptop.errors, 'Something went wrong inside.');
  });
  return laptop;
}
