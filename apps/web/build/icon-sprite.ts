import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Plugin } from 'vite';
import { iconNames } from '../src/ui/icon-names';

const virtualId = 'virtual:icon-sprite';
const devPath = '/icon-sprite.svg';

/** The symbols of `iconNames` out of bootstrap-italia's sprite: 2 kB instead of 94. Throws when a name does not exist. */
function spriteOf(source: string): string {
  const symbols = new Map([...source.matchAll(/<symbol[^>]*id="([^"]+)"[\s\S]*?<\/symbol>/g)].map((match) => [match[1], match[0]]));
  const chosen = iconNames.map((name) => {
    const symbol = symbols.get(name);
    if (!symbol) throw new Error(`bootstrap-italia has no icon "${name}" (src/ui/icon-names.ts)`);
    return symbol;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${chosen.join('')}</svg>`;
}

/** Provides `virtual:icon-sprite`, the address of the sprite file. */
export function iconSprite(repository: string): Plugin {
  const read = (): string => spriteOf(readFileSync(path.join(repository, 'node_modules/bootstrap-italia/dist/svg/sprites.svg'), 'utf8'));
  let serving = false;
  return {
    name: 'gare-icon-sprite',
    configResolved(config) {
      serving = config.command === 'serve';
    },
    configureServer(server) {
      server.middlewares.use(devPath, (_request, response) => {
        response.setHeader('content-type', 'image/svg+xml');
        response.end(read());
      });
    },
    resolveId: (id) => (id === virtualId ? `\0${virtualId}` : undefined),
    load(id) {
      if (id !== `\0${virtualId}`) return undefined;
      if (serving) return `export const spriteUrl = ${JSON.stringify(devPath)};`;
      const reference = this.emitFile({ type: 'asset', name: 'icons.svg', source: read() });
      return `export const spriteUrl = import.meta.ROLLUP_FILE_URL_${reference};`;
    },
  };
}
