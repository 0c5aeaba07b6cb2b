import { emfLine, emfMetrics, HOSTED_METRICS } from '../../../aws/emf-metrics';
import { METRICS, type MetricName } from '../../../core/contract/metrics';
import { logTrouble } from '../../../lambdas/shared/log-trouble';
import { logger } from '../../../lambdas/shared/logger';
import { TROUBLES, type TroubleName } from '../../../core/ports/trouble';
import { MetricLog } from '../../../local/metric-log';

const log = new MetricLog();
beforeAll(() => void Reflect.set(globalThis, HOSTED_METRICS, log.take));
afterAll(() => void Reflect.deleteProperty(globalThis, HOSTED_METRICS));

it.each(Object.keys(METRICS) as MetricName[])(
  '%s is a line that CloudWatch understands, with its stage and nothing else',
  (name) => {
    const own = new MetricLog();
    own.take(emfLine(name, 3, 1_700_000_000_000, 'prod'));
    expect(own.data).toEqual([
      {
        namespace: 'Hourglass',
        name,
        dimensions: { stage: 'prod' },
        unit: METRICS[name].unit,
        value: 3,
        at: 1_700_000_000_000,
      },
    ]);
  },
);

it('is one line of the log and no call, where nobody takes it', () => {
  Reflect.deleteProperty(globalThis, HOSTED_METRICS);
  const written: string[] = [];
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  emfMetrics.put('BusyAnswers', 1);
  write.mockRestore();
  Reflect.set(globalThis, HOSTED_METRICS, log.take);
  expect(written).toHaveLength(1);
  expect(written[0]).toMatch(/^\{"_aws":.*\}\n$/);
});

describe('a trouble', () => {
  const metrics = {
    grave: 'GraveTroubles',
    passing: 'PassingTroubles',
    found: 'FoundTroubles',
    gauged: undefined,
  };

  it.each(Object.keys(TROUBLES) as TroubleName[])('%s is counted by its weight', (name) => {
    const silent = jest.spyOn(logger, 'error').mockImplementation(() => undefined);
    const before = log.data.length;
    logTrouble.report(name, {}, new Error('of a test'));
    silent.mockRestore();
    const expected = metrics[TROUBLES[name]];
    expect(log.data.slice(before).map((datum) => datum.name)).toEqual(
      expected === undefined ? [] : [expected],
    );
  });
});
