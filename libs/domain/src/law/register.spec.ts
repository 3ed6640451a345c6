import { holidayName } from '../calendar/holidays.js';
import { feastsOf } from './feast-rows.js';
import { parameterGroups, parameterName, parameterUnit } from './parameter-names.js';
import { legalParameters, parameterNumber } from './parameters.js';
import { bundledRows, entriesOf, lawText, proposalFindings, rowsInForce, rowsInTime, type ParameterProposal } from './register.js';

type Addition = Extract<ParameterProposal, { action: 'AGGIUNTA' }>;

const threshold: Addition = {
  action: 'AGGIUNTA',
  replaces: false,
  key: 'ue.lavori',
  value: '5500000',
  from: '2028-01-01',
  to: '2029-12-31',
  cite: 'Reg. UE 2027/9999',
  confirmed: true,
  motivation: 'Nuove soglie europee per il biennio',
};

const fieldsOf = (proposal: ParameterProposal, rows = bundledRows): string[] => proposalFindings(proposal, rows).map(({ field }) => field);

describe('the register of legal parameters', () => {
  it('is that of this version while nobody has entered anything: the same set of rows', () => {
    expect(rowsInForce([])).toBe(bundledRows);
  });

  it('counts an added row on its days and leaves the others as they were', () => {
    const rows = rowsInForce(entriesOf(threshold));
    expect(parameterNumber('ue.lavori', '2027-12-31', rows)?.toString()).toBe('5404000');
    expect(parameterNumber('ue.lavori', '2028-01-01', rows)?.toString()).toBe('5500000');
    expect(parameterNumber('ue.lavori', '2030-01-01', rows)).toBeUndefined();
  });

  it('takes a row back, and keeps it in sight with who took it back', () => {
    const taken: ParameterProposal = {
      action: 'RITIRO',
      key: 'ue.lavori',
      from: '2028-01-01',
      motivation: 'Valore sbagliato di una cifra',
    };
    const entries = [...entriesOf(threshold), ...entriesOf(taken)];
    expect(parameterNumber('ue.lavori', '2028-01-01', rowsInForce(entries))).toBeUndefined();
    const history = rowsInTime(entries).filter(({ row }) => row.key === 'ue.lavori' && row.from === '2028-01-01');
    expect(history).toHaveLength(1);
    expect(history[0]?.withdrawnBy).toMatchObject({ action: 'RITIRO' });
  });

  it('lets a row of this version be replaced by a confirmed one of the same day', () => {
    const confirmed: Addition = {
      ...threshold,
      replaces: true,
      key: 'penali.max',
      value: '1.5',
      from: '2024-12-31',
      to: null,
      cite: 'C. 126 c. 1, letto dal legale',
      motivation: 'Confermato dall’avvocatura della Provincia',
    };
    expect(fieldsOf(confirmed)).toEqual([]);
    const rows = rowsInForce(entriesOf(confirmed));
    expect(rows.filter(({ key, from }) => key === 'penali.max' && from === '2024-12-31')).toEqual([
      { key: 'penali.max', value: '1.5', unit: 'permille', from: '2024-12-31', to: null, cite: confirmed.cite, confirmed: true },
    ]);
    expect(rows).toHaveLength(bundledRows.length);
  });
});

describe('a proposal is refused at its field', () => {
  it.each([
    ['a key nothing reads', { key: 'soglia.inventata' }, ['key']],
    ['a feast that is no day', { key: 'festa.02-30' }, ['key']],
    ['an amount with a comma', { value: '5.500.000,00' }, ['value']],
    ['an amount with three decimals', { value: '5500000.123' }, ['value']],
    ['a negative amount', { value: '-1' }, ['value']],
    ['a percentage over 100', { key: 'subappalto.pmi', value: '101' }, ['value']],
    ['half a day', { key: 'standstill', value: '32.5' }, ['value']],
    ['a level that does not exist', { key: 'qual.cuc.min.lavori', value: 'L9' }, ['value']],
    ['an end before the beginning', { to: '2027-12-31' }, ['to']],
    ['a beginning that is no date', { from: '2028-13-01' }, ['from']],
    ['no source', { cite: ' ' }, ['cite']],
    ['no reason', { motivation: 'perché' }, ['motivation']],
    ['a day on which another row starts', { from: '2026-01-01', to: null }, ['from']],
    ['a replacement of nothing', { replaces: true }, ['replaces']],
    ['several things at once', { value: 'molto', cite: '', motivation: '' }, ['motivation', 'value', 'cite']],
  ] as const)('%s', (_name, change, fields) => {
    expect(fieldsOf({ ...threshold, ...change })).toEqual(fields);
  });

  it('and admitted where everything is in order', () => {
    expect(fieldsOf(threshold)).toEqual([]);
    expect(fieldsOf({ ...threshold, key: 'festa.06-13', value: 'Festa di prova', from: '2027-01-01', to: null })).toEqual([]);
    expect(fieldsOf({ ...threshold, from: '2027-06-01', to: '2027-12-31' })).toEqual([]);
  });

  it('takes back only what is in force', () => {
    const taken: ParameterProposal = {
      action: 'RITIRO',
      key: 'ue.lavori',
      from: '2028-01-01',
      motivation: 'Valore sbagliato di una cifra',
    };
    expect(fieldsOf(taken)).toEqual(['from']);
    expect(fieldsOf(taken, rowsInForce(entriesOf(threshold)))).toEqual([]);
    expect(fieldsOf({ ...taken, from: '2026-01-01' })).toEqual([]);
  });
});

describe('feasts', () => {
  it('of this version are those of the calendar', () => {
    const seat = { feasts: feastsOf(bundledRows) };
    for (const date of ['2026-10-04', '2027-06-02', '2026-11-01', '2026-04-06']) expect(holidayName(date, seat)).toBe(holidayName(date));
    expect(holidayName('2025-10-04', seat)).toBeUndefined();
    expect(feastsOf(bundledRows)).toBe(feastsOf(bundledRows));
  });

  it('are added with a day from which they count, also in the middle of a year', () => {
    const feast: Addition = {
      ...threshold,
      key: 'festa.02-10',
      value: 'Festa nuova',
      from: '2027-03-01',
      to: '2029-02-09',
      cite: 'Legge di prova',
    };
    const seat = { feasts: feastsOf(rowsInForce(entriesOf(feast))) };
    expect(['2027-02-10', '2028-02-10', '2029-02-10'].map((date) => holidayName(date, seat))).toEqual([
      undefined,
      'Festa nuova',
      undefined,
    ]);
  });
});

describe('names', () => {
  it('every parameter has a name in words and a group that exists', () => {
    for (const { key } of bundledRows) {
      const { name, group } = parameterName(key);
      expect([key, name]).not.toEqual([key, key]);
      expect(parameterGroups).toContain(group);
    }
  });

  it('a unit is that of the rows of the key', () => {
    for (const { key, unit } of bundledRows) expect(parameterUnit(key)).toBe(unit);
    expect(parameterUnit('soglia.inventata')).toBeUndefined();
  });

  it('no key has rows of two units', () => {
    const units = new Map<string, string>();
    for (const { key, unit } of legalParameters) expect(units.set(key, units.get(key) ?? unit).get(key)).toBe(unit);
  });
});

describe('what the law says on a day', () => {
  it('differs only where a row in force on that day does', () => {
    const rows = rowsInForce(entriesOf(threshold));
    expect(lawText(rows, '2027-12-31')).toBe(lawText(bundledRows, '2027-12-31'));
    expect(lawText(rows, '2028-01-01')).not.toBe(lawText(bundledRows, '2028-01-01'));
  });

  it('differs from the day of the question on where a feast is added later', () => {
    const feast: Addition = { ...threshold, key: 'festa.06-13', value: 'Festa di prova', from: '2027-01-01', to: null };
    expect(lawText(rowsInForce(entriesOf(feast)), '2026-12-01')).not.toBe(lawText(bundledRows, '2026-12-01'));
  });
});
