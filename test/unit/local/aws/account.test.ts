import { GetParameterCommand, ParameterNotFound, SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { z } from 'zod';
import { Account } from '../../../../local/aws/account/account-settings';
import { memorySection } from '../../../../local/aws/service';
import { Ssm } from '../../../../local/aws/ssm/ssm';
import { Sts } from '../../../../local/aws/sts/sts';
import { clientConfig, type Rig, standingClock, startRig } from './harness';

const PLACE = { accountId: '111122223333', region: 'eu-west-1' };

describe('the emulated account', () => {
  const section = memorySection();
  let account: Account;
  let rig: Rig;
  let sts: STSClient;
  let ssm: SSMClient;

  beforeEach(async () => {
    account = new Account(section, PLACE);
    account.reset();
    const callerAccountId = () => account.settings.callerAccountId;
    const clock = standingClock();
    rig = await startRig([new Sts({ timeline: clock, roles: [], callerAccountId }), new Ssm(account)], clock);
    sts = new STSClient(clientConfig(rig.url));
    ssm = new SSMClient(clientConfig(rig.url));
  });
  afterEach(async () => {
    sts.destroy();
    ssm.destroy();
    await rig.close();
    expect(rig.bugs).toEqual([]);
  });

  it('says who calls', async () => {
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({ Account: '111122223333' });
    account.change({ callerAccountId: '444455556666' });
    const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
    expect(Arn).toBe('arn:aws:sts::444455556666:assumed-role/Administrator/laptop');
  });

  it('has the parameter of the bootstrap, while it is bootstrapped, and no other', async () => {
    const read = (Name: string) => ssm.send(new GetParameterCommand({ Name }));
    expect((await read('/cdk-bootstrap/hnb659fds/version')).Parameter?.Value).toBe('28');
    await expect(read('/another')).rejects.toThrow(ParameterNotFound);
    account.change({ bootstrapVersion: null });
    await expect(read('/cdk-bootstrap/hnb659fds/version')).rejects.toThrow(ParameterNotFound);
  });

  it('changes what is named and leaves the rest, across a restart', () => {
    account.change({ instance: { permissionSetsEnabled: false } });
    account.change({ instance: { status: 'CREATE_FAILED' } });
    expect(new Account(section, PLACE).settings.instance).toEqual({
      status: 'CREATE_FAILED',
      primaryRegion: 'eu-west-1',
      permissionSetsEnabled: false,
      kmsKeyArn: null,
    });
    expect(account.reset().instance.permissionSetsEnabled).toBe(true);
  });

  it.each([[{ unknown: 1 }], [{ instance: { status: 'ILL' } }], [{ delegatedAdministrators: 'everybody' }]])(
    'refuses %j and changes nothing',
    (wanted) => {
      const before = account.settings;
      expect(() => account.change(wanted)).toThrow(z.ZodError);
      expect(account.settings).toEqual(before);
    },
  );

  it('denies in the words of IAM', async () => {
    rig.faults.add({ kind: 'deny', service: 'sts' });
    await expect(sts.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringMatching(/is not authorized to perform: sts:GetCallerIdentity$/),
    });
  });
});
