import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { BadOptionError, checkedOptions, laptopOption } from '../command-line';

/** The HTTP API of an installation, as an admin. */
export type Api = {
  /** Answers the body; throws `ApiError` for any answer but a success. */
  call(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<unknown>;
};

/** The API refused, or did not answer as itself. `status` 0: it did not answer at all. */
export class ApiError extends Error {
  override name = 'ApiError' as const;
  constructor(
    readonly status: number,
    message: string,
    readonly reasons: readonly string[] = [],
  ) {
    super(message);
  }
}

const Problem = z.looseObject({
  title: z.string(),
  detail: z.string().optional(),
  reasons: z.array(z.looseObject({ code: z.string() })).optional(),
});
const Tokens = z.looseObject({ accessToken: z.string() });

/** The API at an address. The token is read anew for each call: it is good for a quarter of an hour, and may be replaced meanwhile. */
export function installationApi(url: string, readToken: () => Promise<string>): Api {
  return {
    call: async (method, path, body) => {
      const headers = {
        authorization: `Bearer ${await readToken()}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      };
      const sent = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
      const answer = await fetch(`${url.replace(/\/+$/, '')}${path}`, sent).catch((error: unknown) => {
        throw new ApiError(
          0,
          `${url} does not answer: ${error instanceof Error ? error.message : String(error)}`,
        );
      });
      const text = await answer.text();
      if (answer.ok && text === '') return undefined;
      const given = parsedJson(text);
      if (answer.ok && given !== undefined) return given;
      throw errorOf(answer.status, given, `${method} ${path}`, url);
    },
  };
}

function errorOf(status: number, given: unknown, call: string, url: string): ApiError {
  const problem = Problem.safeParse(given).data;
  if (!problem)
    return new ApiError(
      status,
      `${call} was answered with ${status}, and not as the API of Hourglass answers. Is ${url} the output ApiUrl?`,
    );
  const reasons = problem.reasons?.map(({ code }) => code) ?? [];
  return new ApiError(status, `${call}: ${problem.title}. ${problem.detail ?? ''}`.trim(), reasons);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No problem document: what it is not is said by the caller.
    return undefined;
  }
}

/** A token from a file that somebody keeps fresh. */
export const tokenFile = (path: string) => async (): Promise<string> => readFileSync(path, 'utf8').trim();

const Where = z.object({
  api: z.url({ error: 'must be an address, as in the output ApiUrl' }).optional(),
  'token-file': z.string().min(1).optional(),
  laptop: laptopOption,
});

/** The API that the options name: of an installation, with a token, or of a laptop edition as its admin. Throws `BadOptionError`. */
export function apiAt(options: unknown): Api {
  const { api, laptop, 'token-file': file } = checkedOptions(Where, options);
  if (laptop !== undefined && api !== undefined)
    throw new BadOptionError('--laptop and --api exclude each other');
  if (laptop !== undefined) return installationApi(new URL('/api', laptop).href, laptopToken(laptop, 'adm'));
  if (api === undefined || file === undefined)
    throw new BadOptionError('Which installation? --api with --token-file, or --laptop.');
  return installationApi(api, tokenFile(file));
}

/** Signs somebody in at a laptop edition. */
export function laptopToken(laptop: string, userName: string): () => Promise<string> {
  return async () => {
    const answer = await fetch(new URL('/local/sign-in', laptop), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ userName }),
    }).catch(() => undefined);
    const tokens = answer?.ok ? Tokens.safeParse(await answer.json()).data : undefined;
    if (!tokens) throw new ApiError(0, `No laptop edition answers at ${laptop}, or it knows no ${userName}.`);
    return tokens.accessToken;
  };
}
