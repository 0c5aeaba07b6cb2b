import { ListInstancesCommand } from '@aws-sdk/client-sso-admin';
import { type Pace, pacedSsoAdminClient } from '../../../aws/paced-sso-admin';
import { SECOND } from '../../../core/model/instant';
import { Faults } from '../../../local/aws/faults';
import { emulate } from '../../contract/support/endpoint';
import { EmulatedOrganization } from '../../support/emulated-organization';
import { FakeCapacity } from '../../support/fakes';

const open: { destroy(): void }[] = [];
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const client of open.splice(0)) client.destroy();
  for (const close of closing.splice(0)) await close();
});

/** A client whose calls reach an emulated Identity Center that takes 20 of them in a second; time moves as callers wait. */
async function bench(urgency: Pace['urgency'] = 'ending') {
  const faults = new Faults();
  const world = new EmulatedOrganization({ faults, callsPerSecond: 20 });
  const endpoint = await emulate([world.ssoAdmin], world.clock, faults);
  const clock = {
    now: () => world.clock.now(),
    sleep: (milliseconds: number) => world.clock.advance(milliseconds),
  };
  const capacity = new FakeCapacity(clock);
  const reported: string[] = [];
  const trouble = { report: (what: string) => void reported.push(what) };
  const client = pacedSsoAdminClient({ capacity, clock, trouble, urgency }, endpoint.config);
  open.push(client);
  closing.push(() => endpoint.close());
  const made = () => endpoint.calls.counts()['sso_admin.ListInstances'] ?? 0;
  const call = () => client.send(new ListInstancesCommand({}));
  return { faults, clock, capacity, reported, made, call };
}

test('calls one after the other never meet the limit of the service, and take no longer than they must', async () => {
  const { clock, made, call } = await bench();
  const begun = clock.now();
  for (let n = 0; n < 50; n += 1) await call();
  expect(made()).toBe(50);
  expect(clock.now() - begun).toBeLessThan(6 * SECOND);
});

test('each retry waits for a turn of its own, after a pause that grows', async () => {
  const { faults, clock, made, call } = await bench();
  faults.add({ kind: 'throttle', service: 'sso_admin', times: 3 });
  const begun = clock.now();
  await call();
  expect(made()).toBe(4);
  expect(clock.now() - begun).toBeGreaterThanOrEqual(200 + 400 + 800);
  expect(clock.now() - begun).toBeLessThan(4 * SECOND);
});

test('after four attempts the refusal is the answer, under its own name', async () => {
  const { faults, made, call } = await bench();
  faults.add({ kind: 'throttle', service: 'sso_admin' });
  await expect(call()).rejects.toMatchObject({ name: 'ThrottlingException' });
  expect(made()).toBe(4);
});

test('what is no passing failure is not tried again', async () => {
  const { faults, made, call } = await bench();
  faults.add({ kind: 'conflict', service: 'sso_admin' });
  await expect(call()).rejects.toMatchObject({ name: 'ConflictException' });
  expect(made()).toBe(1);
});

test('when the line is too long the service is not called', async () => {
  const { capacity, made, call } = await bench('activating');
  for (let n = 0; n < 30; n += 1) await capacity.turn('ending', 'looking');
  await expect(call()).rejects.toMatchObject({ name: 'NoTurnError' });
  expect(made()).toBe(0);
});

test('reading has time: it looks again until the line is short', async () => {
  const { clock, capacity, made, call } = await bench('reading');
  const begun = clock.now();
  for (let n = 0; n < 70; n += 1) await capacity.turn('ending', 'looking');
  await call();
  expect(made()).toBe(1);
  expect(clock.now() - begun).toBeGreaterThanOrEqual(70 * 112);
});

test('a comparison that comes back anyhow does not wait in a line that is too long', async () => {
  const { clock, capacity, made, call } = await bench('comparing');
  const begun = clock.now();
  for (let n = 0; n < 70; n += 1) await capacity.turn('ending', 'looking');
  await expect(call()).rejects.toMatchObject({ name: 'NoTurnError' });
  expect(made()).toBe(0);
  expect(clock.now()).toBe(begun);
});

test.each(['ending', 'reading', 'comparing'] as const)(
  'G3: when turns cannot be given out, a call for %s is made all the same, and it is reported',
  async (urgency) => {
    const { capacity, reported, made, call } = await bench(urgency);
    capacity.fail(new Error('The table is gone'));
    await call();
    expect(made()).toBe(1);
    expect(reported).toEqual(['capacity-unknown']);
  },
);

test('when turns cannot be given out, nothing is activated', async () => {
  const { capacity, reported, made, call } = await bench('activating');
  capacity.fail(new Error('The table is gone'));
  await expect(call()).rejects.toMatchObject({ name: 'NoTurnError' });
  expect(made()).toBe(0);
  expect(reported).toEqual(['capacity-unknown']);
});
