import { countResources } from '../../scripts/cost/count-resources';
import { estimate, IDLE } from '../../scripts/cost/estimate';
import { REGIONS } from '../../scripts/cost/prices';
import { type Assembly, synthesized } from './support/assembly';

const fixedOf = (assembly: Assembly) => countResources([...assembly.templates.values()]);
const example = synthesized();

describe('what an installation costs', () => {
  it.each(REGIONS)(
    'is under 5 dollars a month in %s when nobody uses it, with what an account has free',
    (region) => {
      expect(estimate(IDLE, fixedOf(example), { region, allowances: true }).total).toBeLessThan(5);
    },
  );

  it.each(REGIONS)(
    'is under 5 dollars a month in %s without what an account has free, if there is no dashboard',
    (region) => {
      const fixed = fixedOf(example);
      const counts = { ...fixed.counts, dashboard: 0 };
      expect(estimate(IDLE, { ...fixed, counts }, { region }).total).toBeLessThan(5);
    },
  );

  it.each(['example', 'every option'] as const)('leaves out no kind of resource: %s', (options) => {
    expect(fixedOf(synthesized(options)).unpriced).toEqual([]);
  });

  it('rises by itself when an alarm is added', () => {
    const more = example.with('Api', (template) =>
      Object.assign(template.Resources, {
        Planted: {
          Type: 'AWS::CloudWatch::Alarm',
          Properties: { Namespace: 'Hourglass', MetricName: 'Planted' },
        },
      }),
    );
    const total = (assembly: Assembly, usage = IDLE) =>
      estimate(usage, fixedOf(assembly), { region: 'us-east-1' }).total;
    const busy = { people: 1, requests: 1, trailGigabytes: 1 };
    // The metric of the alarm costs as well, once there is something that writes it.
    expect(total(more, busy) - total(example, busy)).toBeCloseTo(0.4, 9);
    expect(total(more) - total(example)).toBeCloseTo(0.1, 9);
  });

  it('knows each function that runs by the clock', () => {
    const names = fixedOf(example).schedules.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['reconcile', 'seal-audit', 'sync-directory']));
  });
});
