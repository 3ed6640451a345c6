import type { InvoiceReading } from './invoice.js';

/** A statement of expenditure of a financed intervention (brief §9.4): one dossier for each intervention and report. */

export const expenseTypes = ['LAVORI', 'SERVIZI', 'FORNITURE', 'PERSONALE'] as const;
export type ExpenseType = (typeof expenseTypes)[number];
type YesNo = 'SI' | 'NO';

/** One expense with its chain of payment. Amounts are decimal texts, dates `YYYY-MM-DD`. */
export interface ExpenseRow {
  readonly id: string;
  readonly tipo?: ExpenseType | null;
  readonly descrizione?: string | null;
  readonly fornitore?: string | null;
  readonly cig?: string | null;
  readonly fatturaNumero?: string | null;
  readonly fatturaData?: string | null;
  readonly imponibile?: string | null;
  readonly iva?: string | null;
  /** VAT is claimed from the funder. */
  readonly ivaRendicontata?: YesNo | null;
  /** The body can deduct it. */
  readonly ivaRecuperabile?: YesNo | null;
  /** VAT goes to the tax office, not to the supplier (DPR 633/1972 art. 17-ter). */
  readonly splitPayment?: YesNo | null;
  readonly ritenute?: string | null;
  readonly importoRendicontato?: string | null;
  /** Why an invoice without CUP is admissible. */
  readonly integrazioneCup?: string | null;
  readonly altraFonte?: string | null;
  readonly liquidazioneAtto?: string | null;
  readonly liquidazioneData?: string | null;
  readonly liquidazioneImporto?: string | null;
  readonly mandatoNumero?: string | null;
  readonly mandatoData?: string | null;
  readonly mandatoImporto?: string | null;
  readonly mandatoCig?: string | null;
  readonly mandatoCup?: string | null;
  readonly mandatoIban?: string | null;
  /** What is paid to the tax office for this expense: split VAT, withholdings. */
  readonly versamenti?: string | null;
  readonly quietanzaData?: string | null;
  readonly quietanzaImporto?: string | null;
  readonly durcScadenza?: string | null;
  readonly verifica48bisData?: string | null;
}

export interface ContractRow {
  readonly id: string;
  readonly cig?: string | null;
  readonly oggetto?: string | null;
  readonly affidatario?: string | null;
  readonly ibanDedicato?: string | null;
  readonly dataStipula?: string | null;
  readonly importo?: string | null;
  readonly variantiApprovate?: string | null;
  /** Invoiced in earlier reports. */
  readonly giaFatturato?: string | null;
  readonly subappaltatori?: string | null;
  /** Day of the report on equality and disability (D.L. 77/2021 art. 47). */
  readonly relazioneArt47?: string | null;
}

export interface DeclarationRow {
  readonly id: string;
  readonly tipo?: 'CONFLITTO_INTERESSI' | 'TITOLARE_EFFETTIVO' | 'DOPPIO_FINANZIAMENTO' | null;
  readonly soggetto?: string | null;
  readonly ruolo?: 'RUP' | 'COMMISSARIO' | 'DL_DEC' | 'AFFIDATARIO' | 'MANDANTE_RTI' | 'SUBAPPALTATORE' | 'ENTE' | null;
  readonly data?: string | null;
}

export interface BudgetRow {
  readonly id: string;
  readonly voce?: string | null;
  readonly tipo?: 'LAVORI' | 'SOMME_A_DISPOSIZIONE' | 'IMPREVISTI' | 'ECONOMIE_RIBASSO' | null;
  readonly importo?: string | null;
  readonly speso?: string | null;
  /** Act that authorised the use of savings or the change of the item. */
  readonly autorizzazione?: string | null;
}

export interface TargetRow {
  readonly id: string;
  readonly descrizione?: string | null;
  readonly unita?: string | null;
  readonly valoreObiettivo?: string | null;
  readonly unitaDichiarata?: string | null;
  readonly valoreDichiarato?: string | null;
  readonly scadenza?: string | null;
  readonly raggiuntoIl?: string | null;
}

export interface IrregularityRow {
  readonly id: string;
  readonly tipo?: 'TAGLIO' | 'RECUPERO' | null;
  readonly importo?: string | null;
  readonly causa?: string | null;
  readonly atto?: string | null;
  readonly seguito?: string | null;
}

export interface RequestRow {
  readonly id: string;
  readonly tipo?: 'ANTICIPO' | 'INTERMEDIO' | 'SALDO' | null;
  readonly importo?: string | null;
  readonly data?: string | null;
}

export interface ReportSheet {
  readonly intervento?: string | null;
  readonly cup?: string | null;
  /** Code of the rules, which are dated parameter rows: `misura.<code>.…`. */
  readonly misura?: string | null;
  readonly dal?: string | null;
  readonly al?: string | null;
  readonly importoFinanziato?: string | null;
  readonly rettificheTagli?: string | null;
  readonly capitolo?: string | null;
  readonly cupNelPeg?: YesNo | null;
  /** Payment orders with the CUP, as the accounts of the body say. */
  readonly totaleMandatiContabilita?: string | null;
  readonly tagliFunder?: string | null;
  readonly indicatoriComuni?: string | null;
  readonly visibilita?: YesNo | null;
  readonly aggiornatoIl?: string | null;
  readonly ultimoPagamento?: string | null;
  readonly conservazioneFinoAl?: string | null;
  readonly dnshApplicabile?: YesNo | null;
  readonly contratti?: readonly ContractRow[] | null;
  readonly spese?: readonly ExpenseRow[] | null;
  readonly dichiarazioni?: readonly DeclarationRow[] | null;
  readonly quadroEconomico?: readonly BudgetRow[] | null;
  readonly obiettivi?: readonly TargetRow[] | null;
  readonly irregolarita?: readonly IrregularityRow[] | null;
  readonly richieste?: readonly RequestRow[] | null;
}

/** A file of the dossier that belongs to a row. */
export interface ReportFile {
  readonly id: string;
  /** The row, as a path of the sheet (`spese/S1`), or `checklist/<code>/<item>`. */
  readonly posto: string;
  readonly tipo: string;
  readonly fileName: string;
  readonly sha256: string;
  /** What was read of an invoice. */
  readonly fattura: InvoiceReading | null;
}

/** What the checks of a report look at besides its own sheet. */
export interface ReportCase {
  readonly kind: 'RENDICONTAZIONE';
  readonly file: readonly ReportFile[];
  readonly checklist: readonly { readonly codice: string; readonly titolo: string; readonly firmata: boolean }[];
  /** Tenders of the platform with one of the CIG codes. */
  readonly gare: readonly {
    readonly cig: string;
    readonly aggiudicata: boolean;
    readonly blocchi: number;
    readonly checklistFirmata: boolean;
  }[];
}
