import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { failureQueues } from '../../../core/contract/failure-queues';
import type { MetricName } from '../../../core/contract/metrics';
import type { Installation } from '../../installation';
import type { WatchedMetrics } from './watched-metrics';

/** What there is to see at a glance: all alarms, access, troubles, and the parts. */
export class WatchBoard extends Construct {
  constructor(
    scope: Construct,
    id: string,
    installation: Installation,
    metrics: WatchedMetrics,
    alarms: readonly Alarm[],
  ) {
    super(scope, id);
    new Dashboard(this, 'Dashboard', {
      dashboardName: `hourglass-${installation.config.stage}`,
      widgets: [
        [new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: 24, height: 4 })],
        ...rowsOf(metrics),
      ],
    });
  }
}

function rowsOf(metrics: WatchedMetrics): IWidget[][] {
  const own = (name: MetricName, statistic: string) => metrics.own(name, { minutes: 5, statistic });
  return [
    [
      graph('Leases past their end', [own('OverdueLeases', 'Maximum'), own('OrphanedLeases', 'Maximum')]),
      graph('Seconds after the end', [
        own('SecondsToDeletion', 'p99'),
        own('SecondsPastEnd', 'p50'),
        own('SecondsPastEnd', 'p99'),
      ]),
      graph('Minutes until a decision', [own('ApprovalMinutes', 'p50'), own('ApprovalMinutes', 'p90')]),
    ],
    [
      graph('Troubles', [
        own('GraveTroubles', 'Sum'),
        own('PassingTroubles', 'Sum'),
        own('FoundTroubles', 'Sum'),
      ]),
      graph('Not as it should be', [
        own('FailedAssignments', 'Sum'),
        own('OpenFindings', 'Maximum'),
        own('WorkflowsMended', 'Sum'),
        own('NoticesFailed', 'Sum'),
      ]),
      graph('Identity Center busy; hours of an emergency stop', [
        own('BusyAnswers', 'Sum'),
        own('EmergencyStopHours', 'Maximum'),
      ]),
    ],
    [
      graph(
        'Messages in the queues of failures',
        failureQueues.map((name) => metrics.standing(name, 5)),
      ),
      graph(
        'Seconds of the oldest message',
        failureQueues.map((name) => metrics.oldest(name, 5)),
      ),
      graph('How late notices are, in milliseconds', [
        metrics.lambda('notify', 'IteratorAge', { minutes: 5, statistic: 'Maximum' }),
      ]),
    ],
    [
      graph('Calls of the API', [
        metrics.api('Count', { minutes: 5, statistic: 'Sum' }),
        metrics.api('4xx', { minutes: 5, statistic: 'Sum' }),
        metrics.api('5xx', { minutes: 5, statistic: 'Sum' }),
      ]),
      graph('Milliseconds of a call', [
        metrics.api('Latency', { minutes: 5, statistic: 'p50' }),
        metrics.api('Latency', { minutes: 5, statistic: 'p99' }),
      ]),
      graph(
        'Errors of functions',
        (['api', 'activate-lease', 'end-lease', 'reconcile'] as const).map((fn) =>
          metrics.lambda(fn, 'Errors', { minutes: 5, statistic: 'Sum' }),
        ),
      ),
    ],
  ];
}

function graph(title: string, left: IMetric[]): GraphWidget {
  return new GraphWidget({ title, left, width: 8, height: 6 });
}
