import { type Api, ApiError, installationApi } from '../../scripts/api/client';
import { endEverything, showLive } from '../../scripts/uninstall/end-everything';
import { notYet } from '../../scripts/uninstall/words';
import { useLaptop } from '../support/laptop';
import { scheduled } from '../support/laptop-world';

const lab = useLaptop();
const api = (person: string): Api => installationApi(`${lab.laptop.url}/api`, () => lab.token(person));
const said: string[] = [];
const deps = (person = 'adm', looks = 10) => ({
  api: api(person),
  say: (line: string) => void said.push(line),
  pause: () => lab.advance(1),
  looks,
});

afterEach(() => {
  said.length = 0;
  lab.services.faults.clear();
  lab.errors.length = 0;
});

test('whoever may not is refused, and nothing is changed', async () => {
  await expect(endEverything(deps('ann'))).rejects.toThrow(ApiError);
  expect(said).toEqual([]);
});

test('G3: everything that is held ends before anything may be destroyed, and nothing begins any more', async () => {
  const [target, later] = [await lab.fresh(), await lab.fresh()];
  await lab.granted('mateo', target, { minutes: 120 });
  const waits = await scheduled(lab, 'kofi', later, 30, 30);
  await showLive(deps());
  expect(lab.holds(lab.userId('mateo'), target)).toBe(true);

  // Identity Center has no time for a while: it is waited for.
  lab.services.faults.add({ kind: 'fail', operation: 'DeleteAccountAssignment' });
  const blocked = await endEverything(deps('adm', 1));
  expect(notYet(blocked)).toMatch(/still live/);
  lab.services.faults.clear();

  const left = await endEverything(deps());
  expect(said).toEqual(expect.arrayContaining([expect.stringMatching(/^Activations are stopped already/)]));
  expect(left.leases).toBe(0);
  expect(lab.holds(lab.userId('mateo'), target)).toBe(false);
  await lab.advance(35);
  expect(lab.holds(lab.userId('kofi'), later)).toBe(false);
  expect(await lab.read('kofi', waits.id)).toMatchObject({ status: 'ended' });
});
