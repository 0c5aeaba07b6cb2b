function at(day: string, time: string): string | undefined {
  const moment = new Date(`${day}T${time}`);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}

/** The first moment of a day (`YYYY-MM-DD`) in the reader's zone, as ISO 8601; undefined if it is no day. */
export const startOfDay = (day: string) => at(day, '00:00:00.000');

/** The last moment of a day (`YYYY-MM-DD`) in the reader's zone, as ISO 8601; undefined if it is no day. */
export const endOfDay = (day: string) => at(day, '23:59:59.999');
