import { z } from 'zod';
import { RequestDetail, RequestPage } from '../../core/contract/requests';
import { MACHINE_CLIENT_ID, MACHINE_CLIENT_SECRET } from '../../local/places';
import { useLaptop } from '../support/laptop';
import { codesOf } from '../support/laptop-http';

const lab = useLaptop();
const Token = z.object({ access_token: z.string() });

/** A token of the seeded machine, as a program gets it: by its secret, for some of its scopes or for all. */
async function tokenFor(scope?: string): Promise<string> {
  const answer = await fetch(`${lab.laptop.url}/auth/oauth2/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${MACHINE_CLIENT_ID}:${MACHINE_CLIENT_SECRET}`).toString('base64')}`,
    },
    body: new URLSearchParams({ grant_type: 'client_credentials', ...(scope ? { scope } : {}) }),
  });
  return Token.parse(await answer.json()).access_token;
}

const support = () => lab.target('web-shop-prod', 'SupportUser');

test('G6: a machine files for somebody, people decide, and it can do nothing more', async () => {
  const token = await tokenFor();
  const target = await support();
  const body = lab.wish(target, { beneficiaryId: lab.userId('tariq') });
  const filed = await lab.call(undefined, 'POST', '/requests', { token, body });
  expect(filed.status).toBe(201);
  const request = RequestDetail.parse(filed.body);
  expect(request).toMatchObject({ status: 'pending', requester: { displayName: 'pipeline (machine)' } });

  const { id, revision } = request;
  const refused = { answer: 'approve', comment: '', revision };
  for (const [path, sent] of [
    [`/requests/${id}/decision`, refused],
    [`/requests/${id}/cancellation`, {}],
    [`/requests/${id}/end`, {}],
    [`/requests/${id}/extend`, { minutes: 10, comment: '', revision }],
    ['/emergency/end/preview', {}],
  ] as const) {
    const answer = await lab.call(undefined, 'POST', path, { token, body: sent });
    expect([path, answer.status, ...codesOf(answer)]).toEqual([path, 403, 'machine-may-not']);
  }

  // Who gets the access may not approve it, although it was a machine that asked.
  const own = await lab.decide('tariq', request);
  expect([own.status, ...codesOf(own)]).toEqual([403, 'own-request']);
  expect((await lab.decide('hana', request)).status).toBe(200);
  await lab.settle();
  expect(lab.holds(lab.userId('tariq'), target)).toBe(true);
  const seen = await lab.call(undefined, 'GET', '/requests', { token });
  expect(RequestPage.parse(seen.body).items.map((one) => one.id)).toEqual([id]);
  await lab.advance(62);
  expect(lab.holds(lab.userId('tariq'), target)).toBe(false);
  expect(await lab.read('tariq', id)).toMatchObject({
    status: 'ended',
    timeline: expect.arrayContaining([
      expect.objectContaining({ type: 'RequestCreated', actor: 'pipeline (machine)' }),
    ]),
  });
});

test('G1: a machine files nothing where no policy names it, or without the scope', async () => {
  const token = await tokenFor();
  const body = lab.wish(await lab.fresh(), { beneficiaryId: lab.userId('ann') });
  const notNamed = await lab.call(undefined, 'POST', '/requests', { token, body });
  expect([notNamed.status, ...codesOf(notNamed)]).toEqual([422, 'may-not-ask-for-others']);
  const reading = await tokenFor('hourglass/requests.read');
  const without = await lab.call(undefined, 'POST', '/requests', { token: reading, body });
  expect([without.status, ...codesOf(without)]).toEqual([403, 'scope-missing']);
});

test('a machine keeps policies under its own name', async () => {
  const token = await tokenFor('hourglass/policies.read hourglass/policies.write');
  const Settings = z.looseObject({ version: z.number() });
  const read = await lab.call(undefined, 'GET', '/settings', { token });
  const { version, id: _id, changedAt: _at, changedBy: _by, ...settings } = Settings.parse(read.body);
  const changed = await lab.call(undefined, 'PUT', '/settings', { token, body: { version, settings } });
  expect(changed).toMatchObject({ status: 200, body: { changedBy: { displayName: 'pipeline (machine)' } } });
  expect((await lab.call(undefined, 'GET', '/requests', { token })).status).toBe(403);
});
