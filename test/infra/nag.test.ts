import { Stack } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { acknowledge } from '../../lib/constructs/acknowledge';
import { acknowledgementsOf, covers, findingsOf } from './support/nag';
import { addEverything, cdkApp, everyOption, exampleConfig } from './support/installation';

const LAKE = { source: 'cloudtrail-lake', eventDataStoreId: '6f1f4f5e-3c1b-4d5a-9d1e-2b7a4c9e8f10' } as const;

describe.each([
  ['the example', exampleConfig()],
  ['every option', everyOption()],
  ['CloudTrail Lake', exampleConfig({ activity: LAKE })],
])('cdk-nag on %s', (_, config) => {
  const app = cdkApp();
  addEverything(app, config);
  const findings = findingsOf(app);
  const acknowledgements = acknowledgementsOf(app);

  it('finds nothing that is not acknowledged', () => {
    expect(findings.filter((finding) => !acknowledgements.some((each) => covers(each, finding)))).toEqual([]);
  });

  it('finds something for every acknowledgement', () => {
    expect(acknowledgements.filter((each) => !findings.some((finding) => covers(each, finding)))).toEqual([]);
  });

  it('is answered with reasons in whole sentences', () => {
    expect(acknowledgements.length).toBeGreaterThan(0);
    for (const { reason } of acknowledgements) expect(reason).toMatch(/^[A-Z].{30,}\.$/);
  });
});

describe('the check itself', () => {
  const stack = new Stack(cdkApp(), 'Test');
  const queue = new Queue(stack, 'Queue');

  it('notices what is not as it should be, and an acknowledgement of something else', () => {
    expect(findingsOf(stack).map(({ rule, path }) => [rule, path])).toEqual([
      ['AwsSolutions-SQS3', 'Test/Queue/Resource'],
      ['AwsSolutions-SQS4', 'Test/Queue/Resource'],
    ]);
    acknowledge(queue, 'SQS3', 'This one is for the test, and so is the next one.');
    acknowledge(queue, 'SQS2', 'Nothing was found that this could be about.');
    const used = acknowledgementsOf(stack).map((each) => [
      each.rule,
      findingsOf(stack).filter((finding) => covers(each, finding)).length,
    ]);
    expect(used).toEqual([
      ['AwsSolutions-SQS3', 1],
      ['AwsSolutions-SQS2', 0],
    ]);
  });
});
