/** One measured figure; printed as one JSON line. */
export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The most (or the least) that it may be. */
  readonly limit?: number;
};

/** The value below which `share` (0 to 1) of the sorted values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

export const round = (value: number, digits = 1) => Number(value.toFixed(digits));
