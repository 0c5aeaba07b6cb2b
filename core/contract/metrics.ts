/** The namespace of every metric of ours; each carries the stage of its installation and nothing else: no person, no account. */
export const METRIC_NAMESPACE = 'Hourglass';
export const METRIC_DIMENSION = 'stage';

/**
 * Every metric of ours. A metric costs money in each hour in which it is written, so all but the first are written only when there is
 * something to say; the first is also the sign that the reconciler gets through its rounds.
 */
export const METRICS = {
  OverdueLeases: {
    unit: 'Count',
    says: 'Leases that should have been over for more than a minute, each minute',
  },
  OrphanedLeases: {
    unit: 'Count',
    says: 'Leases whose access Identity Center will not remove, each minute while there are any',
  },
  OpenFindings: { unit: 'Count', says: 'Open findings, each minute while there are any' },
  EmergencyStopHours: {
    unit: 'None',
    says: 'For how many hours an emergency stop has been standing, each minute while one stands',
  },
  WorkflowsMended: { unit: 'Count', says: 'Workflows that the reconciler had to start anew' },
  SecondsToDeletion: {
    unit: 'Seconds',
    says: 'From the end of a lease until its deletion was asked of Identity Center; once more for each time that it is asked again',
  },
  SecondsPastEnd: { unit: 'Seconds', says: 'From the end of a lease until it was recorded as ended' },
  FailedAssignments: { unit: 'Count', says: 'Leases that were approved and did not become access' },
  ApprovalMinutes: { unit: 'None', says: 'From a request until it was approved or rejected, in minutes' },
  BusyAnswers: { unit: 'Count', says: 'Times that Identity Center had no room for an operation' },
  NoticesFailed: { unit: 'Count', says: 'Emails that could not be sent at one try' },
  GraveTroubles: { unit: 'Count', says: 'Troubles that somebody has to look at the first time' },
  PassingTroubles: { unit: 'Count', says: 'Troubles that pass by themselves, unless they keep coming' },
  FoundTroubles: {
    unit: 'Count',
    says: 'New findings: what Identity Center lists and the records do not explain',
  },
} as const satisfies Readonly<Record<string, { readonly unit: Unit; readonly says: string }>>;

/** CloudWatch has no unit for minutes and hours: they are `None`, and named by the metric. */
type Unit = 'Count' | 'Seconds' | 'None';

export type MetricName = keyof typeof METRICS;
