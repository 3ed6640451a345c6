import type { SurveyRow, SurveySheet } from './survey.js';

const semester = /^(\d{4})-([12])$/;

/** First and last day of a semester written `2026-1`; null for anything else. */
export function semesterDays(text: string | null | undefined): { readonly dal: string; readonly al: string } | null {
  const [, year, half] = semester.exec(text ?? '') ?? [];
  if (year === undefined) return null;
  return half === '1' ? { dal: `${year}-01-01`, al: `${year}-06-30` } : { dal: `${year}-07-01`, al: `${year}-12-31` };
}

/** The semester a day lies in. */
export const semesterOf = (day: string): string => `${day.slice(0, 4)}-${day.slice(5, 7) <= '06' ? '1' : '2'}`;

/** The one after it. */
export function semesterAfter(text: string): string {
  const [, year = '', half] = semester.exec(text) ?? [];
  return half === '1' ? `${year}-2` : `${Number(year) + 1}-1`;
}

/**
 * The sheet a new survey starts with. The first of a body is its baseline, of the semester before today; later ones take the
 * procedures of the baseline, and begin with what was pending at the end of the last.
 */
export function firstSurvey(given: {
  readonly today: string;
  readonly baseline: SurveySheet | null;
  readonly last: SurveySheet | null;
}): SurveySheet {
  const { today, baseline, last } = given;
  if (baseline === null) {
    const year = Number(today.slice(0, 4));
    const before = semesterOf(today).endsWith('1') ? `${year - 1}-2` : `${year}-1`;
    return { tipo: 'BASELINE', semestre: before, ...semesterDays(before) };
  }
  const next = semesterAfter(last?.semestre ?? baseline.semestre ?? semesterOf(today));
  return {
    ...{ tipo: 'SEMESTRE', semestre: next, ...semesterDays(next) },
    righe: (baseline.righe ?? []).map((row): SurveyRow => {
      const before = (last ?? baseline).righe?.find(({ procedura }) => procedura === row.procedura);
      return {
        ...{ id: row.id, procedura: row.procedura ?? null, rilevata: 'SI', termineMassimo: row.termineMassimo ?? null },
        ...(before?.pendentiFine == null ? {} : { pendentiInizio: before.pendentiFine }),
      };
    }),
  };
}
