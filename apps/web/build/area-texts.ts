import { readdirSync } from 'node:fs';
import path from 'node:path';
import { type Plugin } from 'vite';

const prefix = 'virtual:texts/';

/** The areas that have texts: the names of the files of a folder `it/`. */
export function textAreas(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length));
}

/** The areas whose keys a source names, as `'richieste.titolo'` or `` `richieste.${…}` ``. */
export function areasNamedIn(code: string, areas: readonly string[]): string[] {
  return areas.filter((area) => new RegExp(`['"\`]${area}\\.[\\w$]`).test(code));
}

/**
 * Every module brings the texts it names: a page that is loaded when it is opened brings those of its area, the first load only those of
 * the frame. Nobody has to remember an import, and nobody can forget one.
 */
export function areaTexts(source: string): Plugin {
  const folder = path.join(source, 'i18n/it');
  const start = path.join(source, 'i18n/index.ts');
  return {
    name: 'gare-area-texts',
    enforce: 'pre',
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${prefix}`)) return undefined;
      const area = id.slice(prefix.length + 1);
      return [
        `import { addTexts } from ${JSON.stringify(start)};`,
        `import texts from ${JSON.stringify(path.join(folder, `${area}.json`))};`,
        `addTexts(${JSON.stringify(area)}, texts);`,
      ].join('\n');
    },
    transform(code, id) {
      const [file = ''] = id.split('?');
      if (!file.startsWith(source) || !/\.tsx?$/.test(file) || file === start) return undefined;
      const areas = areasNamedIn(code, textAreas(folder));
      // At the end, where no line moves: imports are read first wherever they stand.
      return areas.length === 0
        ? undefined
        : { code: `${code}\n${areas.map((area) => `import '${prefix}${area}';`).join('\n')}`, map: null };
    },
  };
}
