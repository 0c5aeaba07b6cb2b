import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { functions } from '../lambdas/functions';

const ROOT = join(__dirname, '..');

/** Where the bundles are: one folder a function, with `index.js` in it. */
export const LAMBDA_FOLDER = join(ROOT, 'dist', 'lambdas');

/** zod carries its messages in fifty languages, a quarter of a megabyte in each function; ours are English. */
const ENGLISH_ONLY: Plugin = {
  name: 'english-only',
  setup: (bundler) => {
    bundler.onResolve({ filter: /\/locales\/index\.js$/ }, ({ resolveDir }) =>
      /node_modules[\\/]zod[\\/]/.test(resolveDir)
        ? { path: join(ROOT, 'node_modules', 'zod', 'v4', 'locales', 'en.js') }
        : undefined,
    );
  },
};

/** How every function is bundled. The SDK is bundled too: what was tested is what runs. */
const OPTIONS = {
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  sourcemap: 'external',
  legalComments: 'none',
  mainFields: ['module', 'main'],
  plugins: [ENGLISH_ONLY],
  logLevel: 'warning',
  absWorkingDir: ROOT,
} satisfies BuildOptions;

/** Size of a bundle, in bytes of minified JavaScript. */
export type BundleSize = { readonly name: string; readonly bytes: number };

/**
 * Bundles every function into `dist/lambdas/<name>/index.js`: the files that are deployed and that the laptop edition runs. The same
 * sources give the same bytes.
 */
export async function buildLambdas(folder: string = LAMBDA_FOLDER): Promise<BundleSize[]> {
  const names = Object.keys(functions);
  for (const entry of existing(folder))
    if (!names.includes(entry)) rmSync(join(folder, entry), { recursive: true });
  // One build for all: what they share, the SDK above all, is read once.
  await build({
    ...OPTIONS,
    entryPoints: names.map((name) => ({ in: join('lambdas', name, 'handler.ts'), out: join(name, 'index') })),
    outdir: folder,
  });
  return names.map((name) => ({ name, bytes: statSync(join(folder, name, 'index.js')).size }));
}

function existing(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // No folder yet: nothing to tidy.
    return [];
  }
}
