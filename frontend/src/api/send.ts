import { accessToken } from '../session/session';
import { signInAgain, signInWorks } from '../session/sign-in-again';
import { NoAnswerError, SignInNeededError } from './problem';

/** `fetch` as the signed-in person: a refused token is renewed once, then the person signs in again. */
export async function send(url: string, init: RequestInit & { headers: Headers }): Promise<Response> {
  const first = await attempt(url, init, await tokenOrLeave(false));
  if (first.status !== 401) return accepted(first);
  const second = await attempt(url, init, await tokenOrLeave(true));
  if (second.status !== 401) return accepted(second);
  await signInAgain();
  throw new SignInNeededError();
}

function accepted(response: Response): Response {
  signInWorks();
  return response;
}

async function tokenOrLeave(forceRefresh: boolean): Promise<string> {
  const token = await accessToken(forceRefresh);
  if (token) return token;
  await signInAgain();
  throw new SignInNeededError();
}

async function attempt(
  url: string,
  init: RequestInit & { headers: Headers },
  token: string,
): Promise<Response> {
  init.headers.set('authorization', `Bearer ${token}`);
  try {
    return await fetch(url, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new NoAnswerError(error);
  }
}
