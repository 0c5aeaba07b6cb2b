import { z } from 'zod';

/** What an API answered. `body` is parsed JSON, or the text itself. */
export type Answer = { readonly status: number; readonly body: unknown };

const Tokens = z.looseObject({ accessToken: z.string() });

/** Speaks to a laptop edition over HTTP, as scripts do. */
export class LaptopClient {
  readonly #url: string;
  readonly #tokens = new Map<string, string>();

  constructor(url: string) {
    this.#url = url;
  }

  /** Signs a seeded person in; later calls `as` that person carry the token. */
  async signIn(userName: string): Promise<void> {
    const answer = await this.local('POST', '/sign-in', { userName });
    this.#tokens.set(userName, Tokens.parse(answer.body).accessToken);
  }

  /** Calls the HTTP API as a person who has signed in. */
  async api(
    as: string,
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    if (!this.#tokens.has(as)) await this.signIn(as);
    const authorization = `Bearer ${this.#tokens.get(as) ?? ''}`;
    return this.#call(method, `/api${path}`, body, { ...headers, authorization });
  }

  /** Calls the laptop's control API. */
  local(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<Answer> {
    return this.#call(method, `/local${path}`, body, {});
  }

  /** Moves the clock; answers when everything that fell due has been done. */
  async advance(minutes: number): Promise<void> {
    const { status, body } = await this.local('POST', '/clock', { advanceMinutes: minutes });
    if (status !== 200) throw new Error(`The clock did not move: ${status} ${JSON.stringify(body)}`);
  }

  async #call(method: string, path: string, body: unknown, headers: Record<string, string>): Promise<Answer> {
    const response = await fetch(`${this.#url}${path}`, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = (response.headers.get('content-type') ?? '').includes('json');
    return { status: response.status, body: json && text !== '' ? JSON.parse(text) : text };
  }
}
