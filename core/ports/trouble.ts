/**
 * Takes note of something that could not be done now and that is done later, by the reconciler or by the workflow's next try: it is
 * logged, but does not undo what has already been committed [G12]. Each name has an article in the runbook.
 */
export interface Trouble {
  report(
    what:
      | 'workflow-not-started'
      | 'signal-not-delivered'
      | 'end-not-asked'
      | 'lease-orphaned'
      | 'person-not-checked'
      | 'reconcile-part-failed'
      | 'capacity-unknown'
      | 'order-not-carried-out'
      | 'hard-end-not-written'
      | 'pair-not-compared'
      | 'assignment-unknown'
      | 'assignment-missing'
      | 'assignment-left-over'
      | 'lease-overdue'
      | 'records-behind'
      | 'stray-not-ended',
    ids: Readonly<Record<string, string>>,
    error: unknown,
  ): void;
}
