/** A number from 0 up to (not including) 1 that the text decides: spreads what would else happen at once, the same way each time. */
export function jitter(text: string): number {
  // FNV-1a, and a final mix so that texts which differ in the last character alone are far apart.
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
