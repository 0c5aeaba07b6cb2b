import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { writeExport } from '../../../scripts/verify/export-files';
import { BadOptionError } from '../../../scripts/command-line';
import { readOptions } from '../../../scripts/verify/options';
import { runVerify } from '../../../scripts/verify/run';
import { FakeRootSigner } from '../../support/fakes';
import { sealedTrail } from '../../support/sealed-trail';

let folder: string;
let days: string[];

beforeEach(async () => {
  const trail = await sealedTrail();
  folder = mkdtempSync(join(tmpdir(), 'hourglass-export-'));
  days = trail.stored.roots.map(({ day }) => day);
  const { audit, roots } = trail.ports;
  const source = {
    day: (day: string) => audit.day(day),
    all: () => roots.all(),
    heads: (day: string) => roots.heads(day),
  };
  await writeExport(folder, days, source, trail.publicKey);
});
afterEach(() => rmSync(folder, { recursive: true }));

const key = () => join(folder, 'public-key.pem');
const dayFile = (n: number) => join(folder, `${days[n]}.ndjson.gz`);

async function verified(...args: string[]) {
  const lines: string[] = [];
  const options = readOptions(['--roots', folder, '--public-key', key(), ...args]);
  const { code } = await runVerify(options, (line) => lines.push(line));
  return { code, lines, text: lines.join('\n') };
}

/** Changes the lines of one day of the export. */
function edit(n: number, change: (lines: string[]) => string[]): void {
  const lines = gunzipSync(readFileSync(dayFile(n)))
    .toString()
    .trimEnd()
    .split('\n');
  writeFileSync(dayFile(n), gzipSync(`${change(lines).join('\n')}\n`));
}

const isEvent = (line: string) => line.includes('"kind":"event"');

describe('npm run verify, on an export and a public key alone', () => {
  it('G9: says that an untouched export holds', async () => {
    const { code, text } = await verified();
    expect(code).toBe(0);
    expect(text).toContain('The audit trail holds.');
    expect(text).toContain('4 streams, 3 daily roots');
    expect(text).toContain(`Sealed from ${days[0]} to ${days[2]}.`);
  });

  it('G9: names an event that was changed, one that was taken out, and one that is no JSON', async () => {
    edit(1, (lines) => lines.map((line) => line.replace('"text":"why"', '"text":"because"')));
    const changed = await verified();
    expect(changed.code).toBe(1);
    expect(changed.text).toMatch(/Event \d+ of request#r1: its content is not what was hashed/);
    edit(1, (lines) => lines.filter((line) => !isEvent(line)));
    expect((await verified()).text).toMatch(/Events? [\d to]+ of settings .*: missing/);
    edit(0, (lines) => lines.map((line, at) => (at === lines.length - 1 ? line.slice(5) : line)));
    expect((await verified()).text).toContain('cannot be read as an event');
  });

  it('G9: names a day that is gone from the roots, and a file that is gone', async () => {
    const roots = readFileSync(join(folder, 'roots.ndjson'), 'utf8').trimEnd().split('\n');
    writeFileSync(join(folder, 'roots.ndjson'), `${roots.toSpliced(1, 1).join('\n')}\n`);
    expect((await verified()).text).toContain(`The root of ${days[1]} is missing.`);
    writeFileSync(join(folder, 'roots.ndjson'), `${roots.slice(0, 2).join('\n')}\n`);
    expect((await verified()).code).toBe(0);
    expect((await verified('--to', days[2] ?? '')).text).toContain(`The root of ${days[2]} is missing.`);
    writeFileSync(join(folder, 'roots.ndjson'), `${roots.join('\n')}\n`);
    rmSync(dayFile(2));
    const gone = await verified();
    expect(gone.code).toBe(1);
    expect(gone.text).toContain(`The list of heads of ${days[2]} is not the one`);
  });

  it('G9: believes the key that it was given and no other', async () => {
    const other = join(folder, 'other.pem');
    writeFileSync(other, await new FakeRootSigner().publicKey());
    const { code, lines } = await verified('--public-key', other);
    expect(code).toBe(1);
    expect(lines.slice(0, 3)).toEqual(
      days.map((day) => `The root of ${day} was not signed by the key of this installation.`),
    );
  });

  it('verifies a later part by itself when it is told where that begins', async () => {
    const [first] = days;
    rmSync(dayFile(0));
    const roots = readFileSync(join(folder, 'roots.ndjson'), 'utf8').trimEnd().split('\n');
    writeFileSync(join(folder, 'roots.ndjson'), `${roots.slice(1).join('\n')}\n`);
    expect((await verified()).text).toContain(`the roots before it are missing`);
    expect(first).toBeDefined();
    expect(await verified('--from', days[1] ?? '')).toMatchObject({ code: 0 });
  });

  it('reads one file that holds everything', async () => {
    const file = join(folder, 'all.ndjson');
    const texts = readdirSync(folder)
      .filter((name) => name.endsWith('.gz'))
      .map((name) => gunzipSync(readFileSync(join(folder, name))).toString());
    writeFileSync(file, [readFileSync(join(folder, 'roots.ndjson'), 'utf8'), ...texts].join(''));
    expect(await verified('--roots', file)).toMatchObject({ code: 0 });
    writeFileSync(file, readFileSync(file, 'utf8').replace('"text":"why"', '"text":"because"'));
    expect(await verified('--roots', file)).toMatchObject({ code: 1 });
  });

  it('tells problems and result as JSON, one object a line', async () => {
    edit(1, (lines) => lines.map((line) => line.replace('"text":"why"', '"text":"because"')));
    const { lines } = await verified('--json');
    const objects = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(objects[0]).toMatchObject({ problem: 'changed', day: days[1], sequence: expect.any(Number) });
    expect(objects.at(-1)).toMatchObject({ ok: false, roots: 3, sealed: { from: days[0], to: days[2] } });
  });

  it.each([
    [['--roots', '/nowhere', '--public-key', '/nowhere/key.pem'], 'cannot be read|is not there'],
    [['--roots', '/nowhere'], '--public-key'],
    [['--table', 'audit'], '--key'],
    [['--from', 'yesterday'], '--from: must be a UTC day'],
    [['--from', '2026-02-02', '--to', '2026-02-01'], '--to must not be before --from'],
    [['--laptop', 'http://localhost:1', '--table', 'x', '--key', 'k'], 'exclude each other'],
    [['--laptop', 'http://localhost:1'], 'No laptop edition answers'],
    [['--colour'], 'colour'],
  ])('refuses %j with a reason', async (args, reason) => {
    const run = async () => runVerify(readOptions(args), () => undefined);
    const error: unknown = await run().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(BadOptionError);
    expect(String(error)).toMatch(new RegExp(reason));
  });
});
