/**
 * How soon somebody has to look at a trouble. `grave`: the first time. `passing`: it passes by itself, unless it keeps coming. `found`: what
 * the reconciler saw in Identity Center, once for each finding. `gauged`: a gauge of the reconciler counts it for as long as it stands.
 */
export type Weight = 'grave' | 'passing' | 'found' | 'gauged';

/** Every trouble by its name. Each has an article in the runbook, and an alarm by its weight. */
export const TROUBLES = {
  'workflow-not-started': 'passing',
  'signal-not-delivered': 'passing',
  'end-not-asked': 'passing',
  'lease-orphaned': 'gauged',
  'person-not-checked': 'passing',
  'reconcile-part-failed': 'passing',
  'capacity-unknown': 'passing',
  'throttle-unknown': 'passing',
  'order-not-carried-out': 'grave',
  'hard-end-not-written': 'grave',
  'pair-not-compared': 'passing',
  'assignment-unknown': 'found',
  'assignment-missing': 'found',
  'assignment-left-over': 'found',
  'lease-overdue': 'gauged',
  'records-behind': 'grave',
  'stray-not-ended': 'grave',
  'audit-trail-broken': 'grave',
} as const satisfies Readonly<Record<string, Weight>>;

export type TroubleName = keyof typeof TROUBLES;

/**
 * Takes note of something that could not be done now and that is done later, by the reconciler or by the workflow's next try: it is
 * logged and counted, but does not undo what has already been committed [G12].
 */
export interface Trouble {
  report(what: TroubleName, ids: Readonly<Record<string, string>>, error: unknown): void;
}
