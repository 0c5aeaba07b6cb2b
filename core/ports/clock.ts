import type { EpochMs } from '../model/instant';

/** The only source of "now". */
export interface Clock {
  now(): EpochMs;
  /** Waits; the laptop and the simulator wait in virtual time. */
  sleep(milliseconds: number): Promise<void>;
}
