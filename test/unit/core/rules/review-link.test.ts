import fc from 'fast-check';
import { HOUR } from '../../../../core/model/instant';
import type { AccessRequest } from '../../../../core/model/request';
import { fromBase64Url, toBase64Url } from '../../../../core/rules/base64url';
import {
  decodeReviewLink,
  encodeReviewLink,
  readReviewLink,
  splitReviewToken,
} from '../../../../core/rules/review-link';
import { buildDecision, buildRequest, GROUPS, PEOPLE, ref } from '../../../support/build';
import { START } from '../../../support/fakes/fake-clock';
import { at, need, step, yes } from './approvals';

describe('the text of a link', () => {
  const id = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
  const aReference = fc.record({
    requestId: id,
    revision: fc.integer({ min: 1, max: 10_000 }),
    recipientId: id,
    expiresAt: fc.nat({ max: 9_999_999_999_999 }),
  });

  test('decodes to what was encoded, and is safe in an address', () => {
    fc.assert(
      fc.property(aReference, (reference) => {
        const payload = encodeReviewLink(reference);
        expect(payload).toMatch(/^[\w-]+$/);
        expect(decodeReviewLink(payload)).toEqual(reference);
      }),
    );
  });

  test.each([
    '',
    'x',
    '%',
    'not base64!',
    toBase64Url('{'),
    toBase64Url('null'),
    toBase64Url('["r",1,"u"]'),
    toBase64Url('["r",0,"u",1]'),
    toBase64Url('["r",1.5,"u",1]'),
    toBase64Url('["",1,"u",1]'),
    toBase64Url('["r",1,"u",-1]'),
    toBase64Url('["r",1,"u",1,2]'),
  ])('%j is no reference', (payload) => {
    expect(decodeReviewLink(payload)).toBeUndefined();
  });

  test('base64url is what everybody means by it, in one spelling only', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const encoded = toBase64Url(text);
        expect(encoded).toBe(Buffer.from(text).toString('base64url'));
        expect(fromBase64Url(encoded)).toBe(text);
      }),
    );
    expect([fromBase64Url('YQ'), fromBase64Url('YR'), fromBase64Url('YQ=='), fromBase64Url('_w')]).toEqual([
      'a',
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('a token has exactly a payload and a signature', () => {
    expect(splitReviewToken('a.b')).toEqual({ payload: 'a', signature: 'b' });
    for (const token of ['', 'a', 'a.', '.b', 'a.b.c']) expect(splitReviewToken(token)).toBeUndefined();
  });
});

describe('readReviewLink', () => {
  const shared = { revision: 2, needs: [need([step(GROUPS.leads), step(GROUPS.security)])] };
  const pending = buildRequest(shared);
  const payload = { requestId: pending.id, revision: 2, recipientId: PEOPLE.cleo, expiresAt: START + HOUR };
  const who = (name: keyof typeof PEOPLE, ...groups: string[]) => ({
    userId: PEOPLE[name],
    groupIds: new Set(groups),
    enabled: true,
  });
  const cleo = who('cleo', GROUPS.leads);
  const read = (over: Partial<Parameters<typeof readReviewLink>[0]> = {}) =>
    readReviewLink({ payload, request: pending, viewer: cleo, now: START, ...over });

  test('opens for who may decide, at the revision that was mailed', () => {
    expect(read()).toMatchObject({ state: 'open', requestId: pending.id, revision: 2 });
  });

  test('opens for another approver to whom it was forwarded', () => {
    expect(read({ viewer: who('dan', GROUPS.leads) }).state).toBe('open');
  });

  test.each([
    ['with a bad signature', { payload: undefined }],
    ['of a request that is not there', { request: undefined }],
    ['of another request', { request: { ...pending, id: 'request-2' } }],
    ['of a revision that is yet to come', { payload: { ...payload, revision: 3 } }],
  ])('a link %s is invalid', (_, over) => {
    expect(read(over)).toEqual({ state: 'invalid', message: expect.any(String) });
  });

  test('G8: somebody without authority gets no authority from a link and learns nothing of the request', () => {
    const strangers = [who('hana', GROUPS.support), who('ada', GROUPS.leads), { ...cleo, enabled: false }];
    const over: AccessRequest = buildRequest({ ...shared, status: 'rejected' });
    for (const viewer of strangers)
      for (const request of [pending, over])
        expect(read({ viewer, request })).toEqual({ state: 'no-authority', message: expect.any(String) });
  });

  test('an approver of a later step is told to wait', () => {
    const viewer = who('finn', GROUPS.security);
    expect(read({ viewer })).toMatchObject({
      state: 'no-authority',
      message: expect.stringContaining('later'),
    });
  });

  test('a request that is decided says what happened, also when the link has expired since', () => {
    const request = buildRequest({
      ...shared,
      status: 'rejected',
      decisions: [buildDecision({ approver: ref('dan'), answer: 'reject' })],
    });
    for (const now of [START, START + 2 * HOUR])
      expect(read({ request, now })).toMatchObject({
        state: 'used',
        message: 'Dan Ito rejected the request.',
      });
  });

  test('who has decided finds the link used while others still decide', () => {
    const request = { ...pending, revision: 3, decisions: [yes('cleo', at(0, 0, 0))] };
    expect(read({ request })).toMatchObject({
      state: 'used',
      message: expect.stringContaining('already approved'),
    });
  });

  test('a link expires at its moment, with the request or before it', () => {
    expect(read({ now: payload.expiresAt - 1 }).state).toBe('open');
    expect(read({ now: payload.expiresAt }).state).toBe('expired');
    expect(read({ request: { ...pending, expiresAt: START } }).state).toBe('expired');
    expect(read({ request: buildRequest({ ...shared, status: 'expired' }) }).state).toBe('expired');
  });

  test('a request that has changed since says so and leads to where it is now', () => {
    expect(read({ request: { ...pending, revision: 5 } })).toMatchObject({
      state: 'older-revision',
      requestId: pending.id,
      revision: 5,
    });
  });
});
