import { defaultMatrix } from '../access/default-matrix.js';
import type { Tariff } from '../tariff/tariff.js';
import { matrixDocuments } from './sample-convenzione.js';
import { amendmentFindings, changedCells, matrixWithCells, rewrittenPast, termsChange } from './terms.js';
import type { ConvenzioneState } from './states.js';

describe('changing what a convenzione says', () => {
  it.each<[ConvenzioneState, boolean, string]>([
    ['BOZZA', false, 'BOZZA'],
    ['ISTRUTTORIA', false, 'BOZZA'],
    ['ISTRUTTORIA', true, 'NESSUNO'],
    ['DELIBERA_COMUNE', true, 'NESSUNO'],
    ['IN_FIRMA', true, 'NESSUNO'],
    ['ATTIVA', true, 'MODIFICA'],
    ['RINNOVATA', true, 'MODIFICA'],
    ['SOSPESA', true, 'MODIFICA'],
    ['RECESSO_IN_CORSO', true, 'MODIFICA'],
    ['SCADUTA', true, 'NESSUNO'],
    ['RESPINTA', false, 'NESSUNO'],
  ])('in %s, text fixed %s: %s', (state, fixed, modo) => {
    expect(termsChange(state, fixed).modo).toBe(modo);
  });

  const atto = { tipo: 'Determinazione', numero: '12', data: '2026-11-20' };
  const motivazione = 'Riorganizzazione dell’ufficio gare';

  it.each([
    [{ atto, motivazione }, []],
    [{ motivazione }, ['atto']],
    [{ atto }, ['motivazione']],
    [{ atto, motivazione: ' breve              ' }, ['motivazione']],
    [{ atto: { ...atto, data: '2026-11-23' }, motivazione }, ['atto/data']],
    [{ atto: { ...atto, data: '2026-02-30' }, motivazione }, ['atto/data']],
    [{}, ['atto', 'motivazione']],
  ])('an amendment %j lacks %j', (amendment, fields) => {
    expect(amendmentFindings(amendment, '2026-11-22').map(({ field }) => field)).toEqual(fields);
  });
});

describe('cells of the matrix', () => {
  const matrix = defaultMatrix(matrixDocuments, ['1']);

  it('are changed one by one, an emptied row stays, and the difference names both contents', () => {
    const after = matrixWithCells(matrix, [
      { document: 'D33', role: 'RUP_SUA', letters: 'aS' },
      { document: 'D03', role: 'RUP_COMUNE', letters: null },
      { document: 'D03', role: 'DIR_COMUNE', letters: '' },
      { document: 'D03', role: 'RUP_SUA', letters: null },
      { document: 'D03', role: 'FUNZ_SUA', letters: null },
      { document: 'D40', role: 'SEG_COM', letters: 'r' },
    ]);
    expect(after).toMatchObject({ D03: {}, D33: { RUP_SUA: 'aS', DIR_SUA: 'Sp' }, D40: { SEG_COM: 'r' } });
    expect(matrix['D03']).toHaveProperty('RUP_COMUNE');
    expect(changedCells(matrix, after)).toEqual(
      expect.arrayContaining([
        { document: 'D33', role: 'RUP_SUA', before: 'a', after: 'aS' },
        { document: 'D03', role: 'RUP_COMUNE', before: 'd', after: null },
        { document: 'D40', role: 'SEG_COM', before: null, after: 'r' },
      ]),
    );
    expect(changedCells(matrix, after)).toHaveLength(6);
    expect(changedCells(after, after)).toEqual([]);
  });
});

describe('prices of days gone by', () => {
  const list: Tariff = {
    momento: 'PUBBLICAZIONE',
    base: 'BASE_GARA',
    scaglioni: [{ min: '0', max: null, tipo: 'percentuale', valore: '0.4' }],
    minimo: null,
    massimo: null,
    soloOnline: false,
    quotaIncentivoPct: '25',
    rimborsiSpeseVive: true,
    dal: '2026-05-01',
    al: null,
  };
  const dearer = { ...list, scaglioni: [{ min: '0', max: null, tipo: 'percentuale' as const, valore: '0.5' }] };

  it.each<[string, readonly Tariff[], readonly Tariff[], string | null]>([
    [
      'closed today and followed by another',
      [list],
      [
        { ...list, al: '2026-11-21' },
        { ...dearer, dal: '2026-11-22' },
      ],
      null,
    ],
    ['closed in the future', [list], [{ ...list, al: '2027-12-31' }], null],
    [
      'split without another price',
      [list],
      [
        { ...list, al: '2026-06-30' },
        { ...list, dal: '2026-07-01' },
      ],
      null,
    ],
    ['a list for another moment from today', [list], [list, { ...list, momento: 'AGGIUDICAZIONE', dal: '2026-11-22' }], null],
    ['made dearer', [list], [dearer], '1° maggio 2026'],
    [
      'closed yesterday, dearer since yesterday',
      [list],
      [
        { ...list, al: '2026-11-20' },
        { ...dearer, dal: '2026-11-21' },
      ],
      '21 novembre 2026',
    ],
    ['closed in the past', [list], [{ ...list, al: '2026-10-31' }], '1° novembre 2026'],
    ['begun earlier', [list], [{ ...list, dal: '2026-04-01' }], '1° aprile 2026'],
    ['gone', [list], [], '1° maggio 2026'],
    [
      'a list for another moment since yesterday',
      [list],
      [list, { ...list, momento: 'AGGIUDICAZIONE', dal: '2026-11-21' }],
      '21 novembre 2026',
    ],
  ])('%s', (...[, before, after, since]) => {
    const found = rewrittenPast(before, after, '2026-11-22');
    expect(found.map(({ reason }) => /dal (.*?) sono/.exec(reason)?.[1])).toEqual(since === null ? [] : [since]);
  });
});
