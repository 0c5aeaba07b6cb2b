import { type RequestSeen, taken, useLaptop } from '../support/laptop';
import { codesOf, problemOf } from '../support/laptop-http';
import { addPerson, deletePerson, newPerson, watchCalls } from '../support/laptop-world';

const lab = useLaptop();
const TICKET = { ticket: 'OPS-4711' };

/** Its approvers are security. */
const forKeys = () => lab.target('payments-ledger-prod', 'KeyAdministrator');

/** That, asked for by a lead for a member of security. */
async function forSecurity(requester: string, beneficiary: string): Promise<RequestSeen> {
  return lab.ask(requester, await forKeys(), {
    beneficiaryId: lab.userId(beneficiary),
    minutes: 30,
    ...TICKET,
  });
}

async function expectUndecided(request: RequestSeen): Promise<void> {
  const after = await lab.read('aud', request.id);
  expect(after).toMatchObject({ status: 'pending', revision: request.revision, decisions: [] });
}

describe('G6: nobody approves their own request', () => {
  test.each(['approve', 'reject'] as const)('G6: the requester cannot %s it', async (answer) => {
    const request = await lab.ask('ben', await lab.fresh());
    const refused = await lab.decide('ben', request, answer);
    expect(refused.status).toBe(403);
    expect(codesOf(refused)).toEqual(['own-request']);
    await expectUndecided(request);
  });

  test('G6: neither the beneficiary nor who asked for them can approve it; another can', async () => {
    // Michael is of security, which approves, and a lead, who may ask for others.
    const target = await forKeys();
    const request = await forSecurity('michael', 'daniel');
    for (const person of ['daniel', 'michael']) {
      const refused = await lab.decide(person, request);
      expect(refused.status).toBe(403);
      expect(codesOf(refused)).toEqual(['own-request']);
    }
    await expectUndecided(request);
    expect(taken(await lab.decide('sec', request), 200).status).toBe('scheduled');
    // It is the beneficiary who holds it, who is told, and who may give it back.
    await lab.settle();
    expect([lab.holds(lab.userId('daniel'), target), lab.holds(lab.userId('michael'), target)]).toEqual([
      true,
      false,
    ]);
    expect(lab.mails('daniel').at(-1)?.subject).toMatch(/^Active/);
    expect(taken(await lab.end('daniel', request.id), 200).leases[0]?.status).toBe('ending');
    await lab.settle();
    expect(lab.holds(lab.userId('daniel'), target)).toBe(false);
    expect(await lab.read('michael', request.id)).toMatchObject({ status: 'ended', endReason: 'returned' });
  });

  test('G6: nor is the beneficiary asked by mail or counted as somebody who could approve', async () => {
    const before = lab.mails('rania').filter(({ subject }) => subject.startsWith('Review')).length;
    const request = await forSecurity('grace', 'rania');
    await lab.settle();
    expect(lab.mails('rania').filter(({ subject }) => subject.startsWith('Review'))).toHaveLength(before);
    const people = JSON.stringify(request.progress);
    expect(people).toContain(lab.userId('sec'));
    expect(people).not.toContain(lab.userId('rania'));
  });

  test('G6: people are told apart by their id: the same name and address make nobody the requester', async () => {
    const { identityStore } = lab.services;
    const request = await lab.ask('hana', await lab.fresh());
    const rename = (userId: string, AttributeValue: string) =>
      identityStore.call({
        operation: 'UpdateUser',
        input: {
          IdentityStoreId: identityStore.identityStoreId,
          UserId: userId,
          Operations: [{ AttributePath: 'displayName', AttributeValue }],
        },
      });
    await rename(lab.userId('chiara'), 'Hana Kovářová');
    // And the requester, under another name, is still the requester.
    await rename(lab.userId('hana'), 'Somebody Else');
    expect(codesOf(await lab.decide('hana', request))).toEqual(['own-request']);
    expect((await lab.decide('chiara', request)).status).toBe(200);
  });

  test('G6: who gets the user name of somebody who has left does not get their requests', async () => {
    const { userName, userId } = await newPerson(lab, 'identity-engineers');
    const request = await lab.ask(userName, await lab.fresh());
    await deletePerson(lab, userId);
    const successor = await addPerson(lab, userName, 'identity-engineers');
    expect(successor.userId).not.toBe(userId);
    const { accessToken: token } = await lab.tokens(userName);
    const path = `/requests/${request.id}`;
    expect((await lab.call(undefined, 'GET', path, { token })).status).toBe(404);
    const cancelled = await lab.call(undefined, 'POST', `${path}/cancellation`, { body: {}, token });
    expect(cancelled.status).toBe(404);
  });
});

describe('G8: the client is trusted for nothing but its wishes', () => {
  test.each(['requesterId', 'requester', 'status', 'approvedAt', 'needs', 'endsAtMs', 'accountName'])(
    'G8: a body that says %s is refused',
    async (field) => {
      const body = { ...lab.wish(await lab.target('cards-dev', 'ReadOnlyAccess')), [field]: 'ben' };
      const answer = await lab.call('ann', 'POST', '/requests', { body });
      expect(answer.status).toBe(400);
      expect(problemOf(answer).fields).toEqual([{ field, message: 'is not a known field' }]);
    },
  );

  test('G8: names of accounts and permission sets come from the directory', async () => {
    const target = await lab.fresh();
    const { targets } = await lab.ask('ann', target);
    expect(targets).toMatchObject([
      { accountName: target.accountName, permissionSetName: target.permissionSetName },
    ]);
  });

  test('G8: groups are read from Identity Center when somebody decides, whatever the token is from', async () => {
    const request = await lab.ask('ann', await lab.fresh());
    await lab.token('hassan');
    await lab.regroup('hassan', 'engineering-leads', 'leave');
    expect((await lab.decide('hassan', request)).status).toBe(404);
    await lab.regroup('hassan', 'engineering-leads', 'join');
    expect((await lab.decide('hassan', request)).status).toBe(200);
  });

  test('G8: a token of somebody who has been disabled since decides nothing and gets nothing', async () => {
    const request = await lab.ask('ann', await lab.fresh());
    const sandbox = await lab.target('sandbox-data', 'ReadOnlyAccess');
    await Promise.all([lab.token('lena'), lab.token('zainab')]);
    const turn = (status: 'ENABLED' | 'DISABLED') =>
      ['lena', 'zainab'].map((name) => lab.services.identityStore.setUserStatus(lab.userId(name), status));
    turn('DISABLED');
    const decided = await lab.decide('lena', request);
    // Nobody's approval is needed there, and the directory of the last hour still has her enabled.
    await lab.create('zainab', sandbox);
    await lab.advance(1);
    const held = lab.holds(lab.userId('zainab'), sandbox);
    turn('ENABLED');
    expect(codesOf(decided)).toEqual(['person-disabled']);
    expect(held).toBe(false);
    await expectUndecided(request);
  });

  test('G8: no header or query makes a caller somebody else', async () => {
    const headers = { 'x-user-id': lab.userId('adm'), 'x-forwarded-user': 'adm', cookie: 'user=adm' };
    const answer = await lab.call('ivy', 'GET', '/me', { headers });
    expect(answer.body).toMatchObject({
      person: { userName: 'ivy' },
      roles: { admin: false, auditor: false },
    });
    expect((await lab.call('ivy', 'GET', '/settings', { headers })).status).toBe(404);
  });

  test('G8: the function that answers people never changes an assignment', async () => {
    const target = await lab.fresh();
    // What the tests before have started must not be taken for this one's.
    await lab.settle();
    const watched = watchCalls(lab, lab.services.ssoAdmin);
    const before = lab.laptop.host.invocations;
    // The answers to asking and approving have come before anything is assigned.
    const request = await lab.ask('ann', target);
    const during = watched.calls.filter(({ operation }) => /^(Create|Delete)/.test(operation));
    expect(during).toEqual([]);
    taken(await lab.decide('ben', request), 200);
    await lab.settle();
    watched.stop();
    const after = lab.laptop.host.invocations;
    // Once, or again after a pause: Identity Center may have been busy.
    expect((after['activate-lease'] ?? 0) - (before['activate-lease'] ?? 0)).toBeGreaterThanOrEqual(1);
    expect(lab.holds(lab.userId('ann'), target)).toBe(true);
  });
});

describe('G11: two people who decide at once get one outcome', () => {
  test.each([
    ['approve', 'approve'],
    ['approve', 'reject'],
    ['reject', 'reject'],
  ] as const)('G11: %s and %s at once: one counts, the other is told who was faster', async (one, two) => {
    const request = await lab.ask('ann', await lab.fresh());
    const answers = await Promise.all([lab.decide('ben', request, one), lab.decide('grace', request, two)]);
    const statuses = answers.map(({ status }) => status);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 409]);
    const winner = statuses.indexOf(200);
    const loser = problemOf(answers[1 - winner]!);
    expect(loser.detail).toContain(['Ben Osei', 'Grace Kamau'][winner]);
    const after = await lab.read('ann', request.id);
    expect(after.decisions).toMatchObject([
      { approver: { userName: ['ben', 'grace'][winner] }, answer: [one, two][winner] },
    ]);
    const approved = [one, two][winner] === 'approve';
    expect(['scheduled', 'active'].includes(after.status)).toBe(approved);
    await lab.settle();
  });
});
