import { csvLine } from './csv-writing.js';
import { procedureKey, type RecomputedRow, type SurveyRow, type SurveySheet } from './survey.js';

const columns: readonly (readonly [name: string, field: keyof SurveyRow])[] = [
  ['procedura', 'procedura'],
  ['rilevata', 'rilevata'],
  ['motivo_non_rilevata', 'motivoNonRilevata'],
  ['pendenti_inizio', 'pendentiInizio'],
  ['avviate', 'avviate'],
  ['concluse', 'concluse'],
  ['concluse_provvedimento', 'conclProvvEspresso'],
  ['concluse_silenzio_assenso', 'conclSilenzioAssenso'],
  ['con_conferenza', 'conConferenza'],
  ['con_sospensioni', 'conSospensioni'],
  ['rettifiche', 'rettifiche'],
  ['motivo_rettifiche', 'motivoRettifiche'],
  ['pendenti_fine', 'pendentiFine'],
  ['arretrato', 'arretrato'],
  ['durata_media_lorda', 'durataMediaLorda'],
  ['durata_media_netta', 'durataMediaNetta'],
  ['termine_massimo', 'termineMassimo'],
  ['nota', 'nota'],
  ['fonte', 'fonte'],
];

/** The rows of a survey as CSV with `;`, one line for each body, procedure and semester; lines end with CRLF (RFC 4180). */
export function surveyCsv(
  sheet: SurveySheet,
  ente: { readonly codiceFiscale: string; readonly denominazione: string },
  recomputed: readonly RecomputedRow[],
): string {
  const header = ['codice_fiscale', 'ente', 'semestre', 'tipo', ...columns.map(([name]) => name)];
  const more = ['durata_lorda_ricalcolata', 'durata_netta_ricalcolata', 'certificato_da', 'certificato_il'];
  const { certificazione } = sheet;
  const lines = (sheet.righe ?? []).map((row) => {
    const from = recomputed.find(({ procedura }) => procedureKey(procedura) === procedureKey(row.procedura));
    const own = columns.map(([, field]) => row[field]);
    return [
      ...[ente.codiceFiscale, ente.denominazione, sheet.semestre, sheet.tipo],
      ...own,
      ...[from?.lorda, from?.netta, certificazione?.da, certificazione?.il],
    ];
  });
  return [[...header, ...more], ...lines].map((cells) => csvLine(cells)).join('');
}
