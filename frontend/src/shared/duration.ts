const HOUR = 60;
const DAY = 24 * HOUR;

const count = (n: number, unit: string) => `${n} ${unit}${n === 1 ? '' : 's'}`;

/** A length in minutes, in words: "1 day 2 hours". */
export function formatMinutes(minutes: number): string {
  const parts = [
    [Math.floor(minutes / DAY), 'day'],
    [Math.floor((minutes % DAY) / HOUR), 'hour'],
    [minutes % HOUR, 'minute'],
  ] as const;
  const said = parts.filter(([n]) => n > 0).map(([n, unit]) => count(n, unit));
  return said.length > 0 ? said.join(' ') : '0 minutes';
}

/** A length in minutes, in short: "30 min", "2 h", "7 d". */
export function shortMinutes(minutes: number): string {
  const { amount, unit } = inUnit(minutes);
  return `${amount} ${{ minutes: 'min', hours: 'h', days: 'd' }[unit]}`;
}

/** The unit in which people would say a length. */
export type Unit = 'minutes' | 'hours' | 'days';
export const minutesPer: Readonly<Record<Unit, number>> = { minutes: 1, hours: HOUR, days: DAY };

/** Splits minutes into the largest unit that says them exactly. */
export function inUnit(minutes: number): { readonly amount: number; readonly unit: Unit } {
  if (minutes >= DAY && minutes % DAY === 0) return { amount: minutes / DAY, unit: 'days' };
  if (minutes >= HOUR && minutes % HOUR === 0) return { amount: minutes / HOUR, unit: 'hours' };
  return { amount: minutes, unit: 'minutes' };
}

/** Time left in milliseconds, as a countdown: "1 d 2 h", "2 h 05 min", "4 min 09 s". */
export function formatLeft(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  const minutes = Math.floor(seconds / 60);
  const two = (n: number) => String(n).padStart(2, '0');
  if (minutes >= DAY) return `${Math.floor(minutes / DAY)} d ${Math.floor((minutes % DAY) / HOUR)} h`;
  if (minutes >= HOUR) return `${Math.floor(minutes / HOUR)} h ${two(minutes % HOUR)} min`;
  return minutes > 0 ? `${minutes} min ${two(seconds % 60)} s` : `${seconds} s`;
}
