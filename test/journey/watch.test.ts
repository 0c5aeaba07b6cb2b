import { dynamoClient, lambdaClient, sqsClient } from '../../aws/clients';
import { DynamoAuditTrail } from '../../aws/dynamo-audit-trail';
import { LambdaFunctions } from '../../aws/lambda-functions';
import { SqsFailures } from '../../aws/sqs-failures';
import { tableNames } from '../../aws/tables';
import { type FailureQueueName, queueNameOf } from '../../core/contract/failure-queues';
import { METRIC_NAMESPACE, METRICS } from '../../core/contract/metrics';
import { MINUTE } from '../../core/model/instant';
import { stopExecutions } from '../../local/control/executions';
import type { Datum } from '../../local/metric-log';
import { replay, type ReplayDeps } from '../../scripts/replay/run';
import { deployedAlarms, isOf, isRaised, queueFigures } from '../support/alarms';
import { useLaptop } from '../support/laptop';

const STAGE = 'laptop';
const alarms = deployedAlarms(STAGE);
const lab = useLaptop();

const standing = (name: FailureQueueName) =>
  lab.services.sqs.standing().filter(({ queue }) => queue === queueNameOf(STAGE, name));

/** What AWS keeps of functions by itself, in the form of figures of ours. */
const ofFunctions: Datum[] = [];
beforeAll(() => {
  const { host } = lab.laptop;
  const invoke = host.invoke.bind(host);
  host.invoke = (name, event) => {
    ofFunctions.push({
      namespace: 'AWS/Lambda',
      name: 'Invocations',
      dimensions: { FunctionName: `hourglass-${STAGE}-${name}` },
      unit: 'Count',
      value: 1,
      at: lab.now(),
    });
    return invoke(name, event);
  };
});

afterEach(() => {
  lab.services.faults.clear();
  // What the faults made fail is told to whoever watches.
  lab.errors.length = 0;
});

/** Names of the alarms that are raised now. */
function raised(): string[] {
  const data = [...lab.laptop.metrics.data, ...ofFunctions, ...queueFigures(lab, STAGE)];
  return [...alarms].flatMap(([name, alarm]) => (isRaised(alarm, data, lab.now()) ? [name] : []));
}

function replayDeps(): ReplayDeps & { readonly said: string[] } {
  const functions = new LambdaFunctions(lambdaClient());
  const said: string[] = [];
  return {
    said,
    stage: STAGE,
    queues: new SqsFailures(sqsClient()),
    invoke: (name, payload) => functions.invoke(name, payload),
    trail: (table) => new DynamoAuditTrail(dynamoClient(), { ...tableNames(''), audit: table }),
    now: () => lab.now(),
    print: (line) => void said.push(line),
  };
}

const NOT_FOUND = 'Received a 404 status error: the USER assignee was not found in directory';

test('G3, G12: alarms are raised by what a running installation really writes, and are over when it is over', async () => {
  // The laptop has not run for three hours, and the sample organization has six assignments that nobody approved.
  const young = ['directory-not-read', 'audit-not-sealed', 'new-finding'];
  await lab.granted('ann', await lab.fresh(), { minutes: 15 });
  await lab.advance(20);
  expect(raised().filter((name) => !young.includes(name))).toEqual([]);

  await lab.granted('ann', await lab.fresh(), { minutes: 15 });
  lab.services.faults.add({ kind: 'conflict', operation: 'DeleteAccountAssignment' });
  await lab.advance(21);
  expect(raised()).toContain('overdue-leases');
  lab.services.faults.clear();
  await lab.advance(7);
  expect(raised()).not.toContain('overdue-leases');
  expect(raised()).toContain('access-ends-late');

  await lab.granted('jonas', await lab.fresh(), { minutes: 15 });
  lab.services.faults.add({
    kind: 'fail-operation',
    operation: 'DeleteAccountAssignment',
    reason: NOT_FOUND,
  });
  await lab.advance(22);
  expect(raised()).toContain('orphaned-leases');
  expect(raised()).not.toContain('overdue-leases');
  lab.services.faults.clear();

  const reason = 'Role quota of the account is used up';
  lab.services.faults.add({ kind: 'fail-operation', operation: 'CreateAccountAssignment', reason });
  for (const person of ['ann', 'jonas', 'mateo']) {
    expect(raised()).not.toContain('failed-assignments');
    expect(await lab.granted(person, await lab.fresh())).toMatchObject({ status: 'failed' });
    await lab.advance(1);
  }
  expect(raised()).toContain('failed-assignments');
  lab.services.faults.clear();

  await lab.granted('mateo', await lab.fresh());
  lab.services.faults.add({ kind: 'fail', service: 'identitystore', operation: 'DescribeUser' });
  await lab.advance(17);
  expect(raised()).toContain('trouble-does-not-pass');
  lab.services.faults.clear();

  lab.services.faults.add({ kind: 'fail', service: 'dynamodb', operation: 'Query' });
  await lab.advance(7);
  expect(raised()).toContain('reconciler-silent');
  lab.services.faults.clear();
  await lab.advance(3);
  expect(raised()).not.toContain('reconciler-silent');

  await lab.granted('ann', await lab.fresh());
  expect(raised()).not.toContain('failed-workflows');
  await stopExecutions(lab.services.sfn);
  expect(raised()).toContain('failed-workflows');
  const deps = replayDeps();
  expect(await replay({ queue: 'failed-workflows', apply: true }, deps)).toBe(0);
  expect(deps.said.join('\n')).toContain('ABORTED');
  expect(deps.said.join('\n')).toContain('hourglass-laptop-reconcile went through');

  const seen = lab.laptop.metrics.data;
  const found = seen.find(({ name }) => name === 'FoundTroubles');
  const alarm = alarms.get('new-finding');
  expect(found && alarm && isRaised(alarm, seen, found.at + MINUTE)).toBe(true);
  expect(seen.filter(({ name }) => !(name in METRICS))).toEqual([]);
  // These take what alarms-of-hours.test.ts lets happen.
  const elsewhere = ['EmergencyStopHours', 'GraveTroubles'];
  for (const [name, alarm] of alarms) {
    if (alarm.Namespace === METRIC_NAMESPACE && !elsewhere.includes(alarm.MetricName))
      expect([name, seen.some((datum) => isOf(alarm, datum))]).toEqual([name, true]);
    if (alarm.MetricName === 'Invocations')
      expect([name, ofFunctions.some((datum) => isOf(alarm, datum))]).toEqual([name, true]);
  }
});

test('G12: npm run replay mails what notify could not, from the table, and nothing twice', async () => {
  lab.services.faults.add({ kind: 'fail', service: 'ses' });
  const before = lab.services.ses.messages().length;
  await lab.ask('ann', await lab.fresh());
  await lab.advance(10);
  const [letter] = standing('failed-notices');
  expect(raised()).toContain('failed-notices');
  expect(letter?.reason).not.toBe('');
  lab.services.faults.clear();

  const look = replayDeps();
  expect(await replay({ queue: 'failed-notices', apply: false }, look)).toBe(
    standing('failed-notices').length,
  );
  expect(look.said.join('\n')).toMatch(/failed-notices: \d+ messages?, the oldest \d+ minutes old/);
  expect(look.said.join('\n')).not.toMatch(/@|\bann\b/i);
  expect(standing('failed-notices')).toContainEqual(expect.objectContaining({ id: letter?.id }));
  expect(lab.services.ses.messages()).toHaveLength(before);

  const asked = lab.mails('ben').length;
  expect(await replay({ queue: 'failed-notices', apply: true }, replayDeps())).toBe(0);
  expect(standing('failed-notices')).toEqual([]);
  expect(lab.mails('ben')).toHaveLength(asked + 1);

  const mails = lab.services.ses.messages().length;
  lab.services.sqs.deliver(letter?.queue ?? '', JSON.parse(letter?.body ?? ''), 'once more');
  expect(await replay({ queue: 'failed-notices', apply: true }, replayDeps())).toBe(0);
  expect(lab.services.ses.messages()).toHaveLength(mails);
});
