import type { SchedaValues } from '../scheda/scheda-values.js';
import type { SurveyCase, SurveyRow, SurveySheet } from '../rilevazione/survey.js';
import type { CheckStatus } from './check.js';
import { runCheck } from './engine.js';
import { rilChecks } from './ril.js';

const row: SurveyRow = {
  id: 'R1',
  procedura: 'Permesso di costruire',
  rilevata: 'SI',
  pendentiInizio: 40,
  avviate: 100,
  concluse: 110,
  conclProvvEspresso: 90,
  conclSilenzioAssenso: 20,
  conSospensioni: 30,
  pendentiFine: 30,
  arretrato: 10,
  durataMediaLorda: '80',
  durataMediaNetta: '60.5',
  termineMassimo: 90,
};
const baselineRow: SurveyRow = {
  ...row,
  pendentiFine: 40,
  arretrato: 25,
  durataMediaLorda: '100',
  durataMediaNetta: '70',
  obiettivoArretrato: 5,
  obiettivoGiorni: '60',
};
const baseline = { semestre: '2025-2', al: '2025-12-31', obiettivoAl: '2026-12-31', righe: [baselineRow] };
const sheet: SurveySheet = { tipo: 'SEMESTRE', semestre: '2026-1', dal: '2026-01-01', al: '2026-06-30', righe: [row] };
const known: SurveyCase = { kind: 'RILEVAZIONE', precedente: baseline, baseline, casi: [] };

interface Given {
  readonly row?: Partial<SurveyRow>;
  readonly sheet?: Partial<SurveySheet>;
  readonly known?: Partial<SurveyCase> | null;
  readonly asOf?: string;
}

function result(
  id: string,
  { row: changed = {}, sheet: more = {}, known: data = {}, asOf = '2026-07-10' }: Given,
): ReturnType<typeof runCheck> {
  const check = rilChecks.find((candidate) => candidate.id === id);
  if (check === undefined) throw new Error(`no check ${id}`);
  return runCheck(check, {
    asOf,
    dossier: { kind: 'RILEVAZIONE', state: 'RACCOLTA', codiceAppalto: null },
    scheda: { ...sheet, righe: [{ ...row, ...changed }], ...more } as unknown as SchedaValues,
    documents: [],
    ...(data === null ? {} : { case: { ...known, ...data, riferimento: null, oggi: asOf } }),
  });
}

const second: SurveyRow = { ...row, id: 'R2', procedura: 'SCIA' };

describe('checks of a survey of backlog and times', () => {
  it.each<[id: string, case_: string, given: Given, status: CheckStatus, says?: string]>([
    ['RIL-01', 'all comes out even', {}, 'OK'],
    ['RIL-01', 'off by one', { row: { pendentiFine: 31 } }, 'KO', '40 + 100 − 110 fa 30'],
    ['RIL-01', 'a correction with its reason', { row: { pendentiFine: 31, rettifiche: 1, motivoRettifiche: 'pratica ritrovata' } }, 'OK'],
    ['RIL-01', 'a correction without reason', { row: { pendentiFine: 31, rettifiche: 1 } }, 'KO', 'senza motivo'],
    ['RIL-01', 'does not continue the semester before', { row: { pendentiInizio: 41, pendentiFine: 31 } }, 'KO', 'finiva con 40'],
    ['RIL-01', 'a number is missing', { row: { avviate: null } }, 'UNKNOWN', 'avviate'],
    ['RIL-01', 'earlier surveys not read', { known: null }, 'UNKNOWN'],
    ['RIL-01', 'no rows', { sheet: { righe: [] } }, 'UNKNOWN'],
    ['RIL-02', 'backlog within the stock', {}, 'OK'],
    ['RIL-02', 'backlog is the stock', { row: { arretrato: 30 } }, 'OK'],
    ['RIL-02', 'backlog above the stock', { row: { arretrato: 31 } }, 'KO', '31'],
    ['RIL-02', 'a negative number', { row: { avviate: -1 } }, 'KO', 'negativo'],
    ['RIL-02', 'more outcomes than conclusions', { row: { conclSilenzioAssenso: 21 } }, 'KO', '111'],
    ['RIL-02', 'more suspended than concluded', { row: { conSospensioni: 111 } }, 'KO', 'sospensioni'],
    ['RIL-03', 'a plausible average', {}, 'OK'],
    ['RIL-03', 'zero days', { row: { durataMediaLorda: '0', durataMediaNetta: '0' } }, 'KO', 'fra 0 e 3650'],
    ['RIL-03', 'more than ten years', { row: { durataMediaLorda: '3650.5' } }, 'KO', '3.650,5'],
    ['RIL-03', 'exactly sixty percent more', { row: { durataMediaLorda: '160' } }, 'OK'],
    ['RIL-03', 'just over sixty percent', { row: { durataMediaLorda: '160.1' } }, 'KO', 'serve una nota'],
    ['RIL-03', 'the same with a note', { row: { durataMediaLorda: '160.1', nota: 'organico dimezzato' } }, 'OK'],
    ['RIL-03', 'net above gross', { row: { durataMediaNetta: '90' } }, 'KO', 'maggiore di quella lorda'],
    ['RIL-03', 'nothing concluded', { row: { concluse: 0, durataMediaLorda: null, durataMediaNetta: null } }, 'OK'],
    ['RIL-04', 'no list of cases', {}, 'NA'],
    ['RIL-04', 'half a day off is tolerated', { known: { casi: [recomputed('80.5', '60.5')] } }, 'OK'],
    ['RIL-04', 'more than half a day', { known: { casi: [recomputed('80.51', '60.5')] } }, 'KO', '80,51'],
    ['RIL-04', 'net compared with net only', { known: { casi: [recomputed('80', '64')] } }, 'KO', 'netta'],
    ['RIL-04', 'other number of conclusions', { known: { casi: [{ ...recomputed('80', '60.5'), concluse: 109 }] } }, 'KO', '109'],
    [
      'RIL-04',
      'cases of a procedure without a row',
      { known: { casi: [{ ...recomputed('1', '1'), procedura: 'CILA' }] } },
      'UNKNOWN',
      'CILA',
    ],
    ['RIL-05', 'the same procedures', { row: { procedura: ' permesso  di COSTRUIRE' } }, 'OK'],
    ['RIL-05', 'one is lost', { sheet: { righe: [second] } }, 'KO', 'Permesso di costruire'],
    ['RIL-05', 'the baseline itself', { sheet: { tipo: 'BASELINE' } }, 'NA'],
    ['RIL-05', 'no baseline', { known: { baseline: null } }, 'UNKNOWN'],
    ['RIL-06', 'complete', {}, 'OK'],
    ['RIL-06', 'not measured, with the reason', { row: { rilevata: 'NO', motivoNonRilevata: 'procedura delegata' } }, 'OK'],
    ['RIL-06', 'not measured, without reason', { row: { rilevata: 'NO' } }, 'KO', 'motivo'],
    ['RIL-06', 'a number left out', { row: { arretrato: null } }, 'KO', 'arretrato'],
    ['RIL-07', 'on the way', { row: { arretrato: 14 } }, 'OK'],
    ['RIL-08', 'certified in time', { sheet: { certificazione: { il: '2026-07-30', da: 'Anna Rossi' } } }, 'OK'],
    ['RIL-08', 'certified a day late', { sheet: { certificazione: { il: '2026-07-31', da: 'Anna Rossi' } } }, 'KO', '30 luglio'],
    ['RIL-08', 'not yet due', {}, 'UNKNOWN', '30 luglio'],
    ['RIL-08', 'overdue', { asOf: '2026-07-31' }, 'KO'],
  ])('%s: %s', (...[id, , given, status, says = '']) => {
    const found = result(id, given);
    expect(found).toMatchObject({ id, group: 'RIL', status });
    expect(found.message).toContain(says);
  });

  it('RIL-05 flags a procedure added later without stopping anybody', () => {
    const found = result('RIL-05', { sheet: { righe: [row, second] } });
    expect(found).toMatchObject({ status: 'KO', severity: 'INFO' });
    expect(found.evidence).toEqual([{ path: 'righe/R2/procedura' }]);
  });

  it('RIL-07 tells amber from red by the share of time gone by', () => {
    // 181 of 365 days: 49.6%. From 25 to 5, a backlog of 16 has gone 45% of the way, one of 21 has gone 20%.
    expect(result('RIL-07', { row: { arretrato: 16 } })).toMatchObject({ status: 'KO', severity: 'INFO' });
    expect(result('RIL-07', { row: { arretrato: 16 } }).message).toContain('ambra');
    expect(result('RIL-07', { row: { arretrato: 21 } })).toMatchObject({ status: 'KO', severity: 'WARN' });
    expect(result('RIL-07', { row: { arretrato: 21 } }).message).toContain('rosso');
  });
});

function recomputed(lorda: string, netta: string): SurveyCase['casi'][number] {
  return { procedura: 'Permesso di costruire', casi: 120, concluse: 110, conSospensioni: 30, lorda, netta };
}
