import { ReviewLink } from '../../core/contract/requests';
import { MINUTE, toIso } from '../../core/model/instant';
import { decodeReviewLink, encodeReviewLink } from '../../core/rules/review-link';
import { tableNames } from '../../aws/tables';
import { addressOf, type Mail } from '../../local/aws/ses/mail';
import type { StreamRecord } from '../../local/aws/dynamodb/changes';
import { TABLE_PREFIX } from '../../local/places';
import { type RequestSeen, taken, useLaptop } from '../support/laptop';
import { linkTo, mailsDuring } from '../support/laptop-mails';

const lab = useLaptop();
const LEADS = ['ben', 'lena', 'hassan', 'chiara', 'hana', 'grace', 'michael'];

async function follow(userName: string, token: string) {
  const answer = await lab.call(userName, 'GET', `/review-links/${token}`);
  expect(answer.status).toBe(200);
  return ReviewLink.parse(answer.body);
}

async function askAndMail(person: string): Promise<RequestSeen> {
  const request = await lab.ask(person, await lab.fresh());
  await lab.settle();
  return request;
}

/** Two of the leads must say yes, so that a request can change and still wait. */
async function needsTwo(): Promise<RequestSeen> {
  const target = await lab.target('web-shop-staging', 'ReadOnlyAccess');
  const answer = await lab.call('adm', 'POST', '/policies/approval', {
    body: {
      name: `Two leads ${lab.now()}`,
      priority: 700,
      accounts: { accounts: [target.accountId] },
      permissionSets: {},
      steps: [{ approvers: { groups: [await lab.idOf('groups', 'engineering-leads')] }, needed: 2 }],
    },
  });
  expect(answer.status).toBe(201);
  return lab.ask('tomasz', target);
}

describe('who gets which mail', () => {
  test('a request: those who may decide are asked, once each, and the requester is told who', async () => {
    const target = await lab.fresh();
    const mails = await mailsDuring(lab, () => lab.ask('ann', target));
    expect(mails).toEqual([...LEADS.map((lead) => `${lead}: Review`), 'ann: Requested'].toSorted());
    const told = lab.mails('ann').at(-1);
    expect(told?.text).toContain('Ben Osei');
    expect(told?.subject).toContain(target.accountName);
  });

  test('an approver’s own request: the approver is not asked about it', async () => {
    const target = await lab.fresh();
    const mails = await mailsDuring(lab, () => lab.ask('ben', target));
    const others = LEADS.filter((lead) => lead !== 'ben').map((lead) => `${lead}: Review`);
    expect(mails).toEqual([...others, 'ben: Requested'].toSorted());
  });

  test('approval, activation and end: the requester is told of each', async () => {
    const request = await askAndMail('mateo');
    expect(await mailsDuring(lab, () => lab.decide('ben', request))).toEqual([
      'mateo: Active',
      'mateo: Approved',
    ]);
    expect(await mailsDuring(lab, () => lab.end('mateo', request.id))).toEqual(['mateo: Ended']);
    expect(lab.mails('mateo').at(-1)?.text).toContain('gave it back');
  });

  test('rejection: the requester is told, with the reason', async () => {
    const request = await askAndMail('mateo');
    const comment = 'Use staging instead';
    const mails = await mailsDuring(lab, () => lab.decide('ben', request, 'reject', { comment }));
    expect(mails).toEqual(['mateo: Rejected']);
    expect(lab.mails('mateo').at(-1)?.text).toContain(comment);
  });

  test('cancellation, expiry and failure: the requester is told, and of a failure who approved it', async () => {
    const taken = await askAndMail('jonas');
    expect(await mailsDuring(lab, () => lab.cancel('jonas', taken.id))).toEqual(['jonas: Cancelled']);

    const startsAt = toIso(lab.now() + MINUTE);
    await lab.ask('jonas', await lab.fresh(), { startsAt, minutes: 1 });
    await lab.settle();
    expect(await mailsDuring(lab, () => lab.advance(3))).toEqual(['jonas: Expired']);

    const failing = await askAndMail('jonas');
    lab.services.faults.add({
      kind: 'fail-operation',
      operation: 'CreateAccountAssignment',
      times: 1,
      reason: 'The role quota is used up',
    });
    const mails = await mailsDuring(lab, async () => {
      await lab.decide('ben', failing);
      await lab.advance(1);
    });
    expect(mails.toSorted()).toEqual(['ben: Failed', 'jonas: Approved', 'jonas: Failed']);
    expect(lab.mails('jonas').at(-1)?.text).toContain('The role quota is used up');
  });

  test('a second step: its people are asked when the first is complete, and not before', async () => {
    const target = await lab.target('payments-api-prod', 'AdministratorAccess');
    let request: RequestSeen | undefined;
    const first = await mailsDuring(lab, async () => {
      request = await lab.ask('ann', target, { minutes: 30 });
    });
    const reviewers = (mails: string[]) =>
      mails.flatMap((mail) => (mail.endsWith(': Review') ? [mail.split(':')[0]] : []));
    expect(reviewers(first)).toEqual(LEADS.toSorted());
    const second = await mailsDuring(lab, () => lab.decide('ben', request!));
    // Michael leads and is of security: he is asked again, for the step that is his now.
    expect(reviewers(second)).toEqual(['daniel', 'michael', 'rania', 'sec']);
  });

  test('a request for somebody else: both are told; who has no address is left out', async () => {
    const target = await lab.target('web-shop-prod', 'SupportUser');
    const forTariq = await mailsDuring(lab, () =>
      lab.ask('lena', target, { beneficiaryId: lab.userId('tariq') }),
    );
    expect(forTariq.filter((mail) => mail.endsWith('Requested'))).toEqual([
      'lena: Requested',
      'tariq: Requested',
    ]);
    const forMina = await mailsDuring(lab, () =>
      lab.ask('lena', target, { beneficiaryId: lab.userId('mina') }),
    );
    expect(forMina.filter((mail) => mail.endsWith('Requested'))).toEqual(['lena: Requested']);
  });
});

describe('the link in a mail', () => {
  test('is open for the one whom it was sent to, while the request waits', async () => {
    const request = await askAndMail('ann');
    expect(await follow('ben', linkTo(lab, 'ben', request))).toMatchObject({
      state: 'open',
      requestId: request.id,
    });
  });

  test('opened twice, and asked about without opening, changes nothing', async () => {
    const request = await askAndMail('ann');
    const token = linkTo(lab, 'ben', request);
    const writes = await lab.writesDuring(async () => {
      await follow('ben', token);
      await follow('ben', token);
      await lab.call('ben', 'HEAD', `/review-links/${token}`);
      await lab.call(undefined, 'GET', `/review-links/${token}`);
    });
    expect(writes).toEqual([]);
    expect((await lab.read('ann', request.id)).status).toBe('pending');
  });

  test('is used once somebody has decided, and says who', async () => {
    const request = await askAndMail('ann');
    taken(await lab.decide('lena', request, 'reject'), 200);
    const link = await follow('ben', linkTo(lab, 'ben', request));
    expect(link.state).toBe('used');
    expect(link.message).toContain('Lena');
    expect(await follow('lena', linkTo(lab, 'lena', request))).toMatchObject({ state: 'used' });
  });

  test('is used once the requester has taken the request back', async () => {
    const request = await askAndMail('ann');
    taken(await lab.cancel('ann', request.id), 200);
    expect(await follow('ben', linkTo(lab, 'ben', request))).toMatchObject({ state: 'used' });
  });

  test('is expired after the time to decide', async () => {
    const startsAt = toIso(lab.now() + MINUTE);
    const request = await lab.ask('kofi', await lab.fresh(), { startsAt, minutes: 1 });
    await lab.settle();
    const token = linkTo(lab, 'ben', request);
    expect(await follow('ben', token)).toMatchObject({ state: 'open' });
    await lab.advance(3);
    expect(await follow('ben', token)).toMatchObject({ state: 'expired', requestId: request.id });
  });

  test('says that it is of an older revision once the request has changed and still waits', async () => {
    const request = await needsTwo();
    await lab.settle();
    taken(await lab.decide('hassan', request), 200);
    expect(await follow('ben', linkTo(lab, 'ben', request))).toMatchObject({ state: 'older-revision' });
    expect(await follow('hassan', linkTo(lab, 'hassan', request))).toMatchObject({ state: 'used' });
  });

  test('gives no authority to whom it is forwarded, and tells a stranger nothing of the request', async () => {
    const request = await askAndMail('ann');
    const link = await follow('ivy', linkTo(lab, 'ben', request));
    expect(link).toEqual({ state: 'no-authority', message: link.message });
    expect(link.message).not.toContain('Ann');
    expect(await follow('ann', linkTo(lab, 'ben', request))).toMatchObject({ state: 'no-authority' });
  });

  test('forwarded from one approver to another is as good as the other’s own', async () => {
    const request = await askAndMail('ann');
    expect(await follow('lena', linkTo(lab, 'ben', request))).toMatchObject({ state: 'open' });
  });

  test('that was tampered with is not one of ours', async () => {
    const request = await askAndMail('ann');
    const [payload = '', signature = ''] = linkTo(lab, 'ben', request).split('.');
    const reference = decodeReviewLink(payload)!;
    const later = encodeReviewLink({ ...reference, expiresAt: reference.expiresAt + 60 * MINUTE });
    const turned = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    const bad = [`${later}.${signature}`, `${payload}.${turned}`, `${payload}.`, payload, 'x.y', 'x.y.z'];
    for (const token of bad)
      expect(await follow('ben', token)).toEqual({ state: 'invalid', message: expect.any(String) });
  });

  test('does not decide: only a POST by somebody with authority does', async () => {
    const request = await askAndMail('ann');
    const token = linkTo(lab, 'ben', request);
    expect((await lab.call('ben', 'POST', `/review-links/${token}`, { body: {} })).status).toBe(405);
    expect((await lab.read('ann', request.id)).status).toBe('pending');
  });
});

describe('what people write', () => {
  const justification = `R&D said "2 < 3" & '5 > 4' <3 &lt;script&gt;alert(1)&lt;/script&gt; <<`;

  test('stays text in the mail: signs of HTML are escaped, in what is asked and in what is answered', async () => {
    const request = await lab.ask('fatima', await lab.fresh(), { justification });
    await lab.settle();
    taken(await lab.decide('ben', request, 'reject', { comment: `No & "never" < 3` }), 200);
    await lab.settle();
    const asked = lab.mails('ben').at(-1)!;
    expect(asked.html).toContain(
      'R&amp;D said &quot;2 &lt; 3&quot; &amp; &#39;5 &gt; 4&#39; &lt;3 &amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt; &lt;&lt;',
    );
    expect(asked.text).toContain(justification);
    expect(lab.mails('fatima').at(-1)!.html).toContain('No &amp; &quot;never&quot; &lt; 3');
  });

  test('nor does a name in Identity Center make markup or a line of its own in any mail', async () => {
    const { identityStore } = lab.services;
    const AttributeValue = 'Seun\r\nBcc: all@example.com <img src=x onerror=alert(1)>';
    await identityStore.call({
      operation: 'UpdateUser',
      input: {
        IdentityStoreId: identityStore.identityStoreId,
        UserId: lab.userId('seun'),
        Operations: [{ AttributePath: 'displayName', AttributeValue }],
      },
    });
    await lab.laptop.host.invoke('sync-directory', {});
    // The functions look at most every minute whether there is a newer directory.
    await lab.advance(2);
    const before = lab.services.ses.messages().length;
    await lab.granted('seun', await lab.fresh());
    const mails = lab.services.ses.messages().slice(before);
    expect(mails.length).toBeGreaterThan(LEADS.length);
    expect(mails.filter(({ subject }) => subject.includes('Bcc: all@example.com'))).toHaveLength(
      LEADS.length,
    );
    for (const { subject, html, bcc } of mails) {
      expect(subject).not.toMatch(/[\r\n]/);
      expect(html).not.toContain('<img');
      expect(bcc).toEqual([]);
    }
  });
});

test('an event that the stream delivers twice is mailed once', async () => {
  const records: StreamRecord[] = [];
  const stop = lab.services.dynamoDb.onChange(tableNames(TABLE_PREFIX).audit, (record) => {
    records.push(record);
  });
  await askAndMail('priya');
  stop();
  const before = lab.services.ses.messages().length;
  expect(records.length).toBeGreaterThan(0);
  const again = async () => lab.laptop.host.invoke('notify', { Records: records });
  expect(await Promise.all([again(), again()])).toEqual([
    { batchItemFailures: [] },
    { batchItemFailures: [] },
  ]);
  expect(lab.services.ses.messages()).toHaveLength(before);
});

test('a mail that could not be sent is sent when it can be, and only that one', async () => {
  const target = await lab.fresh();
  // The SDK tries each of the eight mails four times before the function gives up and the stream delivers again.
  lab.services.faults.add({ kind: 'fail', service: 'ses', times: 34 });
  const mails = await mailsDuring(lab, async () => {
    await lab.ask('diego', target);
    await lab.advance(2);
  });
  expect(lab.services.faults.list()).toEqual([]);
  expect(mails).toEqual([...LEADS.map((lead) => `${lead}: Review`), 'diego: Requested'].toSorted());
});

test('no mail goes to anybody but people of the directory, and all of them have both parts', async () => {
  const known = lab.services.identityStore
    .users()
    .flatMap(({ attributes }) => attributes.Emails?.[0]?.Value ?? []);
  const mails: readonly Mail[] = lab.services.ses.messages();
  expect(mails.length).toBeGreaterThan(0);
  expect(mails.flatMap(({ to }) => to).filter((to) => !known.includes(addressOf(to)))).toEqual([]);
  expect(mails.filter(({ html, text }) => !html || !text)).toEqual([]);
});
