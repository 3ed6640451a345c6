/** A survey of backlog and average times: one dossier for each body and semester, one row for each procedure (brief §9.7). */

/** A procedure in the period. Counts are whole numbers ≥ 0, durations decimal texts of days; gross and net are never mixed. */
export interface SurveyRow {
  readonly id: string;
  readonly procedura?: string | null;
  /** `NO`: not measured in this period, with the reason. */
  readonly rilevata?: 'SI' | 'NO' | null;
  readonly motivoNonRilevata?: string | null;
  readonly pendentiInizio?: number | null;
  readonly avviate?: number | null;
  readonly concluse?: number | null;
  readonly conclProvvEspresso?: number | null;
  readonly conclSilenzioAssenso?: number | null;
  readonly conConferenza?: number | null;
  readonly conSospensioni?: number | null;
  /** Corrections of the stock, positive or negative, with their reason. */
  readonly rettifiche?: number | null;
  readonly motivoRettifiche?: string | null;
  readonly pendentiFine?: number | null;
  /** Not concluded at the end of the period, the term of the law having expired. */
  readonly arretrato?: number | null;
  readonly durataMediaLorda?: string | null;
  /** Suspensions taken off. */
  readonly durataMediaNetta?: string | null;
  readonly termineMassimo?: number | null;
  readonly nota?: string | null;
  readonly fonte?: string | null;
  /** Targets; they stand in the baseline. */
  readonly obiettivoArretrato?: number | null;
  readonly obiettivoGiorni?: string | null;
}

/** Who answers for the numbers, and what exactly was certified. */
export interface SurveyCertification {
  readonly il?: string | null;
  readonly da?: string | null;
  readonly ruolo?: string | null;
  /** SHA-256 of the canonical JSON of the rows, lower-case hex. */
  readonly impronta?: string | null;
}

export interface SurveySheet {
  readonly tipo?: 'BASELINE' | 'SEMESTRE' | null;
  /** `2026-1` or `2026-2`. */
  readonly semestre?: string | null;
  readonly dal?: string | null;
  readonly al?: string | null;
  /** Day by which the targets of the baseline have to be reached. */
  readonly obiettivoAl?: string | null;
  readonly estrattoDa?: string | null;
  readonly estrattoIl?: string | null;
  readonly righe?: readonly SurveyRow[] | null;
  readonly certificazione?: SurveyCertification | null;
}

/** Averages computed from the uploaded cases of one procedure; null where none was concluded. */
export interface RecomputedRow {
  readonly procedura: string;
  readonly casi: number;
  readonly concluse: number;
  readonly conSospensioni: number;
  readonly lorda: string | null;
  readonly netta: string | null;
}

/** A certified survey that another one is compared with. */
export interface ComparedSurvey {
  readonly semestre: string;
  readonly al: string | null;
  readonly obiettivoAl: string | null;
  readonly righe: readonly SurveyRow[];
}

/** What the checks of a survey look at besides its own sheet. */
export interface SurveyCase {
  readonly kind: 'RILEVAZIONE';
  /** The certified survey of the same body just before; null where there is none. */
  readonly precedente: ComparedSurvey | null;
  readonly baseline: ComparedSurvey | null;
  readonly casi: readonly RecomputedRow[];
}

/** Procedures are compared by name, whatever the spaces and capitals. */
export const procedureKey = (name: string | null | undefined): string => (name ?? '').trim().replace(/\s+/g, ' ').toLocaleLowerCase('it');

/** The row of the same procedure. */
export const sameProcedure = (rows: readonly SurveyRow[], name: string | null | undefined): SurveyRow | undefined =>
  rows.find((row) => procedureKey(row.procedura) === procedureKey(name));

/** Rows that carry numbers. */
export const measuredRows = (rows: readonly SurveyRow[] | null | undefined): readonly SurveyRow[] =>
  (rows ?? []).filter((row) => row.rilevata !== 'NO');
