import { useEffect, useState } from 'react';

/** Server time at `performance.now() === 0`, in epoch milliseconds; unknown before the first answer. */
let origin: number | undefined;

/** Learns the server's time from an answer. The browser's own clock may be wrong. */
export function observeServerTime(now: string): void {
  const at = Date.parse(now);
  if (!Number.isNaN(at)) origin = at - performance.now();
}

/** The server's time in epoch milliseconds. */
export function serverNow(): number {
  return origin === undefined ? Date.now() : origin + performance.now();
}

/** The server's time, renewed every `everyMs` milliseconds. */
export function useServerNow(everyMs = 1_000): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
