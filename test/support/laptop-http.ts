import { z } from 'zod';
import { Problem } from '../../core/contract/common';

/** What goes with a call; `raw` is sent as it is, `body` as JSON. */
export type Sent = {
  readonly body?: unknown;
  readonly raw?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly token?: string | undefined;
};

/** What came back; `body` is parsed JSON, or the text itself. */
export type Answer = { readonly status: number; readonly headers: Headers; readonly body: unknown };

/** One HTTP call. */
export async function send(url: string, method: string, sent: Sent): Promise<Answer> {
  const body = sent.raw ?? (sent.body === undefined ? undefined : JSON.stringify(sent.body));
  const headers = {
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(sent.token === undefined ? {} : { authorization: `Bearer ${sent.token}` }),
    ...sent.headers,
  };
  const response = await fetch(url, { method, headers, ...(body === undefined ? {} : { body }) });
  const text = await response.text();
  const json = /[/+]json/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    body: json && text !== '' ? JSON.parse(text) : text,
  };
}

/** The authorizer of AWS says one word more than a problem document has. */
const Told = z.looseObject(Problem.shape);

/** The problem document of an answer; fails when it is none. */
export function problemOf(answer: Answer): z.infer<typeof Told> {
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  return Told.parse(answer.body);
}

/** The codes of the reasons in a problem document. */
export function codesOf(answer: Answer): string[] {
  return (problemOf(answer).reasons ?? []).map(({ code }) => code);
}

const Tokens = z.looseObject({ accessToken: z.string(), idToken: z.string() });

/** The tokens that somebody has after signing in. */
export async function tokensOf(url: string, userName: string): Promise<z.infer<typeof Tokens>> {
  const answer = await send(`${url}/local/sign-in`, 'POST', { body: { userName } });
  return Tokens.parse(answer.body);
}
