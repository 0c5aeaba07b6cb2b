import { Alarm, ComparisonOperator, type Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Installation } from '../../installation';
import type { Article } from './articles';

/** Where alarms go, and where what to do about them is read. */
export type AlarmPlace = {
  readonly installation: Installation;
  readonly topic: ITopic;
  readonly appUrl: string;
};

/** When an alarm is raised, and what it tells whoever is woken by it. */
export type WatchedAlarmProps = {
  /** What it means for people, in a sentence. */
  readonly impact: string;
  /** What to do about it. */
  readonly article: Article;
  readonly metric: Metric;
  /** Raised at this value and above, or below it. */
  readonly raised: { readonly from: number } | { readonly below: number };
  /** For so many periods in a row. @default 1 */
  readonly periods?: number;
  /** Whether no figures at all are a good sign or a bad one. */
  readonly silence: 'good' | 'bad';
};

/** An alarm that says what it means for people and where to read what to do; it tells when it is raised and when it is over. */
export class WatchedAlarm extends Construct {
  readonly alarm: Alarm;

  constructor(scope: Construct, name: string, props: WatchedAlarmProps, place: AlarmPlace) {
    super(scope, name);
    const { impact, article, metric, raised, periods = 1, silence } = props;
    const { installation, topic, appUrl } = place;
    this.alarm = new Alarm(this, 'Alarm', {
      alarmName: installation.nameOf(name),
      alarmDescription: `${impact} What to do: ${appUrl}/runbook/${article}`,
      metric,
      threshold: 'from' in raised ? raised.from : raised.below,
      comparisonOperator:
        'from' in raised
          ? ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD
          : ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: periods,
      datapointsToAlarm: periods,
      treatMissingData: silence === 'good' ? TreatMissingData.NOT_BREACHING : TreatMissingData.BREACHING,
    });
    this.alarm.addAlarmAction(new SnsAction(topic));
    this.alarm.addOkAction(new SnsAction(topic));
  }
}
