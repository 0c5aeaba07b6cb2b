import { recall, remember, take } from './memory';
import { accessToken, renewSession, signIn } from './session';

type Listener = () => void;
let refused = false;
let leaving = false;
const listeners = new Set<Listener>();

/** The API accepted the token: a later refusal is a new one. */
export function signInWorks(): void {
  if (recall('refused')) take('refused');
}

/**
 * The API refuses the token even after renewing it: sign in again. A fresh sign-in that is refused as well is told
 * instead, since signing in once more would go round in circles.
 */
export async function signInAgain(): Promise<void> {
  if (leaving || refused) return;
  if (recall('refused')) {
    refused = true;
    for (const listener of listeners) listener();
    return;
  }
  leaving = true;
  remember('refused');
  const stillSignedIn = await accessToken(false);
  await (stillSignedIn ? renewSession() : signIn());
}

/** For `useSyncExternalStore`: whether the API refuses a fresh sign-in. */
export const refusal = {
  subscribe: (listener: Listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  read: () => refused,
};
