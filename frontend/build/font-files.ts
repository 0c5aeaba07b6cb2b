import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

const inlined = /src:\s*url\((['"]?)data:font\/woff2;base64,([A-Za-z0-9+/=]+)\1\)([^;}]*)/g;

/** Moves fonts that a package inlines into its CSS to files of their own, so that text shows before they arrive. */
export function fontFiles(): Plugin {
  return {
    name: 'font-files',
    enforce: 'post',
    apply: 'build',
    generateBundle(_options, bundle) {
      for (const asset of Object.values(bundle)) {
        if (asset.type !== 'asset' || !asset.fileName.endsWith('.css')) continue;
        const css = asset.source.toString();
        asset.source = css.replace(inlined, (_all, _quote, base64: string, rest: string) => {
          const source = Buffer.from(base64, 'base64');
          const name = `font-${createHash('sha256').update(source).digest('hex').slice(0, 8)}.woff2`;
          this.emitFile({ type: 'asset', fileName: `assets/${name}`, source });
          return `font-display:swap;src:url(./${name})${rest}`;
        });
      }
    },
  };
}
