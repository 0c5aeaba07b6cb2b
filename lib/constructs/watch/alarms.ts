import type { WatchedAlarmProps } from './watched-alarm';
import type { WatchedMetrics } from './watched-metrics';

const MINUTE = 60_000;

/** Every alarm by its name. Each costs money every month, so there is one for each thing that somebody has to do, and no other. */
export function alarmsOf(metrics: WatchedMetrics): Readonly<Record<string, WatchedAlarmProps>> {
  return { ...aboutAccess(metrics), ...aboutTroubles(metrics), ...aboutParts(metrics) };
}

function aboutAccess(metrics: WatchedMetrics) {
  return {
    'overdue-leases': {
      impact: 'Somebody still holds access after the end of their window.',
      article: 'overdue-lease',
      metric: metrics.own('OverdueLeases', { minutes: 1, statistic: 'Maximum' }),
      raised: { from: 1 },
      periods: 3,
      // That the count itself is missing is what the next one is about.
      silence: 'good',
    },
    'reconciler-silent': {
      impact: 'Nobody looks after access that should end, and nobody counts it.',
      article: 'reconciler-stands-still',
      metric: metrics.own('OverdueLeases', { minutes: 1, statistic: 'SampleCount' }),
      raised: { below: 1 },
      periods: 5,
      silence: 'bad',
    },
    'orphaned-leases': {
      impact: 'Somebody may keep access after the end, because Identity Center will not remove it.',
      article: 'access-that-cannot-be-removed',
      metric: metrics.own('OrphanedLeases', { minutes: 5, statistic: 'Maximum' }),
      raised: { from: 1 },
      silence: 'good',
    },
    'access-ends-late': {
      impact: 'People hold access for more than a minute longer than was approved.',
      article: 'access-ends-late',
      metric: metrics.own('SecondsPastEnd', { minutes: 15, statistic: 'p99' }),
      raised: { from: 60 },
      silence: 'good',
    },
    'failed-assignments': {
      impact: 'Several people did not get the access that was approved for them.',
      article: 'assignment-failed',
      metric: metrics.own('FailedAssignments', { minutes: 60, statistic: 'Sum' }),
      raised: { from: 3 },
      silence: 'good',
    },
    'emergency-stop-stands': {
      impact: 'No access begins, since hours: an emergency stop stands and may have been forgotten.',
      article: 'emergency',
      metric: metrics.own('EmergencyStopHours', { minutes: 15, statistic: 'Maximum' }),
      raised: { from: 4 },
      silence: 'good',
    },
  } as const satisfies Readonly<Record<string, WatchedAlarmProps>>;
}

function aboutTroubles(metrics: WatchedMetrics) {
  return {
    'grave-trouble': {
      impact: 'Access or its record is not as it should be, and that does not mend itself.',
      article: 'grave-trouble',
      metric: metrics.own('GraveTroubles', { minutes: 5, statistic: 'Sum' }),
      raised: { from: 1 },
      silence: 'good',
    },
    'trouble-does-not-pass': {
      impact: 'Access begins or ends late, because something that should pass by itself keeps coming.',
      article: 'trouble-that-does-not-pass',
      metric: metrics.own('PassingTroubles', { minutes: 5, statistic: 'Sum' }),
      raised: { from: 1 },
      periods: 3,
      silence: 'good',
    },
    'new-finding': {
      impact: 'Somebody holds access that nobody approved here, or has lost access that was approved.',
      article: 'new-finding',
      metric: metrics.own('FoundTroubles', { minutes: 15, statistic: 'Sum' }),
      raised: { from: 1 },
      silence: 'good',
    },
    'failed-notices': {
      impact: 'People were not told what they have to decide or what has happened.',
      article: 'notices-in-the-dead-letters',
      metric: metrics.standing('failed-notices', 5),
      raised: { from: 1 },
      silence: 'good',
    },
    'failed-timers': {
      impact:
        'Something that happens by the clock did not happen: mending, reading the directory or sealing.',
      article: 'timers-in-the-dead-letters',
      metric: metrics.standing('failed-timers', 5),
      raised: { from: 1 },
      silence: 'good',
    },
    'failed-workflows': {
      impact:
        'The workflow of a request or a lease has stopped; the reconciler does its work, up to two minutes late.',
      article: 'workflow-failed',
      metric: metrics.standing('failed-workflows', 5),
      raised: { from: 1 },
      silence: 'good',
    },
  } as const satisfies Readonly<Record<string, WatchedAlarmProps>>;
}

function aboutParts(metrics: WatchedMetrics) {
  return {
    'notices-late': {
      impact: 'Approvers learn late that somebody waits for them.',
      article: 'notices-are-late',
      metric: metrics.lambda('notify', 'IteratorAge', { minutes: 5, statistic: 'Maximum' }),
      raised: { from: 15 * MINUTE },
      silence: 'good',
    },
    'sign-in-failing': {
      impact: 'People cannot sign in.',
      article: 'sign-in-refused',
      // A person who is not known or disabled is refused by an error too.
      metric: metrics.lambda('pre-token', 'Errors', { minutes: 15, statistic: 'Sum' }),
      raised: { from: 10 },
      silence: 'good',
    },
    'api-failing': {
      impact: 'People see errors instead of pages, and cannot ask, decide or end.',
      article: 'the-api-fails',
      metric: metrics.api('5xx', { minutes: 5, statistic: 'Sum' }),
      raised: { from: 5 },
      silence: 'good',
    },
    'api-refusing': {
      impact: 'Many calls are refused: nobody is let in any more, or somebody tries what they may not do.',
      article: 'the-api-refuses-much',
      metric: metrics.api('4xx', { minutes: 15, statistic: 'Sum' }),
      raised: { from: 300 },
      silence: 'good',
    },
    'directory-not-read': {
      impact: 'New people, accounts and permission sets do not show, and forms offer what is gone.',
      article: 'directory-not-ready-or-stale',
      metric: metrics.lambda('sync-directory', 'Invocations', { minutes: 60, statistic: 'Sum' }),
      raised: { below: 1 },
      periods: 3,
      silence: 'bad',
    },
    'audit-not-sealed': {
      impact: 'What was changed in the audit trail after yesterday would not be noticed.',
      article: 'the-audit-trail-is-not-sealed',
      metric: metrics.lambda('seal-audit', 'Invocations', { minutes: 60, statistic: 'Sum' }),
      raised: { below: 1 },
      periods: 3,
      silence: 'bad',
    },
  } as const satisfies Readonly<Record<string, WatchedAlarmProps>>;
}
