import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, WEB_FOLDER } from '../scripts/build';
import { buildLambdas } from '../scripts/bundles';
import type { Figure } from './figure';

/** How large is each function, minified? */
export async function bundleSizes(): Promise<Figure[]> {
  const sizes = await buildLambdas();
  return sizes.map(({ name, bytes }) => ({ name: `bundle.${name}`, value: bytes, unit: 'bytes' }));
}

/**
 * How much must a browser load for the first page? Everything that the page names, what that imports at once, and the first screen's
 * own chunk; each file compressed by itself, as it travels.
 */
export async function firstPage(): Promise<Figure[]> {
  await build();
  const page = readFileSync(join(WEB_FOLDER, 'index.html'), 'utf8');
  const named = [...page.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map(([, path]) => path ?? '');
  const files = new Set<string>();
  for (const path of named) collect(path, files);
  const entry = named.find((path) => path.endsWith('.js')) ?? '';
  for (const path of homeChunks(entry)) collect(path, files);
  const js = gzipped(files, '.js');
  const css = gzipped(files, '.css');
  return [
    { name: 'first_page.js_gzip', value: js, unit: 'bytes' },
    { name: 'first_page.css_gzip', value: css, unit: 'bytes' },
    { name: 'first_page.gzip', value: js + css, unit: 'bytes', limit: 400_000 },
  ];
}

/** The file and what it imports statically, and so on. */
function collect(path: string, files: Set<string>): void {
  if (files.has(path)) return;
  files.add(path);
  if (!path.endsWith('.js')) return;
  const text = readFileSync(join(WEB_FOLDER, path), 'utf8');
  for (const [, name] of text.matchAll(/(?:from|import)\s*"(\.[^"]+\.js)"/g))
    collect(join(dirname(path), name ?? ''), files);
}

/** The chunks of the home screen: the entry names them together with the styles that they need. */
function homeChunks(entry: string): string[] {
  const text = readFileSync(join(WEB_FOLDER, entry), 'utf8');
  const all = [...text.matchAll(/"(assets\/[^"]+\.(?:js|css))"/g)].map(([, path]) => path ?? '');
  const home = all.filter((path) => /assets\/home[-.]/i.test(path));
  const imported = [...text.matchAll(/import\("\.\/(home[^"]+\.js)"\)/gi)].map(
    ([, path]) => `assets/${path ?? ''}`,
  );
  return [...new Set([...home, ...imported])];
}

function gzipped(files: ReadonlySet<string>, ending: string): number {
  return [...files]
    .filter((path) => path.endsWith(ending))
    .reduce((total, path) => total + gzipSync(readFileSync(join(WEB_FOLDER, path)), { level: 9 }).length, 0);
}
