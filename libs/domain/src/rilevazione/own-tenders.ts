import { toRomeDate } from '../calendar/rome-time.js';
import type { SurveyedCase } from './cases.js';

/** A stretch of time in which a tender stayed in one state; `to` null while it lasts. Instants in ISO. */
export interface TenderStay {
  readonly codiceAppalto: string;
  readonly state: string;
  readonly from: string;
  readonly to: string | null;
  readonly clockStopped: boolean;
}

/** The three procedures a SUA measures of itself (brief §9.7). */
export const ownProcedures = [
  { procedura: 'Dall’istanza alla pubblicazione', da: 'ISTANZA', a: 'PUBBLICATA' },
  { procedura: 'Dalla pubblicazione all’aggiudicazione', da: 'PUBBLICATA', a: 'AGGIUDICATA' },
  { procedura: 'Dall’aggiudicazione alla stipula', da: 'AGGIUDICATA', a: 'STIPULATA' },
] as const;

const dayMs = 86_400_000;

/**
 * Tenders as cases of those procedures: each begins where the tender first entered a state and ends where it first entered the
 * next; whole days with the clock stopped in between are suspensions.
 */
export function tenderCases(stays: readonly TenderStay[]): readonly SurveyedCase[] {
  const codes = [...new Set(stays.map(({ codiceAppalto }) => codiceAppalto))];
  return codes.flatMap((pratica) => {
    const own = stays.filter(({ codiceAppalto }) => codiceAppalto === pratica).sort((a, b) => (a.from < b.from ? -1 : 1));
    const entered = (state: string): string | undefined => own.find((stay) => stay.state === state)?.from;
    return ownProcedures.flatMap(({ procedura, da, a }): SurveyedCase[] => {
      const from = entered(da);
      if (from === undefined) return [];
      const to = entered(a);
      const stopped = own
        .filter((stay) => stay.clockStopped && stay.to !== null && stay.from >= from && (to === undefined || stay.to <= to))
        .reduce((sum, stay) => sum + Date.parse(stay.to ?? stay.from) - Date.parse(stay.from), 0);
      const conclusione = to === undefined ? null : toRomeDate(to);
      return [{ procedura, pratica, avvio: toRomeDate(from), conclusione, giorniSospesi: Math.floor(stopped / dayMs) }];
    });
  });
}
