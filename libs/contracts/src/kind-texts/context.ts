import { type expenseTypes, type ReportSheet } from '@gare/domain/rendicontazione/report';
import { measuredRows, type SurveySheet } from '@gare/domain/rilevazione/survey';
import { money, sumMoney } from '@gare/domain/money/money';

/** Names of the dossier that are not in its sheet. */
export interface DossierNames {
  readonly ente: { readonly denominazione: string; readonly codiceFiscale: string };
  readonly codice: string;
  readonly oggetto: string;
}

const typeNames: Readonly<Record<(typeof expenseTypes)[number], string>> = {
  LAVORI: 'lavori',
  SERVIZI: 'servizi',
  FORNITURE: 'forniture',
  PERSONALE: 'personale',
};

const blank = '';
/** Expenses of one's own staff have no supplier, CIG or invoice: the cell says so, a blank one would refuse the document. */
const noEntry = '–';
const day = (date: string | null | undefined): string => (date == null ? '–' : date.split('-').reverse().join('/'));

/** What the documents of a statement of expenditure say: amounts as decimal texts, dates as they are in the sheet. */
export function reportTextContext(sheet: ReportSheet, names: DossierNames): unknown {
  const { spese, contratti, obiettivi } = sheet;
  const claimed = sumMoney((spese ?? []).map(({ importoRendicontato }) => importoRendicontato));
  return {
    ...names,
    intervento: sheet.intervento,
    cup: sheet.cup,
    misura: sheet.misura,
    dal: sheet.dal,
    al: sheet.al,
    importoFinanziato: sheet.importoFinanziato,
    capitolo: sheet.capitolo,
    totaleRendicontato: money(claimed),
    totalePagato: money(sumMoney((spese ?? []).flatMap(({ mandatoImporto, versamenti }) => [mandatoImporto, versamenti]))),
    numeroSpese: (spese ?? []).length,
    haIndicatori: (sheet.indicatoriComuni ?? '') !== '',
    indicatoriComuni: sheet.indicatoriComuni,
    spese: (spese ?? []).map((row) => ({
      tipo: row.tipo == null ? noEntry : typeNames[row.tipo],
      descrizione: row.descrizione ?? noEntry,
      fornitore: row.fornitore ?? noEntry,
      cig: row.cig ?? noEntry,
      fattura: row.fatturaNumero ?? noEntry,
      fatturaData: day(row.fatturaData),
      mandato: row.mandatoNumero ?? noEntry,
      mandatoData: day(row.mandatoData),
      quietanzaData: day(row.quietanzaData),
      importo: row.importoRendicontato,
    })),
    contratti: (contratti ?? []).map((row) => ({
      cig: row.cig ?? noEntry,
      oggetto: row.oggetto ?? noEntry,
      affidatario: row.affidatario ?? noEntry,
      importo: row.importo,
    })),
    haObiettivi: (obiettivi ?? []).length > 0,
    obiettivi: (obiettivi ?? []).map((row) => ({
      descrizione: row.descrizione ?? blank,
      previsto: `${row.valoreObiettivo ?? blank} ${row.unita ?? blank}`.trim(),
      dichiarato: `${row.valoreDichiarato ?? blank} ${row.unitaDichiarata ?? blank}`.trim(),
    })),
  };
}

const count = (value: number | null | undefined): string => (value == null ? 'non rilevato' : String(value));

/** What the attestation of a survey says. */
export function surveyTextContext(sheet: SurveySheet, names: DossierNames): unknown {
  const { certificazione } = sheet;
  return {
    ...names,
    semestre: sheet.semestre,
    iniziale: sheet.tipo === 'BASELINE',
    dal: sheet.dal,
    al: sheet.al,
    haFonte: (sheet.estrattoDa ?? '') !== '',
    estrattoDa: sheet.estrattoDa,
    certificata: certificazione?.impronta != null,
    certificazione: {
      il: certificazione?.il,
      da: certificazione?.da,
      ruolo: certificazione?.ruolo ?? 'responsabile',
      impronta: certificazione?.impronta,
    },
    righe: measuredRows(sheet.righe).map((row) => ({
      procedura: row.procedura ?? blank,
      pendentiInizio: count(row.pendentiInizio),
      avviate: count(row.avviate),
      concluse: count(row.concluse),
      pendentiFine: count(row.pendentiFine),
      arretrato: count(row.arretrato),
      lorda: row.durataMediaLorda?.replace('.', ',') ?? 'non rilevata',
      netta: row.durataMediaNetta?.replace('.', ',') ?? 'non rilevata',
    })),
    haNonRilevate: (sheet.righe ?? []).some(({ rilevata }) => rilevata === 'NO'),
    nonRilevate: (sheet.righe ?? [])
      .filter(({ rilevata }) => rilevata === 'NO')
      .map(({ procedura, motivoNonRilevata }) => ({ procedura: procedura ?? blank, motivo: motivoNonRilevata ?? blank })),
  };
}
