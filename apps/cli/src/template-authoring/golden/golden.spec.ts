import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildTemplates } from '../build.js';
import { goldenTrials } from './golden.js';
import { lineChanges } from '@gare/templates';

const root = process.cwd();

describe('trials of the templates', () => {
  it('give the accepted documents, three for each template at least', async () => {
    const report = await goldenTrials({ root, accept: false });
    expect(report.problems).toEqual([]);
    expect(report.trials).toBeGreaterThanOrEqual(17 * 3);
    expect(report.written).toEqual([]);
  }, 60_000);
});

describe('a change in a template', () => {
  let work = '';
  const file = (...path: string[]): string => join(work, 'templates', 'd21-decisione-a-contrarre', ...path);
  const edit = async (path: string, change: (text: string) => string): Promise<void> => {
    const before = await readFile(path, 'utf8');
    const after = change(before);
    expect(after).not.toBe(before);
    await writeFile(path, after);
  };
  const check = async (): Promise<string> =>
    (await goldenTrials({ root: work, accept: false })).problems.map(({ message }) => message).join('\n');

  beforeEach(async () => {
    work = await mkdtemp(join(tmpdir(), 'trials-'));
    for (const folder of ['d21-decisione-a-contrarre', 'parti', 'clausole', 'prove'])
      await cp(join(root, 'templates', folder), join(work, 'templates', folder), { recursive: true });
    expect(await check()).toBe('');
  });
  afterEach(() => rm(work, { recursive: true }));

  it('is shown in words with the place, and accepted only when asked', async () => {
    await edit(file('testo.md'), (text) =>
      text.replace('Non è richiesta la garanzia provvisoria.', 'La garanzia provvisoria **non** è dovuta.'),
    );
    await buildTemplates({ root: work, check: false });
    const message = await check();
    expect(message).toContain('prova «minimo»: una differenza');
    expect(message).toContain('sotto «Scelta del contraente e criteri di selezione»');
    expect(message).toContain('- [Testo] Non è richiesta la garanzia provvisoria.');
    expect(message).toContain('+ [Testo] La garanzia provvisoria **non** è dovuta.');
    expect(message).not.toContain('prova «tipico»');
    const accepted = await goldenTrials({ root: work, accept: true });
    expect(accepted.written.map((path) => path.split('/').at(-1))).toContain('minimo.golden.txt');
    expect(await check()).toBe('');
  });

  it('is found when only the look of a word or the condition of a text changes', async () => {
    await edit(file('testo.md'), (text) => text.replace('{#se oepv}', '{#se minorPrezzo}').replace('@Centrato determina', '**determina**'));
    await buildTemplates({ root: work, check: false });
    const message = await check();
    expect(message).toContain('- [Centrato] determina');
    expect(message).toContain('+ [Testo] **determina**');
    expect(message).toMatch(/- tabella \d: colonne .* – Criteri di valutazione dell’offerta tecnica/);
  });

  it('is found in the data too, with the field that is missing', async () => {
    await edit(file('prove', 'minimo.json'), (text) =>
      text.replace('"forniture-minimo"', '"forniture-minimo", "cambia": {"convenzione/numero": null}'),
    );
    expect(await check()).toMatch(/prova «minimo»: .*convenzione\.numero/);
  });

  it('is not compared with nothing: a set that is missing is a problem', async () => {
    await rm(file('prove', 'tipico.json'));
    await rm(file('prove', 'completo.golden.txt'));
    const message = await check();
    expect(message).toContain('prova «tipico»');
    expect(message).toContain('manca completo.golden.txt');
  });

  it('names sheets that call each other in a circle', async () => {
    const path = join(work, 'templates', 'prove', 'forniture-minimo.json');
    await edit(path, (text) => text.replace('"arredi-tuoro"', '"forniture-minimo"'));
    expect(await check()).toContain('in cerchio: forniture-minimo › forniture-minimo');
  });
});

describe('lineChanges', () => {
  it('finds what was put in, taken away and changed, each in its place', () => {
    expect(lineChanges(['a', 'b', 'c', 'd'], ['a', 'x', 'b', 'd', 'e'])).toEqual([
      { line: 2, foundLine: 2, expected: [], found: ['x'] },
      { line: 3, foundLine: 4, expected: ['c'], found: [] },
      { line: 5, foundLine: 5, expected: [], found: ['e'] },
    ]);
    expect(lineChanges(['a'], ['a'])).toEqual([]);
    expect(lineChanges([], ['a'])).toEqual([{ line: 1, foundLine: 1, expected: [], found: ['a'] }]);
  });
});
