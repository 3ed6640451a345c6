import { entryFindings, reversalFindings, type LedgerEntry } from './ledger.js';
import { checkPriceLists } from './price-lists.js';
import { feeBasisOf } from './fee-basis.js';

const entry: LedgerEntry = { id: 'e1', importo: '410.00', data: '2026-11-10', storna: null };
const taken: LedgerEntry = { id: 'e2', importo: '-410.00', data: '2026-11-12', storna: 'e1' };
const asOf = '2026-11-22';

describe('a register that only grows', () => {
  it.each([
    ['2026-11-22', []],
    ['2026-11-23', ['FUTURO']],
  ])('an entry of %s: %j', (data, rules) => {
    expect(entryFindings({ data }, asOf).map(({ rule }) => rule)).toEqual(rules);
  });

  it.each<[string, LedgerEntry, readonly LedgerEntry[], string, string[]]>([
    ['on its own day', entry, [entry], '2026-11-10', []],
    ['before its day', entry, [entry], '2026-11-09', ['PRIMA']],
    ['tomorrow', entry, [entry], '2026-11-23', ['FUTURO']],
    ['twice', entry, [entry, taken], '2026-11-22', ['GIA_STORNATO']],
    ['what takes back', taken, [entry, taken], '2026-11-22', ['STORNO_DI_STORNO']],
  ])('taking back %s', (...[, row, rows, data, rules]) => {
    expect(reversalFindings(row, rows, { data, asOf }).map(({ rule }) => rule)).toEqual(rules);
  });
});

describe('price lists together', () => {
  const list = {
    momento: 'PUBBLICAZIONE',
    base: 'BASE_GARA',
    scaglioni: [{ min: '0', max: null, tipo: 'percentuale', valore: '0.4' }],
    dal: '2026-05-01',
    al: '2026-12-31',
  };
  it.each<[string, readonly unknown[], [string, number][]]>([
    ['one after the other', [list, { ...list, dal: '2027-01-01', al: null }], []],
    ['none', [], []],
    ['two on one day', [list, { ...list, dal: '2026-12-31', al: null }], [['DUE_TARIFFE', 1]]],
    [
      'the second with a gap',
      [list, { ...list, dal: '2027-01-01', al: null, scaglioni: [{ ...list.scaglioni[0], min: '1' }] }],
      [['LACUNA', 1]],
    ],
    ['not a list', ['tariffa'], [['FORMA', 0]]],
  ])('%s', (...[, inputs, found]) => {
    const outcome = checkPriceLists(inputs);
    expect(outcome.ok ? [] : outcome.findings.map(({ rule, tariffa }) => [rule, tariffa])).toEqual(found);
  });
});

describe('what a fee is computed on', () => {
  const lot = (importoBase: string | null): object => ({ id: importoBase ?? '', importi: { importoBase } });
  it.each<[object, string | null, string | null]>([
    [{}, null, null],
    [{ lotti: [] }, null, null],
    [{ lotti: [lot('100.10'), lot('200.05')] }, '300.15', '300.15'],
    [{ lotti: [lot('100'), lot(null)] }, null, null],
    [{ lotti: [lot('100')], valoreStimatoTotale: '500' }, '100.00', '500.00'],
  ])('%j', (sheet, baseGara, valoreStimato) => {
    expect(feeBasisOf(sheet, 3638)).toEqual({ baseGara, valoreStimato, abitanti: 3638, online: true });
  });
});
