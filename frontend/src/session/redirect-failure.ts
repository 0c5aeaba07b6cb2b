import { Hub } from 'aws-amplify/utils';

let failure: string | undefined;

/** Listens for a failed return from the sign-in page. Call before `configureSignIn`. */
export function listenForFailure(): void {
  const search = new URLSearchParams(window.location.search);
  const code = search.get('error');
  // Amplify also reports a sign-in that somebody left by the back button. Only a return to us can have failed.
  if (!code && !search.has('code')) return;
  if (code) {
    failure = search.get('error_description') ?? code;
    window.history.replaceState(null, '', window.location.pathname);
  }
  Hub.listen('auth', ({ payload }) => {
    if (payload.event === 'signInWithRedirect_failure') {
      failure ??= payload.data?.error?.message ?? 'Sign-in was not completed.';
    }
  });
}

/** What went wrong with the sign-in under way, if anything did. */
export function redirectFailure(): string | undefined {
  return failure;
}
