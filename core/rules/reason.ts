import type { RefusalCode, RefusalReason } from '../model/refusal';

/** One reason for a no; without `field` when it is about nothing that was typed. */
export function reason(code: RefusalCode, message: string, field?: string): RefusalReason {
  return field === undefined ? { code, message } : { code, message, field };
}

/** The same reasons, their fields moved below `prefix` (e.g. `targets[2]`). */
export function underField(prefix: string, reasons: readonly RefusalReason[]): RefusalReason[] {
  return reasons.map((each) => ({
    ...each,
    field: each.field === undefined ? prefix : `${prefix}.${each.field}`,
  }));
}
