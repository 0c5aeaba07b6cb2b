import { recall, remember, take } from './memory';
import { isOwnPath } from './own-path';

/** Remembers the page on which the person was, for after sign-in. */
export function rememberPlace(): void {
  const { pathname, search, hash } = window.location;
  // Sign-in ends at the root: trying once more from there must not lose the page that was wanted first.
  if (pathname === '/' && recall('returnTo')) return;
  remember('returnTo', `${pathname}${search}${hash}`);
}

/** Puts the remembered page back into the address bar. */
export function returnToPlace(): void {
  const place = take('returnTo');
  if (place && isOwnPath(place)) window.history.replaceState(null, '', place);
}
