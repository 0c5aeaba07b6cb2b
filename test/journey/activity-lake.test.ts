import { lookUp, usedAccess } from '../support/activity-laptop';
import { useLaptop } from '../support/laptop';

const lab = useLaptop(() => ({ activity: 'cloudtrail-lake' }));

test('activity from CloudTrail Lake shows what was done in the session, and asks nothing of Athena', async () => {
  const request = await usedAccess(lab);
  lab.services.endpoint.calls.reset();
  const page = await lookUp(lab, 'aud', request);
  expect(page).toMatchObject({ state: 'finished', denied: 4 });
  expect(page.total).toBeGreaterThan(8);
  const counts = Object.keys(lab.services.endpoint.calls.counts());
  expect(counts).toContain('cloudtrail.StartQuery');
  expect(counts.filter((name) => /^(athena|sts)\./.test(name))).toEqual([]);
});
