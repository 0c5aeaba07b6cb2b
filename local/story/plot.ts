import { z } from 'zod';
import type { Answer, LaptopClient } from './client';
import type { Teller } from './teller';

const Listed = z.looseObject({ items: z.array(z.looseObject({})) });
const Account = z.looseObject({ accountId: z.string(), name: z.string() });
const PermissionSet = z.looseObject({
  permissionSetArn: z.string(),
  name: z.string(),
  maxMinutes: z.number(),
  approvalRequired: z.boolean(),
  ticket: z.array(z.looseObject({ required: z.boolean(), pattern: z.string().optional() })),
});
const Request = z.looseObject({
  id: z.string(),
  revision: z.number(),
  status: z.string(),
  endReason: z.string().optional(),
  leases: z.array(z.looseObject({ id: z.string(), status: z.string(), removal: z.string().optional() })),
  failure: z.array(z.looseObject({ message: z.string() })).optional(),
  timeline: z.array(z.looseObject({ text: z.string() })),
});
export type RequestSeen = z.infer<typeof Request>;
const Held = z.looseObject({
  items: z.array(z.looseObject({ accountId: z.string(), permissionSetArn: z.string() })),
});
const Mails = z.looseObject({
  items: z.array(
    z.looseObject({ to: z.array(z.string()), subject: z.string(), text: z.string(), sentAt: z.unknown() }),
  ),
});
const Problem = z.looseObject({
  detail: z.string(),
  reasons: z.array(z.looseObject({ code: z.string(), message: z.string() })).optional(),
});

/** What the story asks for: found through the API, so that it goes on working when the seed changes. */
export type Wish = {
  readonly accountId: string;
  readonly accountName: string;
  readonly permissionSetArn: string;
  readonly permissionSetName: string;
  readonly maxMinutes: number;
};

/** The steps that all chapters share: each is one or two calls of the HTTP API. */
export class Plot {
  constructor(
    readonly client: LaptopClient,
    readonly teller: Teller,
  ) {}

  /** Something that `person` may ask for, does not hold yet, and that needs approval. */
  async findWish(person: string, search: string): Promise<Wish> {
    const accounts = await this.client.api(person, 'GET', `/eligibility/accounts?q=${search}&limit=20`);
    for (const item of Listed.parse(accounts.body).items) {
      const { accountId, name } = Account.parse(item);
      const path = `/eligibility/accounts/${accountId}/permission-sets`;
      const sets = Listed.parse((await this.client.api(person, 'GET', path)).body).items;
      const held = await this.held(person);
      const found = sets
        .map((set) => PermissionSet.parse(set))
        .find(
          (set) =>
            set.approvalRequired &&
            set.maxMinutes >= 60 &&
            !held.some((one) => one.accountId === accountId && one.permissionSetArn === set.permissionSetArn),
        );
      if (!found) continue;
      const { permissionSetArn, maxMinutes } = found;
      return { accountId, accountName: name, permissionSetArn, permissionSetName: found.name, maxMinutes };
    }
    throw new Error(`${person} may ask for nothing in an account like "${search}"`);
  }

  /** The body with which `wish` is asked for. */
  bodyOf(wish: Wish, minutes: number): object {
    return {
      targets: [{ accountId: wish.accountId, permissionSetArn: wish.permissionSetArn }],
      minutes,
      justification: 'Customer payouts are stuck since 08:40',
      ticket: 'OPS-4711',
    };
  }

  async ask(person: string, wish: Wish, minutes: number, key?: string): Promise<RequestSeen> {
    const headers: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key };
    const answer = await this.client.api(person, 'POST', '/requests', this.bodyOf(wish, minutes), headers);
    await this.teller.expect('the request is taken', answer.status === 201, brief(answer));
    await this.settle();
    return this.read(person, Request.parse(answer.body).id);
  }

  /** Asks and takes the answer for what it is, without another look. */
  async askQuietly(person: string, wish: Wish, minutes: number): Promise<RequestSeen> {
    const answer = await this.client.api(person, 'POST', '/requests', this.bodyOf(wish, minutes));
    if (answer.status !== 201) throw new Error(`The request was not taken: ${brief(answer)}`);
    await this.settle();
    return Request.parse(answer.body);
  }

  async read(person: string, requestId: string): Promise<RequestSeen> {
    return Request.parse((await this.client.api(person, 'GET', `/requests/${requestId}`)).body);
  }

  async decide(
    person: string,
    request: RequestSeen,
    answer: 'approve' | 'reject',
    comment = '',
  ): Promise<Answer> {
    const body = { answer, comment, revision: request.revision };
    const decided = await this.client.api(person, 'POST', `/requests/${request.id}/decision`, body);
    await this.settle();
    return decided;
  }

  /** Assignments that Identity Center itself holds for a person: not what Hourglass believes. */
  async held(person: string) {
    const { body } = await this.client.local('GET', `/assignments?userName=${person}`);
    return Held.parse(body).items;
  }

  async holds(person: string, wish: Wish): Promise<boolean> {
    const held = await this.held(person);
    return held.some(
      (one) => one.accountId === wish.accountId && one.permissionSetArn === wish.permissionSetArn,
    );
  }

  /** The newest mail to a person, if there is one. */
  async newestMail(to: string) {
    const { body } = await this.client.local('GET', `/inbox?to=${encodeURIComponent(to)}&limit=1`);
    return Mails.parse(body).items[0];
  }

  /** Lets everything that is under way finish: the workflow, the emails, the assignment operations. */
  async settle(): Promise<void> {
    await this.client.local('POST', '/wait', {});
    await this.client.advance(0.1);
  }
}

/** An answer in a few words. */
export function brief(answer: Answer): string {
  const problem = Problem.safeParse(answer.body);
  if (!problem.success || answer.status < 400) return `HTTP ${answer.status}`;
  const codes = problem.data.reasons?.map(({ code }) => code).join(', ');
  return `HTTP ${answer.status} ${codes ?? problem.data.detail}`;
}

/** The codes of the reasons that an answer gives. */
export function codesOf(answer: Answer): string[] {
  const problem = Problem.safeParse(answer.body);
  return problem.success ? (problem.data.reasons ?? []).map(({ code }) => code) : [];
}
