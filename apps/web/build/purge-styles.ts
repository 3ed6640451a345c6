import { PurgeCSS } from 'purgecss';
import { type Plugin } from 'vite';

/** Drops the rules no page uses. Class names must therefore stand whole in the source, never be glued together. */
export function purgeStyles(): Plugin {
  return {
    name: 'gare-purge-styles',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const files = Object.values(bundle);
        const content = files.flatMap((file) => (file.type === 'chunk' ? [{ raw: file.code, extension: 'js' }] : []));
        content.push(
          ...files.flatMap((file) =>
            file.fileName.endsWith('.html') && file.type === 'asset' ? [{ raw: textOf(file.source), extension: 'html' }] : [],
          ),
        );
        for (const file of files) {
          if (file.type !== 'asset' || !file.fileName.endsWith('.css')) continue;
          const [purged] = await new PurgeCSS().purge({
            content,
            css: [{ raw: textOf(file.source) }],
            safelist: { standard: ['html', 'body'], greedy: [/\[aria-/, /\[open\]/] },
            keyframes: true,
            variables: true,
          });
          if (purged) file.source = purged.css;
        }
      },
    },
  };
}

function textOf(source: string | Uint8Array): string {
  return typeof source === 'string' ? source : new TextDecoder().decode(source);
}
