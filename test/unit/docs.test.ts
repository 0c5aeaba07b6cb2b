import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { TROUBLES } from '../../core/ports/trouble';

const ROOT = join(__dirname, '..', '..');
const GUARANTEES = Array.from({ length: 12 }, (_, index) => index + 1);

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(read('package.json')));

const filesUnder = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(join(ROOT, path)).isFile());

const pages = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md'].concat(
  filesUnder('docs').filter((path) => path.endsWith('.md')),
);

/** The `npm run …` commands that the pages name. */
const commands = [
  ...new Set(
    pages.flatMap((page) => [...read(page).matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name)),
  ),
];

/** Targets of the links and images of a text, web addresses left out. */
const linksOf = (text: string): string[] =>
  [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) =>
    /^[a-z]+:/.test(target) ? [] : [target],
  );

/** The anchors that a page's headings have on GitHub. */
const anchorsOf = (text: string): Set<string> =>
  new Set(
    [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .replace(/\s/g, '-'),
    ),
  );

/** What is wrong with a link of a page; `undefined`: it leads somewhere. */
function problemOf(page: string, link: string): string | undefined {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? join(ROOT, page) : resolve(ROOT, dirname(page), path);
  if (!existsSync(target)) return `${page}: ${link} leads nowhere`;
  if (anchor === undefined || anchorsOf(readFileSync(target, 'utf8')).has(anchor)) return undefined;
  return `${page}: ${link} names no heading`;
}

/** Whether a text of tests has one whose name carries the number of a guarantee. */
const provesIn = (text: string, guarantee: number): boolean =>
  new RegExp(String.raw`\(\s*(['"\x60])(?:(?!\1).)*\bG${guarantee}\b`).test(text);

/** The tests that ARCHITECTURE.md names for a guarantee. */
function proofsOf(guarantee: number): string[] {
  const [, section = ''] = read('docs/ARCHITECTURE.md').split(
    new RegExp(String.raw`^### G${guarantee}\b`, 'm'),
  );
  const [own = ''] = section.split(/^##/m);
  return linksOf(own)
    .map((link) => join('docs', link))
    .filter((path) => path.startsWith('test/'));
}

describe('the documents', () => {
  it.each(pages)('%s: every link leads somewhere', (page) => {
    const problems = linksOf(read(page)).map((link) => problemOf(page, link));
    expect(problems.filter((problem) => problem !== undefined)).toEqual([]);
  });

  it('would find a link to a file or a heading that is not there', () => {
    expect(problemOf('README.md', 'docs/NOWHERE.md')).toContain('leads nowhere');
    expect(problemOf('README.md', 'docs/ARCHITECTURE.md#nothing')).toContain('names no heading');
    expect(problemOf('README.md', 'docs/ARCHITECTURE.md#guarantees')).toBeUndefined();
  });

  it('name only commands that exist', () => {
    expect(commands).toContain('check');
    expect(commands.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('name only commands whose file is there', () => {
    const files = commands.flatMap((name) => scripts[name]?.match(/\btsx (\S+\.ts)/)?.[1] ?? []);
    expect(files).toContain('scripts/check.ts');
    expect(files.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('say in the README how to try and how to test', () => {
    expect(read('README.md')).toContain('npm ci && npm start');
    expect(read('README.md')).toContain('npm ci && npm test');
  });

  it('list every decision, numbered without a gap', () => {
    const decisions = readdirSync(join(ROOT, 'docs/adr')).filter((name) => name !== 'README.md');
    expect(linksOf(read('docs/adr/README.md')).toSorted()).toEqual(decisions.toSorted());
    expect(decisions.map((name) => Number(name.slice(0, 4))).toSorted((a, b) => a - b)).toEqual(
      decisions.map((_, index) => index + 1),
    );
  });

  it('give every decision its heading, number and parts', () => {
    const decisions = readdirSync(join(ROOT, 'docs/adr')).filter((name) => name !== 'README.md');
    const unfinished = decisions.filter((name) => {
      const text = read(join('docs/adr', name));
      const parts = ['**Decision.**', '**Why.**', '**Consequences.**'];
      return !text.startsWith(`# ${name.slice(0, 4)} `) || parts.some((part) => !text.includes(part));
    });
    expect(unfinished).toEqual([]);
  });
});

describe('the protocol', () => {
  const text = read('docs/PROTOCOL.md');
  const linked = (pattern: RegExp) =>
    [...text.matchAll(pattern)].map(([, name = '', path = '']) => ({ name, file: read(join('docs', path)) }));

  it('names only steps that are functions of the file that they link to', () => {
    const steps = linked(/\[`(\w+)`\]\((\.\.\/core\/[^)]+)\)/g);
    expect(steps.length).toBeGreaterThan(15);
    const missing = steps.filter(({ name, file }) => !new RegExp(`function ${name}\\b`).test(file));
    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  it('names only tests that exist, and one for every step', () => {
    const rows = text.split('\n').filter((line) => /^\| [GAE]\d\./.test(line));
    const proofs = [...text.matchAll(/\]\((\.\.\/test\/[^)]+)\): \*([^*]+)\*/g)];
    expect(rows.filter((row) => !/\]\(\.\.\/test\/[^)]+\): \*/.test(row))).toEqual([]);
    expect(proofs.length).toBeGreaterThan(rows.length);
    const missing = proofs.filter(([, path = '', name = '']) => !read(join('docs', path)).includes(name));
    expect(missing.map(([, , name]) => name)).toEqual([]);
  });

  it('draws every state of the lease workflow, and no other', () => {
    const { States } = z
      .object({ States: z.record(z.string(), z.unknown()) })
      .parse(JSON.parse(read('statemachines/lease.asl.json')));
    const [, drawing = ''] = /flowchart LR\n([^`]+)/.exec(text) ?? [];
    const drawn = new Set(drawing.replace(/--.*?-->|-->/g, ' ').match(/\w+/g));
    expect([...drawn].toSorted()).toEqual(Object.keys(States).toSorted());
  });
});

describe('the runbook', () => {
  const articles = read('docs/RUNBOOK.md').split(/^## /m).slice(1);
  const troubles: string[] = Object.keys(TROUBLES);

  it('has one article for each trouble that the code can report', () => {
    expect(troubles).toContain('signal-not-delivered');
    const told = troubles.map((name) => articles.filter((text) => text.includes(`trouble: ${name}`)).length);
    expect(Object.fromEntries(troubles.map((name, index) => [name, told[index]]))).toEqual(
      Object.fromEntries(troubles.map((name) => [name, 1])),
    );
  });

  it('names no trouble that the code cannot report', () => {
    const named = articles.flatMap((text) =>
      [...text.matchAll(/trouble: ([\w-]+)/g)].map(([, name]) => name),
    );
    expect(named.filter((name = '') => !troubles.includes(name))).toEqual([]);
  });

  it('says in each article what it means, how it is seen, what to do, and how to see it on the laptop', () => {
    const parts = [/\*\*Means:\*\*/, /\*\*Seen/, /\*\*(Do|Seen and done):\*\*/, /\*\*On the laptop:\*\*/];
    const unfinished = articles.filter((text) => parts.some((part) => !part.test(text)));
    expect(unfinished.map((text) => text.split('\n')[0])).toEqual([]);
  });
});

describe('the guarantees in ARCHITECTURE.md', () => {
  it.each(GUARANTEES)('G%i links to files whose tests carry its number', (guarantee) => {
    const proofs = proofsOf(guarantee);
    expect(proofs).not.toEqual([]);
    expect(proofs.filter((path) => !provesIn(read(path), guarantee))).toEqual([]);
  });

  it('are not taken for proved by a comment, or by a number that only begins alike', () => {
    expect(provesIn("it('G1: fails closed', () => {})", 1)).toBe(true);
    expect(provesIn("it('has no GET that decides (G10)', () => {})", 10)).toBe(true);
    expect(provesIn("// G1: fails closed\nit('fails closed')", 1)).toBe(false);
    expect(provesIn("it('G11: the second is told')", 1)).toBe(false);
  });
});
