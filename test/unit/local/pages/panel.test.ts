import { HOUR, MINUTE } from '../../../../core/model/instant';
import { duration } from '../../../../local/pages/moment';
import { panelPages } from '../../../../local/pages/panel';
import type { Router } from '../../../../local/pages/routes';
import { buildLease } from '../../../support/build';
import { ORIGIN, postForm, startControlRig, textOf } from '../../../support/control-rig';

type Rig = Awaited<ReturnType<typeof startControlRig>>;

describe('the panel', () => {
  let rig: Rig;
  let router: Router;
  let start: number;

  beforeEach(async () => {
    rig = await startControlRig();
    router = panelPages(rig.context);
    start = rig.clock.now();
  });
  afterEach(() => rig.clock.stop());

  const show = async () => textOf(await router(new Request(`${ORIGIN}/panel`)));
  const move = (step: string, headers = {}) => postForm(router, '/panel/time', { step }, headers);
  const arm = (fields: Record<string, string>) => postForm(router, '/panel/faults', fields);

  it.each([
    ['5-minutes', 5 * MINUTE],
    ['1-hour', HOUR],
    ['8-hours', 8 * HOUR],
    ['1-day', 24 * HOUR],
  ])('moves time by %s and comes back', async (step, milliseconds) => {
    const response = await move(step);

    expect([response?.status, response?.headers.get('location')]).toEqual([303, '/panel']);
    expect(rig.clock.now()).toBe(start + milliseconds);
  });

  it('moves time to a little after the next lease end', async () => {
    rig.leases.push(
      buildLease({ endsAt: start - HOUR, status: 'ending' }),
      buildLease({ endsAt: start + HOUR }),
      buildLease({ endsAt: start + 2 * HOUR }),
    );

    expect(await show()).toContain('in 1 h');
    await move('next-end');
    expect(rig.clock.now() - start - HOUR).toBeGreaterThan(0);
    expect(rig.clock.now() - start - HOUR).toBeLessThan(MINUTE);
  });

  it('offers no lease end where there is none, and does not move for anything else', async () => {
    expect(await show()).toContain('<button disabled>To the next lease end</button>');
    expect((await move('next-end'))?.status).toBe(400);
    expect((await move('-1'))?.status).toBe(400);
    expect((await move('1-day', { origin: 'https://evil.example' }))?.status).toBe(403);
    expect(rig.clock.now()).toBe(start);
  });

  it('changes nothing by GET', async () => {
    expect((await router(new Request(`${ORIGIN}/panel/time?step=1-day`)))?.status).toBe(405);
    expect(rig.clock.now()).toBe(start);
  });

  it.each([
    [
      { kind: 'throttle', service: 'sso_admin', operation: ' DescribeUser ', times: '3', percent: '100' },
      { kind: 'throttle', service: 'sso_admin', operation: 'DescribeUser', times: 3 },
    ],
    [
      { kind: 'fail', times: '', percent: '25' },
      { kind: 'fail', share: 0.25 },
    ],
    [
      { kind: 'fail-operation', service: 'ses', times: '1', reason: 'No role', seconds: '9' },
      { kind: 'fail-operation', times: 1, reason: 'No role' },
    ],
    [
      { kind: 'delay', operation: 'CreateAccountAssignment', seconds: '90', reason: 'x' },
      { kind: 'delay', operation: 'CreateAccountAssignment', milliseconds: 90_000 },
    ],
    [{ kind: 'conflict' }, { kind: 'conflict' }],
  ])('arms %j', async (fields, fault) => {
    expect((await arm(fields as Record<string, string>))?.status).toBe(303);
    expect(rig.faults.list().map((armed) => armed.fault)).toEqual([fault]);
  });

  it.each([
    { kind: 'explode' },
    {},
    { kind: 'throttle', times: '0' },
    { kind: 'throttle', times: 'many' },
    { kind: 'throttle', percent: '200' },
    { kind: 'delay', seconds: '' },
  ])('does not arm %j', async (fields) => {
    expect((await arm(fields as Record<string, string>))?.status).toBe(400);
    expect(rig.faults.list()).toEqual([]);
  });

  it('fails everything of Identity Center in one click, until it is lifted', async () => {
    expect(await show()).toContain('Fail everything');
    expect((await postForm(router, '/panel/faults/everything', {}))?.status).toBe(303);
    expect(rig.faults.list().map(({ fault }) => fault)).toEqual([
      { kind: 'fail', service: 'sso_admin' },
      { kind: 'fail', service: 'identitystore' },
    ]);
    await postForm(router, '/panel/faults/lift', { id: '' });
    expect(rig.faults.list()).toEqual([]);
  });

  it('lists faults with what they struck, and lifts one or all', async () => {
    await arm({ kind: 'fail-operation', reason: '<No role>', percent: '50' });
    await arm({ kind: 'delay', seconds: '5' });
    await arm({ kind: 'throttle' });
    const shown = await show();

    expect(shown).toContain('fail-operation (&lt;No role&gt;), 50 % of calls');
    expect(shown).toContain('delay by 5 s');
    await postForm(router, '/panel/faults/lift', { id: 'fault-1' });
    expect(rig.faults.list().map(({ id }) => id)).toEqual(['fault-2', 'fault-3']);
    await postForm(router, '/panel/faults/lift', { id: '' });
    expect(rig.faults.list()).toEqual([]);
    expect(await show()).toContain('None.');
  });

  it('shows what Identity Center holds, the running workflows and the dead letters', async () => {
    rig.organization.ssoAdmin.createOutside(rig.held);
    rig.organization.ssoAdmin.createOutside({
      ...rig.held,
      principalType: 'GROUP',
      principalId: rig.groupId,
    });
    rig.deadLetters.push({
      id: 'm-1',
      queue: 'hourglass-laptop-failed-notices',
      body: '{}',
      sentAt: start,
      hiddenUntil: 0,
      received: 0,
      attributes: {},
      reason: 'MailError: <full>',
    });
    const machine = {
      QueryLanguage: 'JSONata',
      StartAt: 'W',
      States: { W: { Type: 'Wait', Seconds: 9, End: true } },
    };
    const { stateMachineArn } = await rig.sfn.call({
      operation: 'CreateStateMachine',
      input: {
        name: 'lease',
        definition: JSON.stringify(machine),
        roleArn: 'arn:aws:iam::111122223333:role/x',
      },
    });
    await rig.sfn.call({
      operation: 'StartExecution',
      input: { stateMachineArn, name: 'lease-1', input: '{}' },
    });
    const shown = await show();

    expect(shown).toContain('<td>ann</td><td>payments-prod</td><td>ReadOnly</td>');
    expect(shown).toContain('<td>engineers (group)</td>');
    expect(shown).toContain('Running workflows (1)');
    expect(shown).toContain('<code>lease-1</code>');
    expect(shown).toContain('MailError: &lt;full&gt;');
    await move('1-hour');
    expect(await show()).toContain('Running workflows (0)');
  });

  it('needs no script', async () => {
    expect(await show()).not.toContain('<script');
  });
});

it.each([
  [4_000, '4 s'],
  [5 * MINUTE, '5 min'],
  [26 * HOUR + 5 * MINUTE, '26 h 5 min'],
  [HOUR, '1 h'],
])('writes %d milliseconds as %s', (milliseconds, text) => {
  expect(duration(milliseconds)).toBe(text);
});
