import { Aws } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import type { Installation } from '../../installation';

/**
 * The topic that alarms go to: the configured one, or one of our own with the configured address. What alarms say names no person and
 * no account; a key of KMS for it alone would cost as much as half of all alarms, and the key that AWS keeps for SNS lets no alarm through.
 */
export function alarmTopic(scope: Construct, installation: Installation): ITopic {
  const { email, topicArn } = installation.config.watch;
  if (topicArn !== undefined) return Topic.fromTopicArn(scope, 'Topic', topicArn);
  const topic = new Topic(scope, 'Topic', {
    topicName: installation.nameOf('alarms'),
    displayName: `Hourglass ${installation.config.stage}`,
    enforceSSL: true,
    masterKey: installation.encryption.keyFor(scope),
  });
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: 'AlarmsOfThisAccount',
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
  );
  if (email !== undefined) topic.addSubscription(new EmailSubscription(email));
  return topic;
}
