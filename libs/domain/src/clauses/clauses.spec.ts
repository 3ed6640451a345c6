import { clauseFaults, documentsOf, includeName, wordingOf, type Clause } from './clause.js';
import { covers, endBefore, notInForce, periodFaults } from './clause-validity.js';
import { conditionInWords } from './condition-words.js';
import { deviationFaults } from './deviation.js';
import { readableParagraphs, sameText } from './readable-text.js';

const clause: Clause = {
  code: 'CL11',
  title: 'Esclusione automatica',
  condition: 'esclusioneAutomatica',
  legalBasis: [{ act: 'D.Lgs. 36/2023', articles: ['54'] }],
  validFrom: '2024-12-31',
  validTo: null,
  owner: 'SUA',
  protected: true,
  texts: [
    { form: '', title: 'Testo', documents: ['D33'], text: 'Metodo indicato.' },
    { form: 'D40', title: 'Contratto', documents: ['D40', 'D33'], text: '§ Nel contratto.' },
  ],
  alternatives: [{ key: 'SORTEGGIO', title: 'Sorteggio', note: '', texts: [{ form: '', text: 'Metodo sorteggiato.' }] }],
};

describe('a clause', () => {
  it('has a name for each form, and the wording chosen where the alternative has one', () => {
    expect([includeName('CL11', ''), includeName('CL11', 'D40')]).toEqual(['CL11', 'CL11-D40']);
    expect(wordingOf(clause, '')).toBe('Metodo indicato.');
    expect(wordingOf(clause, '', 'SORTEGGIO')).toBe('Metodo sorteggiato.');
    expect(wordingOf(clause, 'D40', 'SORTEGGIO')).toBe('§ Nel contratto.');
    expect(documentsOf(clause)).toEqual(['D33', 'D40']);
    expect(clauseFaults(clause)).toEqual([]);
  });

  it.each([
    ['code', { code: 'cl 1' }],
    ['title', { title: ' ' }],
    ['legalBasis', { legalBasis: [] }],
    ['validTo', { validTo: '2024-12-30' }],
    ['texts', { texts: [{ form: '', title: '', documents: [], text: 'x' }] }],
    ['texts.0', { texts: [{ form: '', title: '', documents: ['D33'], text: ' ' }] }],
    ['texts.2', { texts: [...clause.texts, { form: 'D40', title: '', documents: [], text: 'x' }] }],
    ['alternatives.0', { alternatives: [{ key: 'A', title: 'A', note: '', texts: [{ form: 'D99', text: 'x' }] }] }],
    ['alternatives.0', { alternatives: [{ key: 'A', title: 'A', note: '', texts: [] }] }],
  ] as const)('with a wrong %s says where', (path, part) => {
    expect(clauseFaults({ ...clause, ...part }).map((fault) => fault.path)).toEqual([path]);
  });
});

describe('validity', () => {
  it.each([
    [
      'follow each other',
      [
        ['2026-01-01', '2026-03-31'],
        ['2026-04-01', null],
      ],
      [],
    ],
    ['one alone', [['2026-01-01', null]], []],
    [
      'overlap, open end',
      [
        ['2026-01-01', null],
        ['2026-04-01', null],
      ],
      ['SOVRAPPOSIZIONE 2026-04-01 null'],
    ],
    [
      'overlap of some days',
      [
        ['2026-01-01', '2026-04-10'],
        ['2026-04-01', null],
      ],
      ['SOVRAPPOSIZIONE 2026-04-01 2026-04-10'],
    ],
    [
      'one inside the other',
      [
        ['2026-01-01', '2026-12-31'],
        ['2026-04-01', '2026-04-10'],
      ],
      ['SOVRAPPOSIZIONE 2026-04-01 2026-04-10'],
    ],
    [
      'a gap, in any order',
      [
        ['2026-04-02', null],
        ['2026-01-01', '2026-03-31'],
      ],
      ['VUOTO 2026-04-01 2026-04-01'],
    ],
  ] as [string, [string, string | null][], string[]][])('%s', (_, periods, faults) => {
    const found = periodFaults(periods.map(([from, to]) => ({ from, to })));
    expect(found.map(({ kind, days }) => `${kind} ${days.from} ${days.to ?? 'null'}`)).toEqual(faults);
  });

  it('says the dates', () => {
    const [overlap] = periodFaults([
      { from: '2026-01-01', to: '2026-04-10' },
      { from: '2026-04-01', to: null },
    ]);
    expect(overlap?.message).toContain('dal 1° aprile 2026 al 10 aprile 2026');
    expect(notInForce('CL05', [{ from: '2026-01-01', to: null }], '2025-12-31')).toBe(
      'La clausola CL05 non è in vigore il 31 dicembre 2025: lo è dal 1° gennaio 2026.',
    );
  });

  it('ends the version before, where it can', () => {
    expect(endBefore({ from: '2026-01-01', to: null }, '2026-04-01')).toBe('2026-03-31');
    expect(endBefore({ from: '2026-04-01', to: null }, '2026-04-01')).toBeNull();
    expect(endBefore({ from: '2026-01-01', to: '2026-02-01' }, '2026-04-01')).toBeNull();
    expect(covers({ from: '2026-01-01', to: '2026-02-01' }, '2026-02-01')).toBe(true);
  });
});

describe('in words', () => {
  const fields: Record<string, { label: string; yesNo: boolean }> = {
    lottoUnico: { label: 'Un solo lotto', yesNo: true },
    maxLotti: { label: 'Lotti al massimo', yesNo: false },
    'sopralluogo.tipo': { label: 'Sopralluogo', yesNo: false },
    cam: { label: 'Criteri ambientali', yesNo: false },
  };
  it.each([
    [null, 'sempre'],
    ['non lottoUnico e maxLotti', 'quando non «Un solo lotto» e c’è «Lotti al massimo»'],
    ["sopralluogo.tipo == 'OBBLIGATORIO'", 'quando «Sopralluogo» è «OBBLIGATORIO»'],
    ['cam.length > 0', 'quando il numero di «Criteri ambientali» è più di 0'],
    ['non (lottoUnico o ignoto)', 'quando non («Un solo lotto» oppure «ignoto»)'],
  ])('%s', (condition, words) => {
    expect(conditionInWords(condition, (path) => fields[path])).toBe(words);
  });

  it('reads a text without marks, tags by their names', () => {
    const text =
      '## Titolo\n\n§ Pari al **{pct | percento}**{#se lavori} e al CUP{/se}.\n\n%% larghezze 1 2\n| A | {x | euro} |\n|---|---:|\n';
    expect(readableParagraphs(text, (path) => ({ pct: 'Percentuale' })[path])).toEqual([
      'Titolo',
      'Pari al «Percentuale»[se lavori:  e al CUP].',
      'A · «x»',
    ]);
    expect(sameText('a \n\nb\n', 'a\nb')).toBe(true);
  });
});

describe('a change in a dossier', () => {
  const given = { protected: true, standard: 'Uno.', changed: 'Due.', reason: 'Lo chiede il finanziatore' };
  it.each([
    ['kept', {}, []],
    ['empty', { changed: ' \n' }, ['text']],
    ['the same', { changed: 'Uno. \n' }, ['text']],
    ['protected without a reason', { reason: 'boh' }, ['reason']],
    ['not protected needs none', { protected: false, reason: '' }, []],
  ])('%s', (_, part, paths) => {
    expect(deviationFaults({ ...given, ...part }).map(({ path }) => path)).toEqual(paths);
  });
});
