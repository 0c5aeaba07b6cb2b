import { fromIso, HOUR, MINUTE, SECOND, toIso } from '../../core/model/instant';
import { evaluate } from '../support/iam';
import { type Target, useLaptop } from '../support/laptop';
import { about, watchCalls } from '../support/laptop-world';

const lab = useLaptop(() => ({ hardEnd: 'permission-set', reconcileEvery: 10 }));

const ALLOW = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';

/** A policy is shared by all who hold the set: each test has a set of its own there, or none that minds what the other left. */
const ACCOUNT = 'payments-api-staging';

const policyOf = (target: Target) =>
  lab.services.ssoAdmin.permissionSet(target.permissionSetArn)?.inlinePolicy ?? '';

/** Somebody's session of the role, as it would show itself to IAM at a moment. */
function session(userId: string, target: Target, issuedAt = lab.now()) {
  const role = lab.services.ssoAdmin.roleNameFor(target.accountId, target.permissionSetArn);
  return (at = lab.now()) =>
    evaluate(policyOf(target), {
      action: 's3:GetObject',
      resource: '*',
      keys: {
        'identitystore:UserId': userId,
        'aws:PrincipalAccount': target.accountId,
        'aws:PrincipalArn': `arn:aws:iam::${target.accountId}:role/aws-reserved/sso.amazonaws.com/eu-west-1/${role}`,
        'aws:TokenIssueTime': toIso(issuedAt),
        'aws:CurrentTime': toIso(at),
      },
    });
}

/** What the customer has in the permission set, provisioned everywhere. */
async function customerWrites(target: Target): Promise<void> {
  const input = {
    InstanceArn: lab.services.ssoAdmin.instance.instanceArn,
    PermissionSetArn: target.permissionSetArn,
    InlinePolicy: ALLOW,
  };
  await lab.services.ssoAdmin.call({ operation: 'PutInlinePolicyToPermissionSet', input });
}

describe('with the option hardEnd', () => {
  test('G2: the deny is written before the assignment is asked for; G3: it begins at the end and goes with the last session', async () => {
    const target = await lab.target(ACCOUNT, 'DatabaseOperator');
    await customerWrites(target);
    const userId = lab.userId('ann');
    const watched = watchCalls(lab, lab.services.ssoAdmin);
    const request = await lab.granted('ann', target, { minutes: 30 });
    await lab.advance(1);
    watched.stop();
    const order = watched.calls.map(({ operation }) => operation);
    expect(order.indexOf('PutInlinePolicyToPermissionSet')).toBeGreaterThanOrEqual(0);
    expect(order.indexOf('PutInlinePolicyToPermissionSet')).toBeLessThan(
      order.indexOf('CreateAccountAssignment'),
    );
    expect(about(watched.calls, 'CreateAccountAssignment', userId, target)).toHaveLength(1);
    const [lease] = (await lab.read('ann', request.id)).leases;
    expect(lease).toMatchObject({ status: 'active' });

    // IAM compares in whole seconds.
    const end = Math.ceil(fromIso(lease!.endsAt) / SECOND) * SECOND;
    const acts = session(userId, target);
    expect(acts()).toBe('allowed');
    expect(acts(end - SECOND)).toBe('allowed');
    expect(acts(end)).toBe('denied');
    expect(session(lab.userId('ben'), target)(end)).toBe('allowed');

    await lab.laptop.clock.advanceTo(end + 3 * MINUTE);
    expect(lab.holds(userId, target)).toBe(false);
    expect(acts()).toBe('denied');
    await lab.laptop.clock.advanceTo(end + 2 * HOUR + 8 * MINUTE);
    expect(policyOf(target)).toBe(ALLOW);
    expect(await lab.read('ann', request.id)).toMatchObject({ status: 'ended' });
  });

  test('G3: a moved end moves the deny before the old end comes, and access and sessions end at the new one', async () => {
    const target = await lab.target(ACCOUNT, 'DatabaseOperator');
    await customerWrites(target);
    const userId = lab.userId('ann');
    const request = await lab.granted('ann', target, { minutes: 12 });
    await lab.advance(1);
    const acts = session(userId, target);
    const [before] = (await lab.read('ann', request.id)).leases;
    const oldEnd = Math.ceil(fromIso(before!.endsAt) / SECOND) * SECOND;
    await lab.laptop.clock.advanceTo(oldEnd - 5 * MINUTE);
    expect([acts(), acts(oldEnd)]).toEqual(['allowed', 'denied']);

    const { revision } = await lab.read('ben', request.id);
    const body = { minutes: 10, revision, comment: 'Not done' };
    expect(await lab.call('ben', 'POST', `/requests/${request.id}/extend`, { body })).toMatchObject({
      status: 200,
    });
    await lab.advance(2);
    const newEnd = oldEnd + 10 * MINUTE;
    expect([acts(oldEnd), acts(newEnd - SECOND), acts(newEnd)]).toEqual(['allowed', 'allowed', 'denied']);
    await lab.laptop.clock.advanceTo(oldEnd + MINUTE);
    expect([lab.holds(userId, target), acts()]).toEqual([true, 'allowed']);

    await lab.laptop.clock.advanceTo(newEnd + 3 * MINUTE);
    expect([lab.holds(userId, target), acts()]).toEqual([false, 'denied']);
    expect(await lab.read('ann', request.id)).toMatchObject({ status: 'ended', endReason: 'elapsed' });
  });

  test('access that is given back early is denied within two minutes', async () => {
    const target = await lab.target(ACCOUNT, 'ReadOnlyAccess');
    const userId = lab.userId('ann');
    const request = await lab.granted('ann', target, { minutes: 60 });
    await lab.advance(1);
    const acts = session(userId, target);
    expect(await lab.end('ann', request.id)).toMatchObject({ status: 200 });
    await lab.advance(2);
    expect(lab.holds(userId, target)).toBe(false);
    expect(policyOf(target)).toContain('TokenIssueTime');
    expect(acts()).not.toBe('allowed');
  });

  test('a permission set without room refuses: nothing is assigned, and the person is told why', async () => {
    const target = await lab.target(ACCOUNT, 'PowerUserAccess');
    const filler = { Effect: 'Allow', Action: 's3:*', Resource: `arn:aws:s3:::${'x'.repeat(10_050)}` };
    const input = {
      InstanceArn: lab.services.ssoAdmin.instance.instanceArn,
      PermissionSetArn: target.permissionSetArn,
      InlinePolicy: JSON.stringify({ Version: '2012-10-17', Statement: [filler] }),
    };
    await lab.services.ssoAdmin.call({ operation: 'PutInlinePolicyToPermissionSet', input });
    const request = await lab.granted('ann', target);
    await lab.advance(2);
    const seen = await lab.read('ann', request.id);
    expect(seen).toMatchObject({ status: 'failed' });
    expect(JSON.stringify(seen.leases)).toContain('has no room');
    expect(lab.holds(lab.userId('ann'), target)).toBe(false);
  });
});
