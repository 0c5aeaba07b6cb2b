import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyTree, offlineSteps, type Synthesis, synthesizeBy } from './support/cdk-synth';

describe('the steps of the guide before the first call of AWS, in two fresh folders', () => {
  const home = mkdtempSync(join(tmpdir(), 'hourglass-twice-'));
  const folders = [join(home, 'a'), join(home, 'elsewhere', 'and much deeper', 'b')] as const;
  let syntheses: readonly Synthesis[];

  beforeAll(async () => {
    syntheses = await Promise.all(
      folders.map((folder) => {
        copyTree(folder);
        return synthesizeBy(offlineSteps(), folder);
      }),
    );
  });
  afterAll(() => rmSync(home, { recursive: true }));

  it('give the same bytes: templates, functions and state machines', () => {
    const [first, second] = syntheses.map(({ files }) => files);
    expect([...first!.keys()]).toEqual([...second!.keys()]);
    expect([...first!.keys()].filter((path) => path.endsWith('/index.js')).length).toBeGreaterThan(10);
    expect(
      [...first!].filter(([path, bytes]) => !second!.get(path)?.equals(bytes)).map(([path]) => path),
    ).toEqual([]);
  });

  it('hold no name of the folder, nor of the person, that they were made in', () => {
    const here = [home, process.cwd(), process.env.HOME].filter(
      (name) => name !== undefined && name.length > 6,
    );
    for (const { files } of syntheses)
      for (const [path, bytes] of files) {
        const named = here.filter((name) => bytes.includes(name!));
        expect({ path, named }).toEqual({ path, named: [] });
      }
  });

  it('ask nobody for anything: no network, no credentials, no Region', () => {
    expect(syntheses.map(({ reached }) => reached)).toEqual(['', '']);
  });

  it('say nothing but that they are done', () => {
    for (const { printed } of syntheses)
      expect(
        printed
          .split('\n')
          .filter((line) => line && !/^(Successfully synthesized|Supply a stack id)/.test(line)),
      ).toEqual([]);
  });
});
