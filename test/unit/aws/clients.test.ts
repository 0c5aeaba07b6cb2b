import { patientOrganizationsClient, sfnClient } from '../../../aws/clients';
import { HOSTED_CLOCK } from '../../../aws/system-clock';
import { DescribeExecutionCommand } from '@aws-sdk/client-sfn';
import { ListRootsCommand } from '@aws-sdk/client-organizations';

const ENVIRONMENT = {
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'nobody',
  AWS_SECRET_ACCESS_KEY: 'nothing',
  // Nobody listens there.
  AWS_ENDPOINT_URL_SFN: 'http://127.0.0.1:1',
  AWS_ENDPOINT_URL_ORGANIZATIONS: 'http://127.0.0.1:1',
};

describe('retries wait on the clock of the process', () => {
  const before = { ...process.env };
  let slept: number[] = [];
  beforeEach(() => {
    slept = [];
    Object.assign(process.env, ENVIRONMENT);
    const sleep = async (milliseconds: number) => void slept.push(milliseconds);
    Reflect.set(globalThis, HOSTED_CLOCK, { now: () => 0, sleep });
  });
  afterEach(() => {
    Reflect.deleteProperty(globalThis, HOSTED_CLOCK);
    process.env = before;
  });

  test('a call is made four times, with pauses that double', async () => {
    const call = sfnClient().send(new DescribeExecutionCommand({ executionArn: 'arn' }));
    await expect(call).rejects.toThrow('ECONNREFUSED');
    expect(slept).toHaveLength(3);
    for (const [index, pause] of slept.entries()) {
      expect(pause).toBeGreaterThanOrEqual(50 * 2 ** index);
      expect(pause).toBeLessThanOrEqual(100 * 2 ** index);
    }
  });

  test('who reads the whole directory tries ten times', async () => {
    await expect(patientOrganizationsClient().send(new ListRootsCommand({}))).rejects.toThrow('ECONNREFUSED');
    expect(slept).toHaveLength(9);
  });
});
