const full = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const precise = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

/** A moment as people write it, in the reader's time zone. */
export function formatMoment(iso: string): string {
  return full.format(new Date(iso));
}

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });

/** The second of two moments, without its date when that is the date of the first. */
export function formatEnd(startIso: string, endIso: string): string {
  const [start, end] = [new Date(startIso), new Date(endIso)];
  return day.format(start) === day.format(end) ? clock.format(end) : full.format(end);
}

/** A moment to the second, in the reader's time zone. */
export function formatPrecise(iso: string): string {
  return precise.format(new Date(iso));
}

const dayAndTime = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** A moment to the second without its year: where many stand below each other. */
export function formatDayAndTime(iso: string): string {
  return dayAndTime.format(new Date(iso));
}

/** The name of the reader's time zone. */
export const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
