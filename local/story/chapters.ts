import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { DAY } from '../../core/model/instant';
import { brief, codesOf, type Plot, type RequestSeen, type Wish } from './plot';

const REQUESTER = 'ann';
const APPROVER = 'ben';
const OUTSIDER = 'ivy';
const AUDITOR = 'aud';

const Preview = z.looseObject({
  allowed: z.boolean(),
  endsAt: z.string(),
  sessionsUntil: z.string(),
  approvers: z.array(
    z.looseObject({
      alternatives: z.array(
        z.looseObject({
          steps: z.array(z.looseObject({ people: z.array(z.looseObject({ displayName: z.string() })) })),
        }),
      ),
    }),
  ),
});
const Me = z.looseObject({
  person: z.looseObject({ displayName: z.string(), userName: z.string() }),
  email: z.string().optional(),
});
const Started = z.looseObject({ queryId: z.string() });
const ActivityPage = z.looseObject({
  state: z.string(),
  total: z.number(),
  denied: z.number(),
  items: z.array(z.looseObject({ service: z.string(), action: z.string() })),
});
const Verification = z.looseObject({ ok: z.boolean(), streams: z.number(), events: z.number() });
const Link = z.looseObject({ state: z.string() });

/** Signing in: the token comes from a SAML exchange, and no token means no answer. */
export async function signIn(plot: Plot): Promise<void> {
  plot.teller.chapter('1. Signing in');
  for (const person of [REQUESTER, APPROVER, OUTSIDER, AUDITOR]) {
    const answer = await plot.client.api(person, 'GET', '/me');
    const me = Me.parse(answer.body);
    await plot.teller.expect(`${person} is signed in`, me.person.userName === person, me.person.displayName);
  }
}

/** Somebody whom no policy names is refused; a preview tells the requester what would happen. */
export async function refusalAndPreview(plot: Plot): Promise<Wish> {
  const { teller, client } = plot;
  teller.chapter('2. Who may ask');
  const wish = await plot.findWish(REQUESTER, 'prod');
  await teller.tell(`Ann wants ${wish.permissionSetName} in ${wish.accountName} for an hour`);
  const refused = await client.api(OUTSIDER, 'POST', '/requests', plot.bodyOf(wish, 60));
  await teller.expect(
    'Ivy, whom no policy names, is refused the same',
    refused.status === 422,
    brief(refused),
  );
  await teller.expect('and told why', codesOf(refused).includes('not-eligible'), codesOf(refused));
  const answer = await client.api(REQUESTER, 'POST', '/requests/preview', plot.bodyOf(wish, 60));
  const preview = Preview.parse(answer.body);
  const people = preview.approvers.flatMap(({ alternatives }) =>
    alternatives.flatMap(({ steps }) =>
      steps.flatMap((step) => step.people.map(({ displayName }) => displayName)),
    ),
  );
  await teller.expect('the preview says that Ann may ask', preview.allowed, preview.allowed);
  await teller.expect('and who will be asked', people.length > 0, people);
  await teller.tell(
    `It would end ${preview.endsAt}; running sessions could last until ${preview.sessionsUntil}`,
  );
  return wish;
}

/** The request, asked twice with one key; the email and its link. */
export async function requestAndEmail(plot: Plot, wish: Wish): Promise<RequestSeen> {
  const { teller, client } = plot;
  teller.chapter('3. The request and the email');
  const key = randomUUID();
  const request = await plot.ask(REQUESTER, wish, 60, key);
  const again = await plot.ask(REQUESTER, wish, 60, key);
  await teller.expect('a second click makes no second request', again.id === request.id, again.id);
  const email = await emailOf(plot, APPROVER);
  const mail = await plot.newestMail(email);
  await teller.expect(
    'the approver has an email about it',
    mail?.subject.includes(wish.accountName) === true,
    mail?.subject,
  );
  const token = /\/review\/([^\s]+)/.exec(mail?.text ?? '')?.[1] ?? '';
  await teller.expect(
    'with a link',
    token !== '',
    mail?.text.split('\n').find((line) => line.includes('/review/')),
  );
  const link = await client.api(APPROVER, 'GET', `/review-links/${token}`);
  await teller.expect('the link opens the request', Link.parse(link.body).state === 'open', link.body);
  const after = await plot.read(REQUESTER, request.id);
  await teller.expect('opening it decides nothing', after.status === 'pending', after.status);
  const forwarded = await client.api(OUTSIDER, 'GET', `/review-links/${token}`);
  const state = Link.parse(forwarded.body).state;
  await teller.expect('forwarded to Ivy it gives no authority', state === 'no-authority', state);
  return request;
}

/** Nobody approves their own request; the approver does, and the access is there. */
export async function approval(plot: Plot, wish: Wish, request: RequestSeen): Promise<RequestSeen> {
  const { teller } = plot;
  teller.chapter('4. The decision');
  const own = await plot.decide(REQUESTER, request, 'approve');
  await teller.expect('Ann cannot approve her own request', own.status === 403, brief(own));
  await teller.expect(
    'nothing is assigned before the decision',
    !(await plot.holds(REQUESTER, wish)),
    'no assignment',
  );
  const decided = await plot.decide(APPROVER, request, 'approve', 'Go ahead');
  await teller.expect('Ben approves', decided.status === 200, brief(decided));
  const late = await plot.decide(APPROVER, request, 'approve');
  await teller.expect('a second decision is told what happened', late.status === 409, brief(late));
  const active = await plot.read(REQUESTER, request.id);
  await teller.expect('the request is active', active.status === 'active', active.status);
  const holds = await plot.holds(REQUESTER, wish);
  await teller.expect('Identity Center holds the assignment', holds, holds);
  return active;
}

/** Ann works in the account; everybody who may see the request can see what she did. */
export async function activity(plot: Plot, wish: Wish, request: RequestSeen): Promise<void> {
  const { teller, client } = plot;
  teller.chapter('5. What was done with it');
  const leaseId = request.leases[0]?.id ?? '';
  const { accountId, permissionSetArn } = wish;
  await client.local('POST', '/activity', {
    userName: REQUESTER,
    accountId,
    permissionSetArn,
    story: 'overreach',
  });
  await client.advance(20);
  const base = `/requests/${request.id}/leases/${leaseId}/activity`;
  const { queryId } = Started.parse((await client.api(APPROVER, 'POST', base)).body);
  let page = ActivityPage.parse((await client.api(APPROVER, 'GET', `${base}/${queryId}`)).body);
  for (let tries = 0; page.state === 'running' && tries < 20; tries += 1) {
    await client.advance(0.05);
    page = ActivityPage.parse((await client.api(APPROVER, 'GET', `${base}/${queryId}`)).body);
  }
  await teller.expect('CloudTrail shows the session', page.total > 0, `${page.total} events`);
  await teller.expect('denied calls stand out', page.denied > 0, `${page.denied} denied`);
}

/** Ann gives the access back before its time. */
export async function earlyReturn(plot: Plot, wish: Wish, request: RequestSeen): Promise<void> {
  const { teller, client } = plot;
  teller.chapter('6. Given back early');
  const answer = await client.api(REQUESTER, 'POST', `/requests/${request.id}/end`, { comment: 'Done' });
  await teller.expect('Ann gives it back', answer.status === 200, brief(answer));
  await client.advance(1);
  await expectGone(plot, wish, request, 'ended', 'returned');
}

/** A second request that runs to its end by time. */
export async function byTime(plot: Plot, wish: Wish): Promise<void> {
  const { teller, client } = plot;
  teller.chapter('7. Ended by time');
  const request = await plot.ask(REQUESTER, wish, 60);
  await plot.decide(APPROVER, request, 'approve');
  await teller.expect('Ann holds it again', await plot.holds(REQUESTER, wish), 'assigned');
  await client.advance(58);
  await teller.expect(
    'two minutes before the end it is still there',
    await plot.holds(REQUESTER, wish),
    'assigned',
  );
  await client.advance(3);
  await expectGone(plot, wish, request, 'ended', 'elapsed');
}

/** A third whose assignment fails at Identity Center. */
export async function failure(plot: Plot, wish: Wish): Promise<void> {
  const { teller, client } = plot;
  teller.chapter('8. When Identity Center fails');
  const reason = 'The role quota of the account is used up';
  await client.local('POST', '/faults', {
    kind: 'fail-operation',
    operation: 'CreateAccountAssignment',
    times: 1,
    reason,
  });
  const request = await plot.ask(REQUESTER, wish, 60);
  await plot.decide(APPROVER, request, 'approve');
  await client.advance(2);
  await client.local('DELETE', '/faults');
  const failed = await plot.read(REQUESTER, request.id);
  await teller.expect('the request is told as failed', failed.status === 'failed', failed.status);
  const said = failed.failure?.[0]?.message ?? '';
  await teller.expect('with what Identity Center said', said.includes(reason), said);
  await teller.expect('and nothing is left behind', !(await plot.holds(REQUESTER, wish)), 'no assignment');
  const mail = await plot.newestMail(await emailOf(plot, REQUESTER));
  await teller.expect(
    'Ann has an email about it',
    /fail|could not/i.test(mail?.subject ?? ''),
    mail?.subject,
  );
}

/** The audit trail holds all of it, chained. */
export async function auditTrail(plot: Plot): Promise<void> {
  const { teller, client } = plot;
  teller.chapter('9. The audit trail');
  const now = await teller.now();
  const from = new Date(now - 60 * DAY).toISOString();
  const to = new Date(now + DAY).toISOString();
  const answer = await client.api(AUDITOR, 'GET', `/audit/verification?from=${from}&to=${to}`);
  const verified = Verification.parse(answer.body);
  await teller.expect(
    'every chain holds',
    verified.ok,
    `${verified.events} events in ${verified.streams} chains`,
  );
}

async function expectGone(
  plot: Plot,
  wish: Wish,
  request: RequestSeen,
  status: string,
  reason: string,
): Promise<void> {
  const { teller } = plot;
  const holds = await plot.holds(REQUESTER, wish);
  await teller.expect(
    'Identity Center no longer holds the assignment',
    !holds,
    holds ? 'still assigned' : 'no assignment',
  );
  const over = await plot.read(REQUESTER, request.id);
  await teller.expect(
    `the request is ${status}: ${reason}`,
    over.status === status && over.endReason === reason,
    {
      status: over.status,
      endReason: over.endReason,
    },
  );
  const lease = over.leases[0];
  await teller.expect(
    'its lease says that the access was removed',
    lease?.removal === 'removed',
    lease?.removal,
  );
}

async function emailOf(plot: Plot, person: string): Promise<string> {
  return Me.parse((await plot.client.api(person, 'GET', '/me')).body).email ?? '';
}
