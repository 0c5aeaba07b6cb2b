import { lookUp, startLookUp, usedAccess } from '../support/activity-laptop';
import { useLaptop } from '../support/laptop';
import { problemOf } from '../support/laptop-http';

const lab = useLaptop(() => ({ activity: 'athena' }));

describe('activity from Athena', () => {
  test('shows what was done in the session, by a role that the function takes once', async () => {
    const request = await usedAccess(lab);
    lab.services.endpoint.calls.reset();
    expect(await lookUp(lab, 'aud', request)).toMatchObject({ state: 'finished', truncated: false });
    const page = await lookUp(lab, 'mateo', request);
    expect(page.total).toBeGreaterThan(8);
    expect(page.denied).toBe(4);
    const counts = lab.services.endpoint.calls.counts();
    expect(counts['athena.StartQueryExecution']).toBe(1);
    expect(counts['sts.AssumeRole'] ?? 0).toBeLessThanOrEqual(1);
    expect(Object.keys(counts).filter((name) => name.startsWith('cloudtrail.'))).toEqual([]);
  });

  test('says that a query read too much, and why none can begin; the next look works again', async () => {
    const request = await usedAccess(lab);
    const operation = 'StartQueryExecution';
    lab.services.faults.add({
      kind: 'fail-operation',
      operation,
      times: 1,
      reason: 'Bytes scanned limit was exceeded',
    });
    expect(await lookUp(lab, 'aud', request)).toMatchObject({
      state: 'failed',
      message: expect.stringMatching(/more of the trail than one look-up may/),
    });
    await lab.advance(2);
    // The first try and three more.
    lab.services.faults.add({ kind: 'throttle', service: 'athena', operation, times: 4 });
    const refused = await startLookUp(lab, 'aud', request);
    expect(refused.status).toBe(409);
    expect(problemOf(refused).detail).toMatch(/Look again in a minute/);
    expect((await lookUp(lab, 'aud', request)).state).toBe('finished');
  });
});
