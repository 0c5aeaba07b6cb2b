import { installationApi } from '../../scripts/api/client';
import { Exported, exportPolicies, importPolicies } from '../../scripts/policies/transfer';
import { useLaptop } from '../support/laptop';

const lab = useLaptop();
const api = () => installationApi(`${lab.laptop.url}/api`, () => lab.token('adm'));
const said: string[] = [];
const say = (line: string) => void said.push(line);
const doneOf = (exported: Exported, apply: boolean) => importPolicies(exported, api(), { apply, say });

test('policies and settings come out, and go in where they are missing, once', async () => {
  const exported = await exportPolicies(api());
  expect(exported.eligibility.length).toBeGreaterThan(0);
  expect(Exported.parse(JSON.parse(JSON.stringify(exported)))).toEqual(exported);
  await doneOf(exported, true);
  expect(said.filter((line) => !/: (is there|are so)$/.test(line))).toEqual([]);

  const [first] = exported.eligibility;
  const more = { ...exported, eligibility: [...exported.eligibility, { ...first!, name: 'From elsewhere' }] };
  said.length = 0;
  await doneOf(more, false);
  expect(said).toContain('eligibility "From elsewhere": would be added');
  expect((await exportPolicies(api())).eligibility).toHaveLength(exported.eligibility.length);

  await doneOf(more, true);
  expect(said).toContain('eligibility "From elsewhere": added');
  expect((await exportPolicies(api())).eligibility).toHaveLength(more.eligibility.length);
  said.length = 0;
  await doneOf(more, true);
  expect(said).toContain('eligibility "From elsewhere": is there');

  const other = more.eligibility.map((policy) => ({ ...policy, enabled: !policy.enabled }));
  await doneOf({ ...more, eligibility: other }, true);
  expect(said).toContain('eligibility "From elsewhere": is there and differs, left as it is');
});
