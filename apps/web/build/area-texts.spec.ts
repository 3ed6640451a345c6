import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { areasNamedIn, textAreas } from './area-texts';

const source = path.resolve(__dirname, '../src');
const areas = textAreas(path.join(source, 'i18n/it'));
const sources = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => ({ file, code: readFileSync(path.join(source, file), 'utf8') }));

describe('the texts a module brings', () => {
  it.each([
    ["t('richieste.titolo')", ['richieste']],
    ['t(`richieste.stato.${state}`)', ['richieste']],
    ['t(open ? "enti.aperto" : "ente.dati")', ['ente', 'enti']],
    ['t(`enti.${field}`)', ['enti']],
    ["path.startsWith('enti/')", []],
    ["import x from './enti.json'", []],
  ])('%s', (code, named) => {
    expect(areasNamedIn(code, ['ente', 'enti', 'richieste'])).toEqual(named);
  });

  it('are named by their area: no key begins with a value', () => {
    expect(sources.filter(({ code }) => /\bt\(\s*`\$\{/.test(code)).map(({ file }) => file)).toEqual([]);
  });

  it('exist for no area that nobody names', () => {
    const named = new Set(sources.flatMap(({ code }) => areasNamedIn(code, areas)));
    expect(areas.filter((area) => !named.has(area))).toEqual([]);
  });
});
