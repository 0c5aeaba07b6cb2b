import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

/** What runs how often. */
type TimerProps = {
  readonly function: Lambda;
  readonly every: Duration;
  /** Gets the runs that could not be started and those that failed. */
  readonly failures: IQueue;
};

/** Runs a function at a fixed rate. A run that failed is kept; the next one does its work again. */
export class Timer extends Construct {
  constructor(scope: Construct, id: string, props: TimerProps) {
    super(scope, id);
    const kept = { retryAttempts: 1, maxEventAge: Duration.minutes(5) };
    const target = new LambdaFunction(props.function, { ...kept, deadLetterQueue: props.failures });
    new Rule(this, 'Rule', { schedule: Schedule.rate(props.every), targets: [target] });
    props.function.configureAsyncInvoke({ ...kept, onFailure: new SqsDestination(props.failures) });
  }
}
