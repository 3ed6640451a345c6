import path from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { areaTexts } from './build/area-texts';
import { iconSprite } from './build/icon-sprite';
import { preloadFonts } from './build/preload-fonts';
import { purgeStyles } from './build/purge-styles';

const here = path.dirname(fileURLToPath(import.meta.url));
const repository = path.resolve(here, '../..');
const apiOrigin = 'http://127.0.0.1:3000';

export default defineConfig({
  root: here,
  publicDir: path.join(here, 'public'),
  plugins: [
    areaTexts(path.join(here, 'src')),
    react(),
    iconSprite(repository),
    purgeStyles(),
    preloadFonts(['latin-regular', 'latin-600']),
  ],
  resolve: {
    alias: [
      { find: /^@gare\/contracts\/(.+)$/, replacement: path.join(repository, 'libs/contracts/src/$1.ts') },
      { find: /^@gare\/domain\/(.+)$/, replacement: path.join(repository, 'libs/domain/src/$1.ts') },
    ],
  },
  css: {
    preprocessorOptions: {
      scss: {
        quietDeps: true,
        // bootstrap-italia 2 is written with @import: these warnings are about its files, not ours.
        silenceDeprecations: ['import', 'global-builtin', 'color-functions', 'if-function'],
        loadPaths: [path.join(repository, 'node_modules')],
      },
    },
  },
  build: {
    outDir: path.join(repository, 'dist/web'),
    emptyOutDir: true,
    target: 'baseline-widely-available',
    manifest: true,
    // The content security policy allows no data: address, so nothing may be inlined.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What every page needs comes in two files: packages, which stay the same over many releases, and the frame of the pages.
          groups: [
            { name: 'packages', test: /node_modules/, tags: ['$initial'], priority: 2 },
            { name: 'frame', tags: ['$initial'], priority: 1 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': apiOrigin } },
});
