import { ActivityProbe } from '../../../../core/contract/activity-probe';
import { DAY, HOUR, toIso } from '../../../../core/model/instant';
import type { ActivityEvent } from '../../../../core/ports/activity';
import { probeActivity } from '../../../../core/usecases/probe-activity';
import { ACCOUNTS } from '../../../support/build';
import { buildWorld } from '../../../support/world';

const accountId = ACCOUNTS.payments;

const event = (id: string, at: number): ActivityEvent => ({
  id,
  at,
  service: 'sts',
  action: 'AssumeRole',
  resource: '',
  region: 'eu-west-1',
  sourceAddress: 'lambda.amazonaws.com',
  errorCode: '',
  errorMessage: '',
  readOnly: true,
});

async function probed(change: (world: ReturnType<typeof buildWorld>) => unknown = () => undefined) {
  const world = buildWorld();
  change(world);
  const begun = await probeActivity({ probe: 'start', accountId }, world.ports);
  if (begun.state !== 'started') return begun;
  return probeActivity({ probe: 'read', queryId: begun.queryId }, world.ports);
}

describe('the question of the doctor about activity', () => {
  it('is answered with the time of the newest event of the last day, and nothing else of it', async () => {
    const answer = await probed(({ ports: { activity, clock } }) => {
      activity.events = [
        event('old', clock.now() - 2 * HOUR),
        event('new', clock.now() - HOUR),
        event('gone', clock.now() - DAY - 1),
      ];
    });
    expect(answer).toEqual({
      state: 'finished',
      newestEventAt: toIso(buildWorld().ports.clock.now() - HOUR),
    });
  });

  it('is answered without a time when there is none of the last day', async () => {
    const answer = await probed(({ ports: { activity, clock } }) => {
      activity.events = [event('gone', clock.now() - DAY - 1)];
    });
    expect(answer).toEqual({ state: 'finished' });
  });

  it('is answered with what keeps it from being answered', async () => {
    expect(await probed(({ ports: { activity } }) => (activity.refusal = 'No role.'))).toEqual({
      state: 'refused',
      reason: 'No role.',
    });
    expect(await probed(({ ports: { activity } }) => (activity.failure = 'No table.'))).toEqual({
      state: 'failed',
      reason: 'No table.',
    });
    expect(await probed(({ ports: { activity } }) => (activity.running = true))).toEqual({
      state: 'running',
    });
  });

  it.each([
    ['an event of the HTTP API, whatever is in its body', { body: '{"probe":"start"}' }],
    ['an event of the HTTP API that has such members', { probe: 'start', accountId }],
  ])('is not %s', (_, more) => {
    const http = {
      version: '2.0',
      routeKey: 'GET /requests',
      rawPath: '/requests',
      requestContext: { http: { method: 'GET' } },
    };
    expect(ActivityProbe.safeParse({ ...http, ...more }).success).toBe(false);
    expect(ActivityProbe.safeParse({ probe: 'start', accountId }).success).toBe(true);
  });
});
