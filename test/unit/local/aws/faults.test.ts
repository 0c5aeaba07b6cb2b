import * as organizationsModel from '@aws-sdk/client-organizations';
import * as ssoModel from '@aws-sdk/client-sso-admin';
import { ListInstancesCommand, SSOAdminClient, ThrottlingException } from '@aws-sdk/client-sso-admin';
import { ZodError } from 'zod';
import { FaultRequest, Faults } from '../../../../local/aws/faults';
import { type EmulatedService, memorySection } from '../../../../local/aws/service';
import { clientConfig, startRig } from './harness';

const sso: EmulatedService = {
  name: 'sso_admin',
  protocol: 'json',
  target: 'SWBExternalService',
  model: ssoModel,
  call: async () => ({ Instances: [] }),
};
const organizations: EmulatedService = {
  ...sso,
  name: 'organizations',
  target: 'AWSOrganizationsV20161128',
  model: organizationsModel,
};

describe('faults at the endpoint', () => {
  it('strike as the classes of the SDK, as often as was asked', async () => {
    const rig = await startRig([sso]);
    const client = new SSOAdminClient(clientConfig(rig.url));
    rig.faults.add({ kind: 'throttle', service: 'sso_admin', times: 1 });
    const refused = client.send(new ListInstancesCommand({}));
    await expect(refused).rejects.toBeInstanceOf(ThrottlingException);
    await expect(refused).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } });
    rig.faults.add({ kind: 'fail', operation: 'ListInstances', times: 1 });
    await expect(client.send(new ListInstancesCommand({}))).rejects.toMatchObject({
      name: 'InternalServerException',
      $metadata: { httpStatusCode: 500 },
    });
    expect(await client.send(new ListInstancesCommand({}))).toMatchObject({ Instances: [] });
    expect(rig.faults.list()).toEqual([]);
    client.destroy();
    await rig.close();
  });

  it('are got over by a client that retries', async () => {
    const rig = await startRig([sso]);
    const client = new SSOAdminClient(clientConfig(rig.url, 3));
    rig.faults.add({ kind: 'throttle', times: 1 });
    expect(await client.send(new ListInstancesCommand({}))).toMatchObject({ Instances: [] });
    expect(rig.calls.counts()).toEqual({ 'sso_admin.ListInstances': 2 });
    client.destroy();
    await rig.close();
  });
});

describe('Faults', () => {
  it('match by service and by operation', () => {
    const faults = new Faults();
    faults.add({ kind: 'conflict', service: 'sso_admin', operation: 'CreateAccountAssignment' });
    expect(faults.refusal(organizations, 'CreateAccountAssignment')).toBeUndefined();
    expect(faults.refusal(sso, 'DeleteAccountAssignment')).toBeUndefined();
    expect(faults.refusal(sso, 'CreateAccountAssignment')?.name).toBe('ConflictException');
  });

  it('use the name that the service has for it', () => {
    const faults = new Faults();
    faults.add({ kind: 'throttle', times: 1 });
    expect(faults.refusal(organizations, 'ListRoots')?.name).toBe('TooManyRequestsException');
    faults.add({ kind: 'fail' });
    expect(faults.refusal(organizations, 'ListRoots')?.name).toBe('ServiceException');
  });

  it('stay until they are cleared when no number is given', () => {
    const faults = new Faults();
    const { id } = faults.add({ kind: 'throttle' });
    for (let i = 0; i < 5; i += 1) expect(faults.refusal(sso, 'ListInstances')).toBeDefined();
    expect(faults.list()).toMatchObject([{ id, hits: 5, left: null }]);
    expect(faults.clear('another')).toBe(0);
    expect(faults.clear(id)).toBe(1);
    expect(faults.refusal(sso, 'ListInstances')).toBeUndefined();
  });

  it('strike a share of the calls, the same ones for the same seed', () => {
    const run = (seed: number) => {
      const faults = new Faults({ seed });
      faults.add({ kind: 'throttle', share: 0.3 });
      return Array.from({ length: 1000 }, () => faults.refusal(sso, 'ListInstances') !== undefined);
    };
    const struck = run(7).filter(Boolean).length;
    expect(struck).toBeGreaterThan(250);
    expect(struck).toBeLessThan(350);
    expect(run(7)).toEqual(run(7));
    expect(run(7)).not.toEqual(run(8));
  });

  it('make accepted operations fail and take longer, without touching the call', () => {
    const faults = new Faults();
    faults.add({ kind: 'fail-operation', operation: 'CreateAccountAssignment', times: 1, reason: 'no role' });
    faults.add({ kind: 'delay', milliseconds: 30_000, times: 1 });
    expect(faults.refusal(sso, 'CreateAccountAssignment')).toBeUndefined();
    expect(faults.takeOperationFailure('DeleteAccountAssignment')).toBeUndefined();
    expect(faults.takeOperationFailure('CreateAccountAssignment')).toBe('no role');
    expect(faults.takeOperationFailure('CreateAccountAssignment')).toBeUndefined();
    expect(faults.operationDelay('CreateAccountAssignment')).toBe(30_000);
    expect(faults.operationDelay('CreateAccountAssignment')).toBe(0);
  });

  it('survive a restart with what is left of them', () => {
    const section = memorySection();
    const before = new Faults({ section });
    before.add({ kind: 'throttle', times: 2 });
    before.refusal(sso, 'ListInstances');
    const after = new Faults({ section });
    expect(after.list()).toMatchObject([{ id: 'fault-1', left: 1, hits: 1 }]);
    expect(after.add({ kind: 'fail' }).id).toBe('fault-2');
  });

  it('say so when what was stored is not readable', () => {
    expect(() => new Faults({ section: memorySection({ armed: 'x' }) })).toThrow(
      expect.objectContaining({ name: 'StateFolderError', message: expect.stringContaining('--fresh') }),
    );
  });

  it.each([
    [{ kind: 'explode' }],
    [{ kind: 'delay' }],
    [{ kind: 'delay', milliseconds: -1 }],
    [{ kind: 'throttle', times: 0 }],
    [{ kind: 'throttle', times: 1.5 }],
    [{ kind: 'throttle', share: 1.1 }],
    [{ kind: 'throttle', servcie: 'sso_admin' }],
  ])('refuse %j', (fault) => {
    expect(FaultRequest.safeParse(fault).success).toBe(false);
    expect(() => new Faults().add(fault as FaultRequest)).toThrow(ZodError);
  });
});
