import { MAX_BODY_BYTES } from '../../../core/contract/common';
import type { Sent } from '../../support/laptop-http';
import type { BadInput, Fixtures } from './fixtures';
import type { BadTokens } from './bad-tokens';

const NO_REQUEST = '01ARZ3NDEKTSV4RRFFQ69G5FAV';

const post =
  (sent: Sent | ((fixtures: Fixtures) => Sent), path = '/requests') =>
  (fixtures: Fixtures) =>
    fixtures.lab.call('ann', 'POST', path, typeof sent === 'function' ? sent(fixtures) : sent);
const get =
  (path: string, person = 'ann') =>
  ({ lab }: Fixtures) =>
    lab.call(person, 'GET', path);
/** The wish of a free target as a body, with more in it. */
const wishWith = (more: object) => (fixtures: Fixtures) => ({
  body: { ...fixtures.lab.wish(fixtures.free), ...more },
});
const invalid = { status: 400, type: 'invalidInput' } as const;

/** Calls that are wrong before any rule is asked. */
export const BAD_CALLS: readonly BadInput[] = [
  { what: 'half a JSON', send: post({ raw: '{"targets":' }), status: 400, type: 'malformedJson' },
  { what: 'no body', send: post({}), ...invalid, field: 'body' },
  { what: 'a list as body', send: post({ raw: '[]' }), ...invalid, field: 'body' },
  {
    what: 'an unknown field',
    send: post(wishWith({ status: 'approved' })),
    ...invalid,
    field: 'status',
    says: /not a known field/,
  },
  {
    what: 'a requester who is not the caller',
    send: post(wishWith({ requesterId: 'ben' })),
    ...invalid,
    field: 'requesterId',
    says: /not a known field/,
  },
  {
    what: 'an unknown field in a target',
    send: post(({ lab, free }) => ({
      body: {
        ...lab.wish(free),
        targets: [
          {
            accountId: free.accountId,
            permissionSetArn: free.permissionSetArn,
            accountName: 'harmless-dev',
          },
        ],
      },
    })),
    ...invalid,
    field: 'targets[0].accountName',
    says: /not a known field/,
  },
  { what: 'an unknown query parameter', send: get('/requests?sort=asc'), ...invalid, field: 'sort' },
  {
    what: 'a query parameter twice',
    send: get('/requests?view=mine&view=all'),
    ...invalid,
    field: 'view',
    says: /twice/,
  },
  { what: 'a page of a million', send: get('/requests?limit=1000000'), ...invalid, field: 'limit' },
  {
    what: 'an oversized body',
    send: post(wishWith({ justification: 'a'.repeat(MAX_BODY_BYTES) })),
    status: 413,
    type: 'bodyTooLarge',
    says: /65536/,
  },
  {
    what: 'a body as plain text',
    send: post((fixtures) => ({ ...wishWith({})(fixtures), headers: { 'content-type': 'text/plain' } })),
    status: 415,
    type: 'unsupportedMediaType',
    says: /application\/json/,
  },
  {
    what: 'a body as a form, as a page of another site could send it',
    send: post({
      raw: 'minutes=60',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    }),
    status: 415,
    type: 'unsupportedMediaType',
  },
  {
    what: 'an Idempotency-Key with spaces',
    send: post((fixtures) => ({ ...wishWith({})(fixtures), headers: { 'idempotency-key': 'a b' } })),
    ...invalid,
    field: 'Idempotency-Key',
  },
  {
    what: 'a cursor that is none',
    send: get('/requests?cursor=abc'),
    status: 400,
    type: 'invalidCursor',
    field: 'cursor',
  },
  {
    what: 'a tampered cursor',
    send: async ({ lab }) => lab.call('aud', 'GET', `/requests?view=all&cursor=${await tampered(lab)}`),
    status: 400,
    type: 'invalidCursor',
    field: 'cursor',
  },
  {
    what: 'the cursor of another list',
    send: async ({ lab }) => lab.call('aud', 'GET', `/requests?view=mine&cursor=${await cursorOf(lab)}`),
    status: 400,
    type: 'invalidCursor',
    field: 'cursor',
  },
  { what: 'a request id that is none', send: get('/requests/1'), ...invalid, field: 'requestId' },
  { what: 'an unknown request', send: get(`/requests/${NO_REQUEST}`), status: 404, type: 'notFound' },
  { what: 'an unknown address', send: get('/grants'), status: 404, type: 'notFound' },
  { what: 'an address with a slash too many', send: get('/requests/'), status: 404, type: 'notFound' },
  {
    what: 'a method that the address does not take',
    send: ({ lab, pending }) => lab.call('ann', 'DELETE', `/requests/${pending.id}`),
    status: 405,
    type: 'methodNotAllowed',
    also: ({ headers }) => expect(headers.get('allow')).toBe('GET'),
  },
  {
    what: 'deciding by GET',
    send: ({ lab, pending }) => lab.call('ben', 'GET', `/requests/${pending.id}/decision`),
    status: 405,
    type: 'methodNotAllowed',
  },
];

const TOKENS: readonly [keyof BadTokens, string][] = [
  ['expired', 'an expired token'],
  ['notYet', 'a token that is not valid yet'],
  ['foreignKey', 'a token that another key has signed'],
  ['otherIssuer', 'a token of another issuer'],
  ['otherClient', 'a token for another application'],
  ['unsigned', 'a token without a signature'],
  ['altered', 'a token whose claims were altered'],
  ['cut', 'half a token'],
  ['nobody', 'a token that names nobody'],
  ['machine', 'a token of a person that names a machine'],
  ['idToken', 'an ID token instead of an access token'],
];

/** Calls by nobody whom Hourglass knows. */
export const BAD_TOKENS: readonly BadInput[] = [
  ...TOKENS.map(
    ([name, what]): BadInput => ({
      what,
      send: ({ lab, tokens, free }) =>
        lab.call(undefined, 'POST', '/requests', { body: lab.wish(free), token: tokens[name] }),
      status: 401,
      type: 'unauthenticated',
      also: ({ headers }) => expect(headers.get('www-authenticate')).toBe('Bearer'),
    }),
  ),
  {
    what: 'no token',
    send: ({ lab, free }) => lab.call(undefined, 'POST', '/requests', { body: lab.wish(free) }),
    status: 401,
    type: 'unauthenticated',
  },
  {
    what: 'a password instead of a token',
    send: ({ lab }) =>
      lab.call(undefined, 'GET', '/me', { headers: { authorization: 'Basic YW5uOmFubg==' } }),
    status: 401,
    type: 'unauthenticated',
  },
];

async function cursorOf(lab: Fixtures['lab']): Promise<string> {
  const { body } = await lab.call('aud', 'GET', '/requests?view=all&limit=1');
  const cursor: unknown = Reflect.get(Object(body), 'cursor');
  return encodeURIComponent(String(cursor));
}

/** One character of the middle is another. */
async function tampered(lab: Fixtures['lab']): Promise<string> {
  const cursor = decodeURIComponent(await cursorOf(lab));
  const middle = Math.floor(cursor.length / 2);
  const other = cursor[middle] === 'A' ? 'B' : 'A';
  return encodeURIComponent(cursor.slice(0, middle) + other + cursor.slice(middle + 1));
}
