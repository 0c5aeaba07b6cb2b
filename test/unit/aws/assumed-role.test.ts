import { AthenaClient, GetQueryExecutionCommand } from '@aws-sdk/client-athena';
import { STSClient } from '@aws-sdk/client-sts';
import { AthenaActivity } from '../../../aws/athena-activity';
import { assumedRole } from '../../../aws/assumed-role';
import { Sts } from '../../../local/aws/sts/sts';
import { VirtualClock } from '../../../local/clock';
import { athenaBench, query, TRAIL } from '../../contract/support/activity-bench';
import { emulate } from '../../contract/support/endpoint';

const ROLE = 'arn:aws:iam::222233334444:role/hourglass-prod-activity-reader';

async function bench(role: string) {
  // The SDK compares the end of credentials with the time of the machine.
  const clock = new VirtualClock({ ticking: false, now: Date.now() });
  const sts = await emulate([new Sts({ timeline: clock, roles: [ROLE] })], clock);
  const athena = await athenaBench();
  const client = new AthenaClient({
    ...athena.endpoint.config,
    credentials: assumedRole(new STSClient(sts.config), role, 'query-activity'),
  });
  const close = async () => {
    client.destroy();
    await athena.close();
    await sts.close();
  };
  return { sts, client, close };
}

describe('a client that works as a role', () => {
  test('asks for credentials once for many calls', async () => {
    const { sts, client, close } = await bench(ROLE);
    const command = new GetQueryExecutionCommand({ QueryExecutionId: 'none' });
    for (let call = 0; call < 3; call += 1)
      await expect(client.send(command)).rejects.toMatchObject({ name: 'InvalidRequestException' });
    expect(sts.calls.counts()).toEqual({ 'sts.AssumeRole': 1 });
    await close();
  });

  test('tells that the role is not there, or not for it', async () => {
    const { client, close } = await bench(`${ROLE}-2`);
    const activity = new AthenaActivity(client, TRAIL);
    const reason = expect.stringMatching(/may not read the trail/);
    expect(await activity.start(query)).toEqual({ state: 'refused', reason });
    expect(await activity.read('some-query')).toEqual({ state: 'failed', reason });
    await close();
  });
});
