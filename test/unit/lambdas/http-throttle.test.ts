import { problemTypes } from '../../../core/contract/common';
import { loadOf, type RouteLoad, type RouteParts, routes } from '../../../core/contract/routes';
import { buildApi } from '../../support/api';

type Route = Pick<RouteParts<unknown, unknown, unknown, unknown>, 'method' | 'path' | 'load'>;

const loads: Record<string, RouteLoad> = Object.fromEntries(
  Object.entries<Route>(routes).map(([name, route]) => [name, loadOf(route)]),
);
const named = (load: RouteLoad) => Object.keys(loads).filter((name) => loads[name] === load);

describe('how each route is throttled', () => {
  it('G3: never keeps anybody from what ends access or serves an emergency', () => {
    expect(named('urgent').toSorted()).toEqual([
      'cancelRequest',
      'declareEmergencyStop',
      'endRequest',
      'liftEmergencyStop',
      'listEmergencyOrders',
      'orderEmergencyEnd',
      'previewEmergencyEnd',
    ]);
  });

  it('counts apart what costs money or much time', () => {
    expect(named('dear').toSorted()).toEqual([
      'exportActivity',
      'exportAudit',
      'previewRequest',
      'startActivity',
      'verifyAudit',
    ]);
  });

  it('takes everything else for what its method says', () => {
    const plain = Object.entries<Route>(routes).filter(([name]) => /^(read|write)$/.test(loads[name] ?? ''));
    expect(plain.map(([name]) => [name, loads[name]])).toEqual(
      plain.map(([name, { method }]) => [name, method === 'GET' ? 'read' : 'write']),
    );
  });
});

describe('who sends too much', () => {
  it('is told with 429 when to come back, and nobody else is', async () => {
    const api = buildApi(undefined, { read: 2 });
    const ask = (name: 'ada' | 'cleo') => api.call(name, 'GET', '/me');
    expect([(await ask('ada')).status, (await ask('ada')).status]).toEqual([200, 200]);
    const answer = await ask('ada');
    expect(answer.status).toBe(429);
    expect(answer.headers['retry-after']).toBe('30');
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.problem()).toMatchObject({
      type: problemTypes.tooManyRequests,
      correlationId: 'correlation-1',
    });
    expect((await ask('cleo')).status).toBe(200);
  });

  it('changes nothing by what is refused', async () => {
    const api = buildApi(undefined, { write: 1 });
    const request = await api.world.ask();
    const before = api.world.ledger.committed;
    const decide = (answer: string) =>
      api.call('cleo', 'POST', `/requests/${request.id}/decision`, { body: { answer } });
    expect((await decide('maybe')).status).toBe(400);
    expect((await decide('approve')).status).toBe(429);
    expect(api.world.ledger.committed).toBe(before);
  });

  it('G3: may still end access', async () => {
    const api = buildApi(undefined, { read: 1, dear: 1, write: 1 });
    const request = await api.world.granted();
    const write = () => api.call('ada', 'POST', '/requests', { body: {} });
    expect([(await write()).status, (await write()).status]).toEqual([400, 429]);
    const answer = await api.call('ada', 'POST', `/requests/${request.id}/cancellation`, { body: {} });
    expect(answer.status).toBe(200);
  });

  it('waits with what is dear while nobody can count', async () => {
    const api = buildApi();
    api.buckets.fail(new Error('the table cannot be asked'));
    const answer = await api.call('ada', 'POST', '/requests/preview', { body: {} });
    expect(answer.status).toBe(503);
    expect(answer.headers['retry-after']).toBe('5');
    expect(api.world.reported).toEqual(['throttle-unknown']);
  });
});
