import { dayInWords } from '../calendar/dates-in-words.js';
import { addDays, addWorkingDays, periodEnd } from '../calendar/day-counting.js';
import type { Seat } from '../calendar/holidays.js';
import { toRomeDate } from '../calendar/rome-time.js';
import { parameterNumber, type LegalParameter } from '../law/parameters.js';

/**
 * APERTA: the comune answers, the clock of the SUA stands. SCADUTA: the day has gone by without an answer, the SUA decides and its
 * clock runs again; a late answer is still taken. RISPOSTA: answered. CHIUSA: closed by the SUA, which does without.
 */
export const requestStates = ['APERTA', 'SCADUTA', 'RISPOSTA', 'CHIUSA'] as const;
export type RequestState = (typeof requestStates)[number];

export const isPending = (state: RequestState): boolean => state === 'APERTA' || state === 'SCADUTA';

/** The step of a kind by which the SUA asks for what is missing: it is taken with a request and never without. */
export const askingEvent = 'chiediIntegrazioni';
/** The step by which the comune hands in (again). */
export const answeringEvent = 'presentaIstanza';
/** The step by which the SUA goes on with what is there, where the request had sent the dossier back. */
export const resumingEvent = 'riprendiIstruttoria';
/** Code of the document the request becomes. */
export const requestDocument = 'D05';

export const requestParameters = {
  /** How many times integrations may be asked for in one dossier. */
  rounds: 'integrazioni.giri.max',
  /** Days for the answer where the convenzione says nothing. */
  answer: 'integrazioni.termine',
  /** Longest stop of the clock for one request, in days. */
  longest: 'integrazioni.sospensione.max',
  /** Working days in which a question of the informal phase is answered. */
  contact: 'contatto.risposta',
} as const;

interface Situation {
  /** `YYYY-MM-DD`: the law of that day decides. */
  readonly asOf: string;
  readonly rows: readonly LegalParameter[];
}

/** Why another request may not be made; null where it may. What is not known refuses. */
export function whyNoMoreRounds(made: readonly { readonly stato: RequestState }[], { asOf, rows }: Situation): string | null {
  if (made.some(({ stato }) => isPending(stato)))
    return 'C’è già una richiesta di integrazioni aperta: si risponde a quella, oppure la SUA la chiude.';
  const most = parameterNumber(requestParameters.rounds, asOf, rows)?.toNumber();
  if (most === undefined) return 'Non è registrato quante volte si possono chiedere integrazioni: lo imposta l’amministratore.';
  if (made.length < most) return null;
  return `Le integrazioni sono già state chieste ${made.length === 1 ? 'una volta' : `${made.length} volte`}: è il massimo previsto. Ora si decide con quello che c’è, o si restituisce il fascicolo.`;
}

export interface AnswerTime {
  readonly giorni: number;
  readonly unita: 'gg' | 'wd';
  /** Where the days come from, to be shown. */
  readonly fonte: string;
}

/** Time for the answer: that of the convenzione where it says so, else the parameter; undefined where neither is known. */
export function answerTime(agreed: Pick<AnswerTime, 'giorni' | 'unita'> | null, { asOf, rows }: Situation): AnswerTime | undefined {
  if (agreed !== null) return { ...agreed, fonte: 'convenzione' };
  const giorni = parameterNumber(requestParameters.answer, asOf, rows)?.toNumber();
  return giorni === undefined ? undefined : { giorni, unita: 'gg', fonte: 'parametro «integrazioni.termine»' };
}

/** Last day of that time from a day, which does not count (Reg. CEE 1182/71), at a seat. */
export function lastDay(from: string, { giorni, unita }: Pick<AnswerTime, 'giorni' | 'unita'>, seat?: Seat): string {
  return unita === 'wd' ? addWorkingDays(from, giorni, seat) : periodEnd(from, giorni, seat);
}

/** Why the answer cannot be asked by that day; null where it can. `opened` is the day the request was made. */
export function whyNotBy(due: string, { today, opened }: { today: string; opened: string }, { asOf, rows }: Situation): string | null {
  if (due <= today) return 'Il termine deve venire dopo oggi.';
  const most = parameterNumber(requestParameters.longest, asOf, rows)?.toNumber();
  if (most === undefined) return null;
  const last = periodEnd(opened, most);
  return due <= last ? null : `La sospensione può durare al massimo ${most} giorni: il termine non va oltre il ${dayInWords(last)}.`;
}

/** Has the day of the answer gone by, on an Italian clock? */
export const hasExpired = ({ stato, entro }: { readonly stato: RequestState; readonly entro: string }, now: string): boolean =>
  stato === 'APERTA' && toRomeDate(now) > entro;

/** A span in which a request held the clock: instants in ISO 8601, `to` null while it still does. */
export interface Stop {
  readonly from: string;
  readonly to: string | null;
}

/** How long the clock has been stopped, in whole and started days on an Italian calendar; a day that two stops share counts once. */
export function daysStopped(stops: readonly Stop[], now: string): number {
  const days = new Set<string>();
  for (const { from, to } of stops) {
    const last = toRomeDate(to ?? now);
    for (let day = toRomeDate(from); day < last; day = addDays(day, 1)) days.add(day);
  }
  return days.size;
}
