import { MAX_BODY_BYTES, MAX_HEADER_BYTES, MAX_URL_BYTES, problemTypes } from '../../../core/contract/common';
import { MINUTE, toIso } from '../../../core/model/instant';
import { apiRoutes } from '../../../lambdas/api/api-routes';
import { httpHandler } from '../../../lambdas/shared/http/http-handler';
import { buildApi, httpEvent } from '../../support/api';
import { ACCOUNTS, PEOPLE, PERMISSION_SETS } from '../../support/build';

const target = { accountId: ACCOUNTS.payments, permissionSetArn: PERMISSION_SETS.readOnly };
const good = { targets: [target], minutes: 60, justification: 'Look at a failed payment' };

function nothingChanged({ world }: ReturnType<typeof buildApi>) {
  expect(world.ledger.committed).toBe(0);
}

describe('what a request to the API must look like', () => {
  it('answers 401 without a user id in the token, and says how to sign in', async () => {
    const api = buildApi();
    const answer = await api.call(undefined, 'GET', '/me');
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    expect(answer.problem()).toMatchObject({
      type: problemTypes.unauthenticated,
      correlationId: 'correlation-1',
    });
  });

  it('answers 404 for an address that does not exist', async () => {
    const answer = await buildApi().call('ada', 'GET', '/nothing/here');
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  it('answers 404 for a path with a broken escape', async () => {
    expect((await buildApi().call('ada', 'GET', '/requests/%zz')).status).toBe(404);
  });

  it('answers 405 for the wrong method and names the right ones', async () => {
    const answer = await buildApi().call('ada', 'DELETE', '/requests');
    expect(answer.status).toBe(405);
    expect(answer.headers.allow?.split(', ').toSorted()).toEqual(['GET', 'POST']);
  });

  it('does not take /requests/preview for a request id', async () => {
    const answer = await buildApi().call('ada', 'GET', '/requests/preview');
    expect(answer.status).toBe(405);
  });

  it('answers 400 for malformed JSON', async () => {
    const api = buildApi();
    const answer = await api.call('ada', 'POST', '/requests', { raw: '{"targets":[' });
    expect(answer.status).toBe(400);
    expect(answer.problem().type).toBe(problemTypes.malformedJson);
    nothingChanged(api);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', ''])(
    'answers 415 for a body of type "%s"',
    async (type) => {
      const api = buildApi();
      const answer = await api.call('ada', 'POST', '/requests', {
        body: good,
        headers: { 'content-type': type },
      });
      expect(answer.status).toBe(415);
      nothingChanged(api);
    },
  );

  it('takes a content type with a charset, in whatever case the client writes it', async () => {
    const answer = await buildApi().call('ada', 'POST', '/requests', {
      body: good,
      headers: { 'content-type': 'Application/JSON; charset=utf-8' },
    });
    expect(answer.status).toBe(201);
  });

  it('answers 413 for a body that is too large, before it reads it', async () => {
    const api = buildApi();
    const answer = await api.call('ada', 'POST', '/requests', { raw: '{'.repeat(MAX_BODY_BYTES + 1) });
    expect(answer.status).toBe(413);
    nothingChanged(api);
  });

  it.each([
    ['on a route that takes none', 'GET', '/me'],
    ['at an address that does not exist', 'POST', '/nothing'],
  ])('answers 413 for a body that is too large %s, whoever sends it', async (_where, method, path) => {
    const answer = await buildApi().call(undefined, method, path, { raw: ' '.repeat(MAX_BODY_BYTES + 1) });
    expect(answer.problem()).toMatchObject({ status: 413, type: problemTypes.bodyTooLarge });
  });

  it.each([
    [MAX_BODY_BYTES, 400],
    [MAX_BODY_BYTES + 1, 413],
  ])('measures a body of %i bytes in base64 by what it encodes', async (size, status) => {
    const api = buildApi();
    const event = httpEvent('POST', '/requests', PEOPLE.ada, { raw: 'x' });
    const body = Buffer.alloc(size, 'x').toString('base64');
    const handler = httpHandler(apiRoutes, () => api.services);
    expect((await handler({ ...event, body, isBase64Encoded: true })).statusCode).toBe(status);
  });

  it.each([
    ['an address', 414, problemTypes.urlTooLong, { query: `search=${'a'.repeat(MAX_URL_BYTES)}` }],
    [
      'headers',
      431,
      problemTypes.headersTooLarge,
      { headers: { a: 'x'.repeat(MAX_HEADER_BYTES / 2), b: 'x'.repeat(MAX_HEADER_BYTES / 2) } },
    ],
  ])('answers for %s too large with %i', async (_what, status, type, sent) => {
    const answer = await buildApi().call('ada', 'GET', '/requests', sent);
    expect(answer.problem()).toMatchObject({ status, type });
  });

  it.each([
    ['nested lists', `${'['.repeat(17)}${']'.repeat(17)}`],
    ['nested objects', `${'{"a":'.repeat(17)}1${'}'.repeat(17)}`],
    ['brackets that are never closed', '['.repeat(60_000)],
    ['an escaped quote before them', `["\\"]]]]", ${'['.repeat(17)}`],
  ])('answers 400 for a body nested too deep: %s', async (_what, raw) => {
    const api = buildApi();
    const answer = await api.call('ada', 'POST', '/requests', { raw });
    expect(answer.problem()).toMatchObject({ status: 400, type: problemTypes.malformedJson });
    expect(answer.problem().detail).toContain('16 levels');
    nothingChanged(api);
  });

  it('does not count brackets within text', async () => {
    const body = { ...good, justification: `${'['.repeat(40)} "quoted\\" ${'{'.repeat(40)}` };
    expect((await buildApi().call('ada', 'POST', '/requests', { body })).status).toBe(201);
  });

  it('reads a text that was made to be slow in no time', async () => {
    const began = process.hrtime.bigint();
    await buildApi().call('ada', 'POST', '/requests', { raw: `"${'\\"'.repeat(32_000)}` });
    // A scan for each quote would take many seconds.
    expect(Number(process.hrtime.bigint() - began) / 1e9).toBeLessThan(5);
  });

  it('counts bytes, not characters', async () => {
    const answer = await buildApi().call('ada', 'POST', '/requests', {
      raw: 'é'.repeat(MAX_BODY_BYTES / 2 + 1),
    });
    expect(answer.status).toBe(413);
  });

  it('answers 400 when there is no body at all', async () => {
    const answer = await buildApi().call('ada', 'POST', '/requests');
    expect(answer.status).toBe(400);
    expect(answer.problem().fields).toEqual([expect.objectContaining({ field: 'body' })]);
  });

  it.each([
    ['an unknown field', { ...good, admin: true }, 'admin'],
    ['an unknown field deep inside', { ...good, targets: [{ ...target, x: 1 }] }, 'targets[0].x'],
    ['a prototype in disguise', JSON.parse(`{"__proto__":{"x":1},"minutes":60,"targets":[]}`), '__proto__'],
    ['no targets', { ...good, targets: [] }, 'targets'],
    ['too many targets', { ...good, targets: Array(11).fill(target) }, 'targets'],
    [
      'an account id that is none',
      { ...good, targets: [{ ...target, accountId: '12' }] },
      'targets[0].accountId',
    ],
    ['zero minutes', { ...good, minutes: 0 }, 'minutes'],
    ['negative minutes', { ...good, minutes: -5 }, 'minutes'],
    ['a fraction of a minute', { ...good, minutes: 1.5 }, 'minutes'],
    ['minutes as text', { ...good, minutes: '60' }, 'minutes'],
    ['a start that is no time', { ...good, startsAt: 'tomorrow' }, 'startsAt'],
    ['a start without time zone', { ...good, startsAt: '2026-11-21T10:00:00' }, 'startsAt'],
    [
      'an end before the start',
      { ...good, startsAt: '2026-11-22T10:00:00Z', endsAt: '2026-11-22T09:00:00Z' },
      'endsAt',
    ],
    ['a justification of 10,000 characters', { ...good, justification: 'x'.repeat(10_000) }, 'justification'],
    ['control characters', { ...good, justification: 'look\u0000here now' }, 'justification'],
    ['HTML', { ...good, justification: '<img src=x onerror=alert(1)> because' }, 'justification'],
    ['a ticket that is too long', { ...good, ticket: 'T'.repeat(101) }, 'ticket'],
  ])('answers 400 for %s and names the field', async (_what, body, field) => {
    const api = buildApi();
    const answer = await api.call('ada', 'POST', '/requests', { body });
    expect(answer.status).toBe(400);
    const { type, fields } = answer.problem();
    expect(type).toBe(problemTypes.invalidInput);
    expect(fields?.map((one) => one.field)).toContain(field);
    expect(fields?.every((one) => one.message !== '')).toBe(true);
    nothingChanged(api);
  });

  it('refuses an Idempotency-Key that is too long', async () => {
    const answer = await buildApi().call('ada', 'POST', '/requests', {
      body: good,
      headers: { 'Idempotency-Key': 'k'.repeat(201) },
    });
    expect(answer.status).toBe(400);
    expect(answer.problem().fields?.[0]?.field).toBe('Idempotency-Key');
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=abc', 'limit'],
    ['status=pending,nonsense', 'status[1]'],
    ['view=everything', 'view'],
    ['colour=red', 'colour'],
    ['view=mine&view=all', 'view'],
  ])('answers 400 for the query %s', async (query, field) => {
    const answer = await buildApi().call('ada', 'GET', '/requests', { query });
    expect(answer.status).toBe(400);
    expect(answer.problem().fields?.map((one) => one.field)).toContain(field);
  });

  it.each(['nonsense', 'eyJsaXN0Ijoib3RoZXIiLCJhZnRlciI6IngifQ'])(
    'answers 400 for the tampered or foreign cursor %s',
    async (cursor) => {
      for (const path of ['/requests', '/eligibility/accounts']) {
        const answer = await buildApi().call('ada', 'GET', path, { query: `cursor=${cursor}` });
        expect(answer.status).toBe(400);
        expect(answer.problem()).toMatchObject({
          type: problemTypes.invalidCursor,
          fields: [{ field: 'cursor' }],
        });
      }
    },
  );

  it('answers 400 for an id that cannot be one', async () => {
    const answer = await buildApi().call('ada', 'GET', '/requests/not-an-id');
    expect(answer.status).toBe(400);
    expect(answer.problem().fields?.[0]).toEqual({ field: 'requestId', message: 'must be a request id' });
  });

  it('reads a body that API Gateway has encoded', async () => {
    const api = buildApi();
    const event = httpEvent('POST', '/requests/preview', PEOPLE.ada, { body: good });
    const body = Buffer.from(event.body ?? '').toString('base64');
    const answer = await httpHandler(
      apiRoutes,
      () => api.services,
    )({ ...event, body, isBase64Encoded: true });
    expect(JSON.parse(answer.body)).toMatchObject({ allowed: true });
  });

  it.each([
    ['start in the past', -60 * MINUTE, 'start-in-the-past'],
    ['start more than a year ahead', 400 * 24 * 60 * MINUTE, 'start-too-far-ahead'],
  ])('answers 422 for a %s, with the code', async (_what, startsIn, code) => {
    const api = buildApi();
    const answer = await api.call('ada', 'POST', '/requests', {
      body: { ...good, startsAt: toIso(api.world.clock.now() + startsIn) },
    });
    expect(answer.status).toBe(422);
    expect(answer.problem().reasons?.map((reason) => reason.code)).toContain(code);
    nothingChanged(api);
  });
});
