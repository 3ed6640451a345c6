import fc from 'fast-check';
import { partitaIvaCheckDigit } from '../codes/partita-iva.js';
import { checkCentroCosto, checkCodiceFiscaleEnte, checkIpaOf } from './ente-codes.js';
import { checkEnte } from './ente.js';
import { qualifiedFor, type Qualification } from './qualification.js';

const rule = (outcome: { ok: boolean; rule?: string }): string => (outcome.ok ? 'OK' : (outcome.rule ?? ''));

describe('codes of bodies', () => {
  it.each([
    ['80001130527', 'OK'],
    ['80001130528', 'PIVA_CONTROLLO'],
    ['RSSMRA80A01H501U', 'CF_PERSONA'],
    ['3322340138', 'CF_ZERI'],
    ['800011305', 'CF_ZERI'],
    ['00000000000', 'PIVA_NULLA'],
    ['', 'PIVA_FORMA'],
  ])('tax code %s: %s', (value, expected) => {
    expect(rule(checkCodiceFiscaleEnte(value))).toBe(expected);
  });

  it('suggests the code with the zeros a spreadsheet has lost, only where its check digit holds', () => {
    expect(checkCodiceFiscaleEnte('3322340138')).toMatchObject({ message: expect.stringContaining('03322340138') as string });
    expect(checkCodiceFiscaleEnte('3322340139')).not.toMatchObject({ message: expect.stringContaining('Forse') as string });
  });

  it('accepts exactly one last digit of any ten', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{10}$/), fc.integer({ min: 0, max: 9 }), (ten, last) => {
        fc.pre(ten !== '0000000000');
        expect(checkCodiceFiscaleEnte(`${ten}${last}`).ok).toBe(partitaIvaCheckDigit(ten) === String(last));
      }),
    );
  });

  it.each([
    ['COMUNE', 'c_l466', 'OK'],
    ['COMUNE', 'p_pg', 'IPA_COMUNE'],
    ['PROVINCIA', 'p_pg', 'OK'],
    ['PROVINCIA', 'c_l466', 'IPA_PROVINCIA'],
    ['UNIONE', 'ucdmsb', 'OK'],
    ['COMUNE', 'c l466', 'IPA_FORMA'],
  ] as const)('IPA code of a %s: %s is %s', (tipo, value, expected) => {
    expect(rule(checkIpaOf(tipo, value))).toBe(expected);
  });

  it.each([
    ['280', true],
    ['212D6D14-1C28-49FD-AC30-A56185DC432B', true],
    ['212D6D14-1C28-49FD-AC30', false],
    ['2 80', false],
    ['', false],
  ])('cost centre %s: %s', (value, good) => {
    expect(checkCentroCosto(value).ok).toBe(good);
  });
});

describe('data of a body', () => {
  const tuoro = { tipo: 'COMUNE', denominazione: 'Tuoro sul Trasimeno', codiceFiscale: '00461480549', codiceIstat: '054055' };

  it('fills what is not given with null', () => {
    const outcome = checkEnte({ ...tuoro, codiceFiscale: '80001130527' });
    expect(outcome).toMatchObject({ ok: true, ente: { codiceAusa: null, popolazione: null, pec: null } });
  });

  it('tells every wrong field with its reason', () => {
    const outcome = checkEnte({
      ...tuoro,
      codiceFiscale: '80001130528',
      codiceIstat: '54055',
      codiceAusa: '161234',
      nuts: 'IT',
      pec: 'comune tuoro',
      popolazione: -3,
    });
    expect(outcome.ok ? [] : outcome.findings.map((finding) => finding.field).sort()).toEqual([
      'codiceAusa',
      'codiceFiscale',
      'codiceIstat',
      'nuts',
      'pec',
      'popolazione',
    ]);
    for (const { reason } of outcome.ok ? [] : outcome.findings) expect(reason).toMatch(/[a-zà-ù].*\.$|ITI21/);
  });

  it.each([
    [{ codiceIstat: null }, 'codiceIstat', 'Di un comune serve'],
    [{ codiceIpa: 'p_pg' }, 'codiceIpa', 'codice catastale'],
    [{ codiceIstatAnac: '010054033' }, 'codiceIstatAnac', 'non finisce con'],
    [{ denominazione: ' ' }, 'denominazione', 'vuota'],
    [{ tipo: 'REGNO' }, 'tipo', 'non è fra quelli previsti'],
    [{ codiceFiscale: undefined }, 'codiceFiscale', 'da compilare'],
  ])('%j', (change, field, words) => {
    const outcome = checkEnte({ ...tuoro, codiceFiscale: '80001130527', ...change });
    expect(outcome.ok ? [] : outcome.findings).toEqual([{ field, reason: expect.stringContaining(words) as string }]);
  });
});

describe('qualification', () => {
  const held = (livello: Qualification['livello'], more: Partial<Qualification> = {}): Qualification => ({
    ambito: 'PROGETTAZIONE_AFFIDAMENTO',
    settore: livello.startsWith('SF') ? 'SERV_FORN' : 'LAVORI',
    livello,
    dal: '2025-01-01',
    al: '2026-12-31',
    ...more,
  });

  it.each([
    ['L3', 'works', '1000000', '2026-03-01', 'OK'],
    ['L3', 'works', '1000000.01', '2026-03-01', 'LIVELLO'],
    ['L2', 'works', '5404000', '2026-03-01', 'OK'],
    ['L2', 'works', '5404000.01', '2026-03-01', 'LIVELLO'],
    ['L2', 'works', '5500000', '2025-12-31', 'OK'],
    ['L2', 'works', '5500000', '2026-01-01', 'LIVELLO'],
    ['L1', 'works', '99000000', '2026-03-01', 'OK'],
    ['L1', 'works', '99000000', '2027-01-01', 'FUORI_VALIDITA'],
    ['L1', 'works', '99000000', '2024-12-31', 'FUORI_VALIDITA'],
    ['L1', 'services', '200000', '2026-03-01', 'ASSENTE'],
    ['SF3', 'supplies', '750000', '2026-03-01', 'OK'],
    ['SF3', 'services', '750001', '2026-03-01', 'LIVELLO'],
    ['SF2', 'services', '5000000', '2026-03-01', 'OK'],
    ['L3', 'works', '499999.99', '2030-01-01', 'OK'],
    ['L3', 'services', '139999.99', '2026-03-01', 'OK'],
    ['L3', 'services', '140000', '2026-03-01', 'ASSENTE'],
    ['L3', 'works', '600000', '2022-01-01', 'PARAMETRO'],
    ['L3', 'concession', '600000', '2026-03-01', 'LIVELLO'],
    ['L2', 'concession', '600000', '2026-03-01', 'OK'],
  ] as const)('%s for %s of %s on %s: %s', (...[level, tipo, importo, asOf, expected]) => {
    const answer = qualifiedFor([held(level)], { tipo, importo, asOf, oggettoConcessione: 'works' });
    expect(answer.qualified ? 'OK' : answer.rule).toBe(expected);
    if (!answer.qualified) expect(answer.remedy).not.toBe('');
  });

  it('asks the second level of a body that awards for others, where qualification is needed', () => {
    const question = { tipo: 'works', importo: '500000', asOf: '2026-03-01', perAltri: true } as const;
    expect(qualifiedFor([held('L3')], question)).toMatchObject({
      qualified: false,
      rule: 'LIVELLO',
      message: expect.stringContaining('L2') as string,
    });
    expect(qualifiedFor([held('L2')], question).qualified).toBe(true);
    expect(qualifiedFor([], { ...question, importo: '499999.99' }).qualified).toBe(true);
  });

  it('counts the best level in force, and execution apart from award', () => {
    const both = [held('L3'), held('L1', { dal: '2026-06-01' })];
    expect(qualifiedFor(both, { tipo: 'works', importo: '9000000', asOf: '2026-05-31' }).qualified).toBe(false);
    expect(qualifiedFor(both, { tipo: 'works', importo: '9000000', asOf: '2026-06-01' }).qualified).toBe(true);
    expect(qualifiedFor(both, { tipo: 'works', importo: '900000', asOf: '2026-06-01', ambito: 'ESECUZIONE' })).toMatchObject({
      rule: 'ASSENTE',
    });
  });

  it('covers a lower value wherever it covers a higher one', () => {
    const level = fc.constantFrom<Qualification['livello']>('L1', 'L2', 'L3', 'SF1', 'SF2', 'SF3');
    const value = fc.integer({ min: 1, max: 9_000_000 });
    fc.assert(
      fc.property(level, fc.constantFrom('works', 'services', 'supplies'), fc.tuple(value, value), (livello, tipo, values) => {
        const [low, high] = [Math.min(...values), Math.max(...values)];
        const ask = (amount: number): boolean =>
          qualifiedFor([held(livello)], { tipo, importo: String(amount), asOf: '2026-03-01' }).qualified;
        if (ask(high)) expect(ask(low)).toBe(true);
      }),
    );
  });
});
