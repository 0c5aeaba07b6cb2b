import { problemTypes } from '../../../core/contract/common';
import { MINUTE } from '../../../core/model/instant';
import { buildApi } from '../../support/api';
import { ACCOUNTS, GROUPS, PEOPLE, PERMISSION_SETS } from '../../support/build';
import { disabled, withoutGroups } from '../../support/world';

const body = {
  targets: [{ accountId: ACCOUNTS.payments, permissionSetArn: PERMISSION_SETS.readOnly }],
  minutes: 60,
  justification: 'Look at a failed payment',
};
const STRANGER_ID = '0'.repeat(25) + '9';

describe('who sees what', () => {
  it.each([
    ['ada', 200],
    ['cleo', 200],
    ['eve', 200],
    ['ben', 404],
    ['finn', 404],
    ['hana', 404],
  ] as const)('answers %s with %i for a request of ada that the leads decide', async (name, status) => {
    const api = buildApi();
    const request = await api.world.ask();
    expect((await api.call(name, 'GET', `/requests/${request.id}`)).status).toBe(status);
  });

  it('tells a stranger of a request exactly what it tells of no request', async () => {
    const api = buildApi();
    const request = await api.world.ask();
    const existing = await api.call('ben', 'GET', `/requests/${request.id}`);
    const missing = await api.call('ben', 'GET', `/requests/${STRANGER_ID}`);
    expect(existing.text).toBe(missing.text);
    expect(existing.headers).toEqual(missing.headers);
  });

  it.each([
    ['POST', 'decision', { answer: 'approve', revision: 1 }],
    ['POST', 'cancellation', {}],
    ['POST', 'end', {}],
  ])('answers a stranger 404, not 403, to %s …/%s', async (method, verb, sent) => {
    const api = buildApi();
    const request = await api.world.ask();
    const answer = await api.call('ben', method, `/requests/${request.id}/${verb}`, { body: sent });
    expect(answer.status).toBe(404);
    expect(api.world.events(request.id)).toEqual(['RequestCreated']);
  });

  it.each([
    '/policies/eligibility',
    '/policies/approval',
    '/policies/eligibility/eligibility-1',
    '/policies/approval/approval-1/versions',
    '/settings',
    '/directory/people',
  ])('hides %s from everybody but admins, auditors included', async (path) => {
    const api = buildApi();
    for (const name of ['ada', 'cleo', 'eve'] as const)
      expect((await api.call(name, 'GET', path)).status).toBe(404);
    expect((await api.call('finn', 'GET', path)).status).toBe(200);
  });

  it.each([
    '/requests?view=all',
    '/access?view=all',
    '/audit/export?from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z',
  ])('hides %s from everybody but auditors, admins included', async (address) => {
    const api = buildApi();
    const [path = '', query = ''] = address.split('?');
    for (const name of ['ada', 'cleo', 'finn'] as const)
      expect((await api.call(name, 'GET', path, { query })).status).toBe(404);
    expect((await api.call('eve', 'GET', path, { query })).status).toBe(200);
  });

  it('refuses a token of somebody who has been disabled since', async () => {
    const api = buildApi();
    api.world.live.differ(disabled(PEOPLE.ada));
    const answer = await api.call('ada', 'GET', '/me');
    expect(answer.status).toBe(403);
    expect(answer.problem().detail).toContain('disabled');
  });

  it('never uses a remembered identity for a change (G8)', async () => {
    const api = buildApi();
    expect((await api.call('finn', 'GET', '/settings')).status).toBe(200);
    api.world.live.differ(withoutGroups(PEOPLE.finn));
    const {
      version,
      id: _,
      changedAt: _at,
      changedBy: _by,
      ...settings
    } = (await api.call('finn', 'GET', '/settings')).json();
    const answer = await api.call('finn', 'PUT', '/settings', { body: { version, settings } });
    expect(answer.status).toBe(404);
    expect(api.world.ledger.committed).toBe(0);
  });

  it('remembers an identity for reading for half a minute, and no longer', async () => {
    const api = buildApi();
    await api.call('finn', 'GET', '/settings');
    api.world.live.differ(withoutGroups(PEOPLE.finn));
    expect((await api.call('finn', 'GET', '/settings')).status).toBe(200);
    api.world.clock.advance(MINUTE / 2);
    expect((await api.call('finn', 'GET', '/settings')).status).toBe(404);
  });

  it('takes roles from Identity Center, whatever groups the token claims (G8)', async () => {
    const api = buildApi();
    api.world.directory.change((snapshot) => ({
      ...snapshot,
      members: { ...snapshot.members, [GROUPS.auditors]: [PEOPLE.ben] },
    }));
    expect((await api.call('ben', 'GET', '/me')).json().roles).toMatchObject({ auditor: true, admin: false });
    expect((await api.call('eve', 'GET', '/me')).json().roles).toMatchObject({
      auditor: false,
      admin: false,
    });
  });
});

describe('what a decision by HTTP answers', () => {
  const decide = (api: ReturnType<typeof buildApi>, id: string, sent: object) =>
    api.call('cleo', 'POST', `/requests/${id}/decision`, {
      body: { answer: 'approve', revision: 1, ...sent },
    });

  it('shows the request as it is then', async () => {
    const api = buildApi();
    const request = await api.world.ask();
    const answer = await decide(api, request.id, {});
    expect(answer.status).toBe(200);
    expect(answer.json()).toMatchObject({ status: 'scheduled', revision: 2 });
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('refuses ones own with 403 (G6)', async () => {
    const api = buildApi();
    const request = await api.world.ask();
    const answer = await api.call('ada', 'POST', `/requests/${request.id}/decision`, {
      body: { answer: 'approve', revision: 1 },
    });
    expect(answer.status).toBe(403);
    expect(answer.problem()).toMatchObject({
      type: problemTypes.forbidden,
      reasons: [{ code: 'own-request' }],
    });
    expect((await api.world.read(request.id))?.status).toBe('pending');
  });

  it('refuses a stale revision with 409', async () => {
    const api = buildApi();
    const request = await api.world.ask();
    const answer = await decide(api, request.id, { revision: 7 });
    expect(answer.status).toBe(409);
    expect(answer.problem().reasons?.[0]?.code).toBe('stale-revision');
  });

  it('refuses a second answer with 409', async () => {
    const api = buildApi();
    const request = await api.world.ask();
    await decide(api, request.id, {});
    const answer = await decide(api, request.id, { revision: 2 });
    expect(answer.status).toBe(409);
    expect(answer.problem().reasons?.[0]?.code).toBe('already-decided-by-you');
  });

  it('refuses an answer after the time with 409', async () => {
    const api = buildApi();
    const request = await api.world.ask();
    api.world.clock.advance(200 * MINUTE);
    const answer = await decide(api, request.id, {});
    expect(answer.status).toBe(409);
    expect(answer.problem().reasons?.[0]?.code).toBe('decision-time-over');
  });

  it('refuses a rejection without a comment with 422 and names the field', async () => {
    const api = buildApi();
    const request = await api.world.ask();
    const answer = await decide(api, request.id, { answer: 'reject' });
    expect(answer.status).toBe(422);
    expect(answer.problem().fields?.[0]?.field).toBe('comment');
  });

  it('tells the slower of two what the faster did (G11)', async () => {
    const api = buildApi();
    const request = await api.world.ask();
    api.world.ledger.beforeNext = () => api.world.decide(request.id, 'dan');
    const answer = await decide(api, request.id, {});
    expect(answer.status).toBe(409);
    expect(answer.problem().detail).toContain('Dan Ito was faster');
  });

  it('has no GET that decides (G10)', async () => {
    const api = buildApi();
    const request = await api.world.ask();
    const answer = await api.call('cleo', 'GET', `/requests/${request.id}/decision`);
    expect(answer.status).toBe(405);
    expect(await api.world.read(request.id)).toEqual(request);
  });

  it('refuses to end what has ended with 409', async () => {
    const api = buildApi();
    const { request, leases } = await api.world.active();
    for (const verb of [1, 2]) {
      const answer = await api.call('ada', 'POST', `/requests/${request.id}/end`, { body: {} });
      expect(answer.status).toBe(verb === 1 ? 200 : 409);
      for (const lease of leases) await api.world.end(lease);
    }
  });
});

describe('what a creation by HTTP answers', () => {
  it('is 201 with the address of the request', async () => {
    const answer = await buildApi().call('ada', 'POST', '/requests', { body });
    expect(answer.status).toBe(201);
    expect(answer.headers.location).toBe(`/requests/${answer.json().id}`);
  });

  it('makes one request of two that carry the same key', async () => {
    const api = buildApi();
    const sent = { body, headers: { 'Idempotency-Key': 'key-1' } };
    const first = await api.call('ada', 'POST', '/requests', sent);
    const second = await api.call('ada', 'POST', '/requests', sent);
    expect(second.status).toBe(201);
    expect(second.json().id).toBe(first.json().id);
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect(first.headers['idempotency-replayed']).toBeUndefined();
    expect(api.world.store.requests.size).toBe(1);
  });

  it('refuses the same key with another body', async () => {
    const api = buildApi();
    const headers = { 'Idempotency-Key': 'key-1' };
    await api.call('ada', 'POST', '/requests', { body, headers });
    const answer = await api.call('ada', 'POST', '/requests', { body: { ...body, minutes: 30 }, headers });
    expect(answer.status).toBe(422);
    expect(answer.problem().type).toBe(problemTypes.idempotencyKeyReused);
  });

  it('offers the live request instead of a duplicate, with 409', async () => {
    const api = buildApi();
    const request = await api.world.ask();
    const answer = await api.call('ada', 'POST', '/requests', { body });
    expect(answer.status).toBe(409);
    expect(answer.problem().reasons?.[0]).toMatchObject({
      code: 'live-request-exists',
      requestId: request.id,
    });
  });

  it('refuses who is not eligible with 422 and the reason', async () => {
    const answer = await buildApi().call('hana', 'POST', '/requests', { body });
    expect(answer.status).toBe(422);
    expect(answer.problem()).toMatchObject({
      type: problemTypes.refused,
      reasons: [{ code: 'not-eligible' }],
    });
  });

  it('changes nothing by a preview (G10)', async () => {
    const api = buildApi();
    const answer = await api.call('ada', 'POST', '/requests/preview', { body });
    expect(answer.json()).toMatchObject({ allowed: true, approvalRequired: true });
    expect(api.world.ledger.committed).toBe(0);
  });
});

describe('what every answer carries', () => {
  it('has a weak ETag on a GET, and 304 without a body for who has it', async () => {
    const api = buildApi();
    const first = await api.call('ada', 'GET', '/me');
    expect(first.headers.etag).toMatch(/^W\/"[\w-]+"$/);
    const again = await api.call('ada', 'GET', '/me', {
      headers: { 'If-None-Match': first.headers.etag ?? '' },
    });
    expect(again.status).toBe(304);
    expect(again.text).toBe('');
    expect(again.headers.etag).toBe(first.headers.etag);
  });

  it('keeps its ETag while only the clock moves, and changes it when the request does', async () => {
    const api = buildApi();
    const request = await api.world.ask();
    const tag = async () => (await api.call('ada', 'GET', `/requests/${request.id}`)).headers.etag;
    const before = await tag();
    api.world.clock.advance(MINUTE);
    expect(await tag()).toBe(before);
    await api.world.decide(request.id, 'cleo');
    expect(await tag()).not.toBe(before);
  });

  it('is kept by nobody but the browser of this person, which must ask again', async () => {
    const answer = await buildApi().call('ada', 'GET', '/me');
    expect(answer.headers).toMatchObject({ 'cache-control': 'private, no-cache', vary: 'Authorization' });
  });

  it.each([
    ['a success', 'ada', '/me'],
    ['a problem', 'ada', '/nothing'],
    ['a missing token', undefined, '/me'],
  ] as const)('has the security headers on %s', async (_what, name, path) => {
    const { headers } = await buildApi().call(name, 'GET', path);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'strict-transport-security': expect.stringContaining('max-age='),
      'x-correlation-id': 'correlation-1',
    });
  });

  it('tells nothing of an unexpected error but a fixed text and the id to quote', async () => {
    const api = buildApi();
    api.world.ledger.failNext = new Error('secret table name');
    const answer = await api.call('ada', 'POST', '/requests', { body });
    expect(answer.status).toBe(500);
    expect(answer.problem()).toMatchObject({ type: problemTypes.internal, correlationId: 'correlation-1' });
    expect(answer.text).not.toContain('secret');
  });

  it('answers 503 with a time to come back before the directory was read', async () => {
    const api = buildApi();
    api.world.directory.current = undefined;
    api.world.live.person = async () => ({
      userId: PEOPLE.ada,
      userName: 'ada',
      displayName: 'Ada',
      enabled: true,
    });
    api.world.live.groupsOf = async () => [];
    const answer = await api.call('ada', 'GET', '/eligibility/accounts');
    expect(answer.status).toBe(503);
    expect(answer.headers['retry-after']).toBe('30');
  });

  it('works below /api as well, where the web app asks', async () => {
    expect((await buildApi().call('ada', 'GET', '/api/me')).status).toBe(200);
  });
});
