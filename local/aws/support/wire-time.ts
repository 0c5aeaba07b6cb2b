/** A time in epoch milliseconds as the JSON protocols carry it: epoch seconds. */
export function wireTime(milliseconds: number): number {
  return milliseconds / 1000;
}
