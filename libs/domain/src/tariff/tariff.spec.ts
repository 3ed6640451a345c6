import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { readCsv } from '../enti/csv-reading.js';
import { statementCsv, yearStatement, type ActivityDossier, type ActivityMember } from './activity-statement.js';
import { computeFee, estimateFees, incentiveQuota, type FeeBasis } from './fee.js';
import { bandOf, checkTariff, clashingTariffs, type Tariff, type TariffBand } from './tariff.js';

const band = (min: string, max: string | null, valore: string, tipo: TariffBand['tipo'] = 'percentuale'): TariffBand => ({
  min,
  max,
  tipo,
  valore,
});
const bands = [
  band('0', '40000', '0', 'fisso'),
  band('40000', '150000', '300', 'fisso'),
  band('150000', '1000000', '0.4'),
  band('1000000', null, '0.25'),
];
const list: Tariff = {
  momento: 'PUBBLICAZIONE',
  base: 'BASE_GARA',
  scaglioni: bands,
  minimo: null,
  massimo: '5000',
  soloOnline: false,
  quotaIncentivoPct: '25',
  rimborsiSpeseVive: true,
  dal: '2026-01-01',
  al: null,
};
const annual: Tariff = {
  ...list,
  momento: 'ANNUALE',
  base: 'ABITANTI',
  scaglioni: [band('0', '5000', '500', 'fisso'), band('5000', null, '1500', 'fisso')],
  massimo: null,
  quotaIncentivoPct: '0',
};
const basis: FeeBasis = { baseGara: '954000.00', valoreStimato: '1937320.00', abitanti: 3638, online: true };

describe('a price list', () => {
  it('is accepted when the bands follow from zero up without limit', () => {
    expect(checkTariff(list).ok).toBe(true);
    expect(checkTariff(annual).ok).toBe(true);
  });

  it.each<[string, unknown, string, readonly number[], string]>([
    ['gap', { ...list, scaglioni: [bands[0], bands[1], bands[3]] }, 'LACUNA', [1, 2], 'da € 150.000,00 a meno di € 1.000.000,00'],
    [
      'overlap',
      { ...list, scaglioni: [bands[0], band('30000', '150000', '1'), bands[2], bands[3]] },
      'SOVRAPPOSIZIONE',
      [0, 1],
      'scaglione 1 (da € 0,00 a meno di € 40.000,00) e lo scaglione 2',
    ],
    ['two bands without limit', { ...list, scaglioni: [band('0', null, '1'), band('10', null, '1')] }, 'SOVRAPPOSIZIONE', [0, 1], 'in su'],
    ['no band from zero', { ...list, scaglioni: [band('10', null, '1')] }, 'LACUNA', [0], 'comincia da zero'],
    ['no last band', { ...list, scaglioni: [band('0', '10', '1')] }, 'LACUNA', [0], 'senza massimo'],
    ['an empty band', { ...list, scaglioni: [band('0', '0', '1'), band('0', null, '1')] }, 'SCAGLIONE_VUOTO', [0], 'vuoto'],
    ['more than all of it', { ...list, scaglioni: [band('0', null, '100.01')] }, 'PERCENTUALE', [0], 'supera 100'],
    ['percent of inhabitants', { ...annual, scaglioni: [band('0', null, '1')] }, 'PERCENTUALE', [0], 'importo fisso'],
    ['a tender by inhabitants', { ...annual, momento: 'PUBBLICAZIONE' }, 'BASE', [], 'abitanti'],
    ['minimum above cap', { ...list, minimo: '6000' }, 'LIMITI', [], 'supera il massimo'],
    ['incentive above the law', { ...list, quotaIncentivoPct: '25.01' }, 'INCENTIVO', [], 'C. 45 c. 8'],
    ['end before start', { ...list, al: '2025-12-31' }, 'PERIODO', [], 'prima di cominciare'],
    ['a negative amount', { ...list, minimo: '-1' }, 'FORMA', [], 'minimo'],
  ])('refuses %s', (...[, input, rule, items, words]) => {
    const outcome = checkTariff(input);
    const said = (outcome.ok ? [] : outcome.findings).map((finding) => ({ ...finding, reason: finding.reason.replaceAll('\u00a0', ' ') }));
    expect(said).toEqual([{ rule, items, reason: expect.stringContaining(words) as string }]);
  });

  it('gives every base exactly one band when accepted, whatever the order of the bands', () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 5000 }), { maxLength: 6 }).map((values) => [0, ...values.sort((a, b) => a - b)]);
    fc.assert(
      fc.property(cuts, fc.integer({ min: 0, max: 6000 }), fc.nat(), (edges, base, turn) => {
        const made = edges.map((edge, index) => band(String(edge), edges[index + 1] === undefined ? null : String(edges[index + 1]), '1'));
        const at = turn % made.length;
        const scaglioni = [...made.slice(at), ...made.slice(0, at)];
        expect(checkTariff({ ...list, scaglioni })).toMatchObject({ ok: true });
        const holding = scaglioni.filter(({ min, max }) => new Decimal(base).gte(min) && (max === null || new Decimal(base).lt(max)));
        expect(holding).toEqual([scaglioni[bandOf({ scaglioni }, base)]]);
        const broken = scaglioni.filter((_, index) => index !== turn % scaglioni.length);
        if (broken.length > 0) expect(checkTariff({ ...list, scaglioni: broken }).ok).toBe(false);
      }),
    );
  });

  it('refuses two lists of one moment in force together', () => {
    const next = { ...list, dal: '2026-07-01' };
    expect(clashingTariffs([list, annual])).toEqual([]);
    expect(clashingTariffs([list, next])).toMatchObject([
      { rule: 'DUE_TARIFFE', items: [0, 1], reason: expect.stringContaining('30 giugno 2026') as string },
    ]);
    expect(clashingTariffs([{ ...list, al: '2026-06-30' }, next])).toEqual([]);
  });
});

describe('a fee', () => {
  const fee = (baseGara: string, more: Partial<Tariff> = {}, rest: Partial<FeeBasis> = {}): string => {
    const outcome = computeFee({ ...list, ...more }, { ...basis, ...rest, baseGara });
    return outcome.known ? outcome.importo : outcome.manca;
  };

  it.each([
    ['0.00', '0.00'],
    ['39999.99', '0.00'],
    ['40000.00', '300.00'],
    ['149999.99', '300.00'],
    ['150000.00', '600.00'],
    ['954000.00', '3816.00'],
    ['999999.99', '4000.00'],
    ['1000000.00', '2500.00'],
    ['1999999.00', '5000.00'],
    ['9000000.00', '5000.00'],
  ])('on %s is %s', (base, expected) => {
    expect(fee(base)).toBe(expected);
  });

  it('rounds half a cent up', () => {
    expect(fee('150001.25')).toBe('600.01');
    expect(fee('150001.24')).toBe('600.00');
  });

  it('applies the minimum, the cap, and nothing to what is not online', () => {
    expect(fee('150000.00', { minimo: '750.00' })).toBe('750.00');
    expect(fee('150000.00', { massimo: '100.00' })).toBe('100.00');
    expect(fee('150000.00', { soloOnline: true }, { online: false })).toBe('0.00');
    expect(fee('150000.00', { soloOnline: true })).toBe('600.00');
  });

  it('shows its steps and says what is missing', () => {
    const outcome = computeFee(list, { ...basis, baseGara: '9000000' });
    expect(outcome.known ? outcome.passi.map(({ testo, importo }) => `${testo.replaceAll('\u00a0', ' ')} = ${importo}`) : []).toEqual([
      '€ 9.000.000,00: scaglione 4 (da € 1.000.000,00 in su), 0,25% di € 9.000.000,00. = 22500.00',
      'Più del massimo: si applica € 5.000,00. = 5000.00',
    ]);
    expect(computeFee(list, { ...basis, baseGara: null })).toEqual({ known: false, manca: 'Manca l’importo a base di gara.' });
  });

  it('counts the quota of the incentive fund apart', () => {
    expect(incentiveQuota(list, basis, '2026-11-22')).toMatchObject({
      importo: '4770.00',
      passi: [{ importo: '19080.00' }, { importo: '4770.00' }],
    });
    expect(incentiveQuota(list, basis, '2020-01-01').known).toBe(false);
  });

  it('is estimated for every moment with a price list, and says when a part is not known', () => {
    const award: Tariff = { ...list, momento: 'AGGIUDICAZIONE', base: 'VALORE_STIMATO', scaglioni: [band('0', null, '100', 'fisso')] };
    expect(estimateFees([list, award, annual], basis, '2026-11-22')).toMatchObject({
      voci: [{ momento: 'PUBBLICAZIONE' }, { momento: 'AGGIUDICAZIONE' }],
      totale: '3916.00',
      completo: true,
      quotaIncentivo: { importo: '4770.00' },
    });
    expect(estimateFees([list, award], { ...basis, valoreStimato: null }, '2026-11-22')).toMatchObject({
      totale: '3816.00',
      completo: false,
    });
    expect(estimateFees([list, award], basis, '2025-12-31')).toMatchObject({ voci: [], totale: '0.00', completo: true });
  });

  it('never decreases inside a band, and stays between minimum and cap', () => {
    const value = fc.integer({ min: 150_000_00, max: 999_999_99 });
    fc.assert(
      fc.property(value, value, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map(
          (cents) => new Decimal(fee(new Decimal(cents).div(100).toFixed(2), { minimo: '700', massimo: '3000' })),
        );
        expect(low?.lte(high ?? 0)).toBe(true);
        expect([low?.gte(700), high?.lte(3000)]).toEqual([true, true]);
      }),
    );
  });
});

describe('statement of a year', () => {
  const member: ActivityMember = {
    enteId: 'tuoro',
    denominazione: 'Tuoro; sul "Lago"',
    abitanti: 3638,
    convenzioni: [{ id: 'c1', dal: '2025-03-01', al: '2028-02-28', tariffe: [list, annual] }],
  };
  const tender: ActivityDossier = {
    ...basis,
    codice: 'SUA-PG-2026-000001',
    enteId: 'tuoro',
    convenzioneId: null,
    oggetto: '=refezione',
    aperto: '2025-12-01',
    pubblicato: '2026-04-10',
    aggiudicato: '2027-01-20',
    spese: [
      { voce: 'Contributo ANAC', importo: '410', data: '2026-04-11' },
      { voce: 'Commissione', importo: '900', data: '2027-01-10' },
    ],
  };
  const data = {
    dossiers: [tender, { ...tender, codice: 'SUA-PG-2026-000002', baseGara: null, spese: [] }, { ...tender, enteId: 'montone' }],
    payments: [
      { enteId: 'tuoro', tipo: 'PAGATO', importo: '1000', data: '2026-09-01' },
      { enteId: 'tuoro', tipo: 'FATTURATO', importo: '4726', data: '2026-08-01' },
      { enteId: 'tuoro', tipo: 'PAGATO', importo: '77', data: '2025-09-01' },
    ] as const,
  };
  const [statement] = yearStatement(2026, [member], data);

  it('counts activity and amounts of the year only', () => {
    expect(statement).toMatchObject({
      attivita: { aperti: 0, pubblicati: 2, aggiudicati: 0, importoPubblicato: '954000.00' },
      dovuto: '4726.00',
      fatturato: '4726.00',
      pagato: '1000.00',
      saldo: '3726.00',
      quotaIncentivo: '4770.00',
    });
    expect(statement?.righe.map(({ tipo, importo, manca }) => [tipo, importo ?? manca])).toEqual([
      ['ANNUALE', '500.00'],
      ['PUBBLICAZIONE', '3816.00'],
      ['PUBBLICAZIONE', 'Manca l’importo a base di gara.'],
      ['RIMBORSO', '410.00'],
    ]);
  });

  it.each([
    [2024, []],
    [2025, []],
    [2027, ['ANNUALE', 'RIMBORSO']],
    [2028, ['ANNUALE']],
    [2029, []],
  ])('%i has %j', (year, kinds) => {
    expect(yearStatement(year, [member], data).flatMap(({ righe }) => righe.map(({ tipo }) => tipo))).toEqual(kinds);
  });

  it('charges a dossier by its own convenzione, also after its end, and the year once', () => {
    const dear = { ...list, dal: '2024-01-01', scaglioni: [band('0', null, '1')], massimo: null };
    const two: ActivityMember = {
      ...member,
      convenzioni: [
        { id: 'c2', dal: '2026-04-01', al: '2029-03-31', tariffe: [list, annual] },
        { id: 'c1', dal: '2024-01-01', al: '2026-03-31', tariffe: [dear, { ...annual, dal: '2024-01-01' }] },
      ],
    };
    const due = (convenzioneId: string | null): (string | null)[] =>
      yearStatement(2026, [two], { dossiers: [{ ...tender, convenzioneId, spese: [] }], payments: [] }).flatMap(({ righe }) =>
        righe.map(({ importo }) => importo),
      );
    expect(due('c1')).toEqual(['500.00', '9540.00']);
    expect(due('c2')).toEqual(['500.00', '3816.00']);
    expect(due(null)).toEqual(['500.00', '3816.00']);
  });

  it('lists an expense that the price list does not reimburse without an amount, and takes one back below zero', () => {
    const spese = [
      { voce: 'Pubblicità legale', importo: '120.00', data: '2026-05-02' },
      { voce: 'Storno: Pubblicità legale', importo: '-120.00', data: '2026-05-03' },
    ];
    const lines = (rimborsiSpeseVive: boolean): (string | null)[] =>
      yearStatement(
        2026,
        [{ ...member, convenzioni: [{ id: 'c1', dal: '2025-03-01', al: '2028-02-28', tariffe: [{ ...list, rimborsiSpeseVive }] }] }],
        { dossiers: [{ ...tender, pubblicato: null, spese }], payments: [] },
      ).flatMap(({ righe }) => righe.map(({ importo, manca }) => importo ?? manca));
    expect(lines(true)).toEqual(['120.00', '-120.00']);
    expect(lines(false)).toEqual([expect.stringContaining('non prevede'), expect.stringContaining('non prevede')]);
  });

  it('writes CSV for a spreadsheet and for a program', () => {
    const [, italian] = statementCsv(statement === undefined ? [] : [statement], 'ITALIANO').split('\r\n');
    expect(italian).toMatch(/^"Tuoro; sul ""Lago""";2026;ANNUALE;01\/01\/2026;;Quota annuale di adesione 2026;500,00;/);
    const all = statementCsv(statement === undefined ? [] : [statement], 'ITALIANO');
    expect(all.startsWith('\uFEFFente;')).toBe(true);
    expect(all).toContain(";'=refezione;3816,00;");
    const reading = readCsv(statementCsv(statement === undefined ? [] : [statement], 'MACCHINA'));
    expect(
      reading.ok && reading.rows.map(({ values }) => [values['ente'], values['data'], values['importo'], values['descrizione']]),
    ).toEqual([
      ['Tuoro; sul "Lago"', '2026-01-01', '500.00', 'Quota annuale di adesione 2026'],
      ['Tuoro; sul "Lago"', '2026-04-10', '3816.00', '=refezione'],
      ['Tuoro; sul "Lago"', '2026-04-10', '', '=refezione'],
      ['Tuoro; sul "Lago"', '2026-04-11', '410.00', 'Contributo ANAC'],
    ]);
  });
});
