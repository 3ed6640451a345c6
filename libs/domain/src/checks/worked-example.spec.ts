import { workedExample, workedExampleAsOf, workedExampleDeadlines, workedExampleSmaller } from '../scheda/samples/index.js';
import type { SchedaValues } from '../scheda/scheda-values.js';
import { checkCatalogue } from './catalogue.js';
import type { CheckDocument, CheckFacts, CheckResult } from './check.js';
import { italianDate } from './data-dates.js';
import { rollUp, runCheck } from './engine.js';

function document(code: string, title: string, deadline: string): CheckDocument {
  return { code, title, kind: 'GENERATED', published: true, text: `Termine per la presentazione delle offerte: ${italianDate(deadline)}` };
}

function run(scheda: SchedaValues, asOf: string): ReadonlyMap<string, CheckResult> {
  const facts: CheckFacts = {
    asOf,
    dossier: { kind: 'GARA', state: 'CO_REDAZIONE', codiceAppalto: scheda.codiceAppalto ?? null },
    scheda,
    documents: [document('D30', 'Bando', workedExampleDeadlines.D30), document('D33', 'Disciplinare', workedExampleDeadlines.D33)],
    archive: { cigs: [] },
  };
  return new Map(checkCatalogue.map((check) => [check.id, runCheck(check, facts)]));
}

describe('worked example: a service of 283.667 € handled as a negotiated procedure', () => {
  const results = run(workedExample, workedExampleAsOf.first);

  it.each([
    ['DATA-16', 'OK', '283.667,00'],
    ['PROC-01', 'KO', '216.000,00'],
    ['PROC-12', 'OK', 'SF2'],
    ['PROC-03', 'KO', 'Si invitano 3 operatori, ma ne servono almeno 5'],
    ['PROC-15', 'KO', 'solo il RUP del comune'],
    ['PROC-19', 'KO', 'un solo lotto'],
    ['PROC-21', 'KO', 'La scheda indicata è P7_1_3, per questa procedura serve P1_16.'],
    ['TERM-01', 'KO', 'dal 10/11/2026 al 22/11/2026 ci sono 12 giorni, il minimo è 30'],
    ['DATA-20', 'KO', 'ore 13:00'],
    ['AWD-02', 'KO', 'la manodopera è il 60% della base'],
    ['PART-01', 'OK', '567.334,00'],
    ['PART-07', 'OK', ''],
    ['PART-08', 'NA', ''],
    ['PART-14', 'KO', '40%'],
    ['TERM-12', 'UNKNOWN', '32 giorni'],
  ])('%s is %s', (id, status, words) => {
    expect(results.get(id)).toMatchObject({ status, message: expect.stringContaining(words) as string });
  });

  it('points to the field to mend, and counts the blocks', () => {
    expect(results.get('PROC-19')?.evidence).toEqual([{ path: 'motivazioneLottoUnico' }]);
    expect(results.get('TERM-01')?.suggestion).toBe('Sposta la scadenza almeno al 10/12/2026.');
    expect(rollUp([...results.values()]).blocks).toBeGreaterThanOrEqual(9);
  });

  it('PROC-03 no longer applies once the procedure is open', () => {
    const open = run({ ...workedExample, tipoProcedura: 'open', norma: '71', codiceScheda: 'P1_16' }, workedExampleAsOf.first);
    expect(open.get('PROC-03')?.status).toBe('NA');
    expect(open.get('PROC-01')?.status).toBe('OK');
    expect(open.get('PROC-21')?.status).toBe('OK');
    expect(open.get('TERM-01')?.status).toBe('KO');
  });
});

describe('second vector: 150.000 € without options, December 2025', () => {
  const results = run(workedExampleSmaller, workedExampleAsOf.second);

  it.each([
    ['PROC-01', 'OK', 'sotto soglia: € 150.000,00 contro la soglia di € 221.000,00'],
    ['PROC-21', 'OK', 'P7_1_3'],
    ['TERM-01', 'NA', ''],
    ['TERM-12', 'NA', ''],
    ['PART-07', 'NA', ''],
    ['PART-08', 'KO', 'non supera il 1%: è indicata al 2%'],
  ])('%s is %s', (id, status, words) => {
    expect(results.get(id)).toMatchObject({ status, message: expect.stringContaining(words) as string });
  });

  it('PART-08 also says that the guarantee is not motivated', () => {
    expect(results.get('PART-08')?.message).toContain('solo con motivazione');
  });
});

describe('thresholds on both sides of 1 January 2026', () => {
  const service = (value: string): SchedaValues => ({
    ...workedExampleSmaller,
    valoreStimatoTotale: value,
    lotti: [{ id: 'LOT-0001', oggettoContratto: 'services', importi: { importoBase: value } }],
  });
  const works = (value: string): SchedaValues => ({
    ...service(value),
    norma: '50d',
    lotti: [{ id: 'LOT-0001', oggettoContratto: 'works', importi: { importoBase: value } }],
  });
  it.each([
    ['2025-12-31', service('220999.99'), 'OK'],
    ['2025-12-31', service('221000.00'), 'KO'],
    ['2026-01-01', service('215999.99'), 'OK'],
    ['2026-01-01', service('216000.00'), 'KO'],
    ['2026-02-01', service('218000.00'), 'KO'],
    ['2025-12-31', works('5537999.99'), 'OK'],
    ['2025-12-31', works('5538000.00'), 'KO'],
    ['2026-01-01', works('5403999.99'), 'OK'],
    ['2026-01-01', works('5404000.00'), 'KO'],
    ['2028-01-01', works('5404000.00'), 'UNKNOWN'],
  ])('on %s', (asOf, scheda, status) => {
    expect(run(scheda, asOf).get('PROC-01')?.status).toBe(status);
  });
});

describe('amounts one cent apart, on both sides of 1 January 2026', () => {
  const works = (value: string, invited: number): SchedaValues => ({
    ...workedExampleSmaller,
    norma: '50d',
    numeroOperatoriInvitati: invited,
    valoreStimatoTotale: value,
    lotti: [{ id: 'LOT-0001', oggettoContratto: 'works', importi: { importoBase: value } }],
  });
  it.each([
    ['2025-12-31', '999999.99', 5, 'OK'],
    ['2025-12-31', '1000000.00', 5, 'KO'],
    ['2026-01-01', '999999.99', 5, 'OK'],
    ['2026-01-01', '1000000.00', 5, 'KO'],
    ['2026-01-01', '1000000.01', 10, 'OK'],
  ])('operators to invite on %s for %s: %s is %s', (asOf, value, invited, status) => {
    expect(run(works(value, invited), asOf).get('PROC-03')?.status).toBe(status);
  });

  const opened = (value: string, pct: string): SchedaValues => ({
    ...workedExample,
    ...{ tipoProcedura: 'open', norma: '71', codiceScheda: 'P1_16', dataTrasmissioneBando: '2026-11-10T08:00:00Z' },
    valoreStimatoTotale: value,
    lotti: [
      {
        ...{ id: 'LOT-0001', oggettoContratto: 'services', importi: { importoBase: value } },
        partecipazione: { garanziaProvvisoria: { pct, importo: '0.00', motivazione: 'Prestazioni continuative.' } },
      },
    ],
  });
  it.each([
    ['216000.00', '2', 'PART-07', 'PART-08'],
    ['215999.99', '1', 'PART-08', 'PART-07'],
  ])('the guarantee of %s at %s%% is looked at by %s, not by %s', (value, pct, by, notBy) => {
    const results = run(opened(value, pct), '2026-11-10');
    expect(results.get(by)?.status).not.toBe('NA');
    expect(results.get(notBy)?.status).toBe('NA');
  });

  it.each([
    ['2025-12-31', '216000.00', 'NA'],
    ['2025-12-31', '221000.00', 'UNKNOWN'],
    ['2026-01-01', '215999.99', 'NA'],
    ['2026-01-01', '216000.00', 'UNKNOWN'],
  ])('on %s a standstill for %s is %s', (asOf, value, status) => {
    expect(run(opened(value, '2'), asOf).get('TERM-12')?.status).toBe(status);
  });

  it('three lots of which one bidder may win two: the limit is motivated or it blocks', () => {
    const lots = ['LOT-0001', 'LOT-0002', 'LOT-0003'].map((id) => ({ id, oggettoContratto: 'services' as const }));
    const limited: SchedaValues = { ...workedExample, lotti: lots, criteriSuddivisioneLotti: 'Per zona.', maxLottiAggiudicabili: 2 };
    expect(run(limited, '2026-11-10').get('PROC-19')?.status).toBe('KO');
    expect(run({ ...limited, motivazioneLimiteLotti: 'Apertura del mercato.' }, '2026-11-10').get('PROC-19')?.status).toBe('OK');
  });
});
