import { randomUUID } from 'node:crypto';
import type { CloudTrailRecord } from '../aws/cloudtrail/record';
import { ACCOUNT_ID, REGION } from '../places';

/** What CloudTrail logs in the installation's own account when Lambda takes the role of a function to run it. */
export function roleTaken(name: string, at: number): CloudTrailRecord {
  const invokedBy = 'lambda.amazonaws.com';
  return {
    eventVersion: '1.11',
    userIdentity: { type: 'AWSService', invokedBy },
    eventTime: `${new Date(at).toISOString().slice(0, 19)}Z`,
    eventSource: 'sts.amazonaws.com',
    eventName: 'AssumeRole',
    awsRegion: REGION,
    sourceIPAddress: invokedBy,
    userAgent: invokedBy,
    requestParameters: {
      roleArn: `arn:aws:iam::${ACCOUNT_ID}:role/hourglass-${name}`,
      roleSessionName: `hourglass-${name}`,
    },
    eventID: randomUUID(),
    readOnly: true,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: ACCOUNT_ID,
    eventCategory: 'Management',
  };
}
