import { SSOAdminClient } from '@aws-sdk/client-sso-admin';
import { IdentityCenterInlinePolicies } from '../../../aws/identity-center-inline-policies';
import { toIso } from '../../../core/model/instant';
import { cleanUp, runTrial, showTrial, type TrialDeps } from '../../../scripts/confirm-hard-end/steps';
import { emulate } from '../../contract/support/endpoint';
import { EmulatedOrganization } from '../../support/emulated-organization';
import { evaluate } from '../../support/iam';

const THEIRS = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';

/** An emulated account with a session, and an AWS that evaluates as `enforces` says. */
async function trialWorld(enforces: (policy: string) => string = (policy) => policy) {
  const world = new EmulatedOrganization();
  const endpoint = await emulate([world.ssoAdmin], world.clock);
  const client = new SSOAdminClient(endpoint.config);
  const [accountId, permissionSetArn] = [await world.account('shop'), await world.permissionSet('ReadOnly')];
  const userId = await world.user('ada');
  world.ssoAdmin.createOutside({ accountId, permissionSetArn, principalType: 'USER', principalId: userId });
  await world.sso('PutInlinePolicyToPermissionSet', {
    PermissionSetArn: permissionSetArn,
    InlinePolicy: THEIRS,
  });
  const said: string[] = [];
  let issuedAt = world.clock.now();
  const policy = () => world.ssoAdmin.permissionSet(permissionSetArn)?.inlinePolicy ?? '';
  const role = world.ssoAdmin.roleNameFor(accountId, permissionSetArn);
  const keys = () => ({
    'identitystore:UserId': userId,
    'aws:PrincipalAccount': accountId,
    'aws:PrincipalArn': `arn:aws:iam::${accountId}:role/aws-reserved/sso.amazonaws.com/${role}`,
    'aws:TokenIssueTime': toIso(issuedAt),
    'aws:CurrentTime': toIso(world.clock.now()),
  });
  const deps: TrialDeps = {
    clock: { now: () => world.clock.now(), sleep: (milliseconds) => world.clock.advance(milliseconds) },
    inlinePolicies: new IdentityCenterInlinePolicies(client, world.InstanceArn),
    say: (line) => void said.push(line),
    probe: async () => {
      const answer = evaluate(enforces(policy()), { action: 's3:ListBuckets', resource: '*', keys: keys() });
      return answer === 'allowed' ? 'allowed' : 'denied';
    },
    newSession: async () => {
      issuedAt = world.clock.now();
    },
  };
  const close = async () => {
    client.destroy();
    await endpoint.close();
  };
  return { trial: { permissionSetArn, accountId, userId }, deps, said, policy, world, close };
}

describe('the trial of hard end', () => {
  test('changes nothing unless it is told to', async () => {
    const { trial, deps, said, policy, close } = await trialWorld();
    await showTrial(trial, deps);
    expect(said.join('\n')).toContain('"HourglassHardEnd1"');
    expect(policy()).toBe(THEIRS);
    await close();
  });

  test('confirms each step and leaves nothing behind', async () => {
    const { trial, deps, said, policy, close } = await trialWorld();
    await runTrial(trial, deps);
    expect(said.filter((line) => line.includes('Confirmed'))).toHaveLength(2);
    expect(said.at(-1)).toBe('The inline policy is as it was.');
    expect(policy()).toBe(THEIRS);
    await close();
  });

  test('an AWS that does not deny is told apart, and nothing is left behind', async () => {
    const { trial, deps, policy, close } = await trialWorld(() => THEIRS);
    await expect(runTrial(trial, deps)).rejects.toThrow('Not confirmed within ten minutes');
    expect(policy()).toBe(THEIRS);
    await close();
  });

  test('an edit of somebody else during the trial is kept', async () => {
    const { trial, deps, policy, world, close } = await trialWorld();
    const edited = THEIRS.replace('"*"', '"s3:*"');
    const newSession = async () => {
      await deps.newSession();
      const InlinePolicy = edited;
      await world.sso('PutInlinePolicyToPermissionSet', {
        PermissionSetArn: trial.permissionSetArn,
        InlinePolicy,
      });
    };
    await runTrial(trial, { ...deps, newSession });
    expect(policy()).toBe(edited);
    await close();
  });

  test('what a killed trial has left is cleaned up, and stops the next one until then', async () => {
    const { trial, deps, policy, close } = await trialWorld();
    const killed = { ...deps, probe: () => Promise.reject(new Error('killed')) };
    const policies = deps.inlinePolicies;
    const [set] = [await policies.read(trial.permissionSetArn)];
    await policies.write(trial.permissionSetArn, set!.policy.replace(']', ',{"Sid":"HourglassHardEnd1"}]'));
    await expect(runTrial(trial, killed)).rejects.toThrow('holds denies of Hourglass already');
    await cleanUp(trial, deps);
    expect(policy()).toBe(THEIRS);
    await close();
  });
});
