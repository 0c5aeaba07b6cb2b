import { Stack } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { addStacks } from '../../lib/add-stacks';
import { acknowledge } from '../../lib/constructs/acknowledge';
import type { Config } from '../../lib/config/config';
import { acknowledgementsOf, covers, findingsOf } from './support/nag';
import { cdkApp, exampleConfig, stubBundles } from './support/installation';

/** The example, and an installation with every option. */
const INSTALLATIONS: Readonly<Record<string, Partial<Config>>> = {
  'the example': {},
  'every option': {
    hardEnd: 'permission-set',
    auditArchive: { mode: 'compliance', years: 7 },
    kmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/6f1f4f5e-3c1b-4d5a-9d1e-2b7a4c9e8f10',
    permissionsBoundary: 'Boundary',
  },
};

describe.each(Object.entries(INSTALLATIONS))('cdk-nag on %s', (_, changes) => {
  const app = cdkApp();
  addStacks(app, exampleConfig(changes), stubBundles());
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
