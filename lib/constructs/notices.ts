import { Duration } from 'aws-cdk-lib';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { NEWS_EVENTS } from '../../core/contract/news';
import type { Installation } from '../installation';
import type { DataStack } from '../stacks/data-stack';
import { AppFunction } from './app-function';
import { FailureQueue } from './failure-queue';
import { nameRoles } from './name-roles';

/** Only events that may be worth an email start the function. */
const news = FilterCriteria.filter({
  eventName: FilterRule.isEqual('INSERT'),
  dynamodb: { NewImage: { record: { M: { type: { S: FilterRule.or(...NEWS_EVENTS) } } } } },
});

/** Email about what happened: every new audit event, in the order of its request. */
export class Notices extends Construct {
  constructor(scope: Construct, id: string, installation: Installation, data: DataStack, appUrl: string) {
    super(scope, id);
    const notify = new AppFunction(this, 'notify', installation);
    data.requests.grantRead(notify);
    data.requests.grantClaimNotices(notify);
    data.directory.grantRead(notify);
    data.linkKey.grantRead(notify);
    installation.mailSender.grantSend(notify);
    notify.use('APP_URL', appUrl);
    nameRoles(notify, installation);

    // The source lets it read the stream, but knows nothing of the key.
    installation.encryption.grant(notify, 'tables');
    notify.function.addEventSource(
      new DynamoEventSource(data.audit.table, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        filters: [news],
        batchSize: 10,
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        retryAttempts: 10,
        maxRecordAge: Duration.hours(6),
        onFailure: new SqsDlq(new FailureQueue(this, 'Failures', installation, 'failed-notices')),
      }),
    );
  }
}
