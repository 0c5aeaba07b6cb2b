/** Only a path of this very app is a place to return to. */
export function isOwnPath(path: string): boolean {
  return /^\/(?![/\\])/.test(path);
}
