/** How bad it is. `well` is told too, so that one sees what was looked at. */
export const SEVERITIES = ['well', 'info', 'warning', 'error'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What a check says about one thing. */
export type Verdict = {
  readonly severity: Severity;
  /** What was found, as a sentence. */
  readonly found: string;
  /** The command or the place in the console that mends it; not there when there is nothing to mend. */
  readonly mend?: string;
};

/** A verdict with what it is about: one line of the report, one object of `--json`. */
export type Finding = Verdict & {
  readonly check: string;
  readonly group: string;
  readonly title: string;
  /** Why it matters, as a sentence. */
  readonly why: string;
  /** A page about it. */
  readonly docs: string;
};

export const well = (found: string): Verdict => ({ severity: 'well', found });
export const info = (found: string, mend?: string): Verdict => ({
  severity: 'info',
  found,
  ...(mend !== undefined && { mend }),
});
export const warning = (found: string, mend: string): Verdict => ({ severity: 'warning', found, mend });
export const error = (found: string, mend: string): Verdict => ({ severity: 'error', found, mend });
