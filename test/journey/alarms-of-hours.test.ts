import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { dynamoClient } from '../../aws/clients';
import { tableNames } from '../../aws/tables';
import { requestStream } from '../../core/model/audit-event';
import { MINUTE } from '../../core/model/instant';
import { TABLE_PREFIX } from '../../local/places';
import { deployedAlarms, isRaised, queueFigures } from '../support/alarms';
import { taken, untilEvening, useLaptop } from '../support/laptop';

const STAGE = 'laptop';
const alarms = deployedAlarms(STAGE);
const lab = useLaptop(() => ({ reconcileEvery: 15, ahead: untilEvening() }));

/** Whether an alarm of the installation is raised by what it has written until then, in epoch milliseconds. */
function isUp(name: string, at = lab.now()): boolean {
  const alarm = alarms.get(name);
  if (!alarm) throw new Error(`There is no alarm ${name}.`);
  return isRaised(alarm, [...lab.laptop.metrics.data, ...queueFigures(lab, STAGE)], at);
}

const order = (path: string, confirmation: string) =>
  lab.call('res', 'POST', `/emergency/${path}`, { body: { confirmation, comment: 'Keys leaked' } });

test('G9, G12: a forgotten stop, a forged event and a timer that fails raise their alarms within hours', async () => {
  const request = await lab.ask('fatima', await lab.fresh());
  taken(await lab.decide('ben', request, 'reject'), 200);
  await forgeLastEvent(requestStream(request.id));
  expect(await order('stop', 'stop activations')).toMatchObject({ status: 200 });
  await lab.advance(3.5 * 60);
  expect(isUp('emergency-stop-stands')).toBe(false);
  await lab.advance(60);
  expect(isUp('emergency-stop-stands')).toBe(true);
  expect(await order('lift', 'lift the stop')).toMatchObject({ status: 200 });
  await lab.advance(31);
  expect(isUp('emergency-stop-stands')).toBe(false);

  // The day of the forged event was sealed in the night.
  const graves = lab.laptop.metrics.data.filter(({ name }) => name === 'GraveTroubles');
  expect(graves).toHaveLength(1);
  const { at = 0 } = graves[0] ?? {};
  expect(isUp('grave-trouble', at - MINUTE)).toBe(false);
  expect(isUp('grave-trouble', at + MINUTE)).toBe(true);
  expect(isUp('grave-trouble')).toBe(false);

  expect(isUp('failed-timers')).toBe(false);
  lab.services.faults.add({ kind: 'fail', service: 'organizations' });
  await lab.advance(62);
  expect(isUp('failed-timers')).toBe(true);
  // The directory could not be read, and whoever watches was told so.
  expect(lab.errors.splice(0)).not.toEqual([]);
});

async function forgeLastEvent(stream: string): Promise<void> {
  const TableName = tableNames(TABLE_PREFIX).audit;
  const { Items = [] } = await dynamoClient().send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: '#stream = :stream',
      ExpressionAttributeNames: { '#stream': 'stream' },
      ExpressionAttributeValues: { ':stream': stream },
    }),
  );
  const last = Items.at(-1);
  if (!last) throw new Error(`${stream} has no events.`);
  const Item = { ...last, record: { ...last.record, type: 'RequestApproved' } };
  await dynamoClient().send(new PutCommand({ TableName, Item }));
}
