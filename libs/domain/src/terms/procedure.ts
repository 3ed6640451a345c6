import { toRomeDate } from '../calendar/rome-time.js';
import { readThreshold } from '../checks/sheet-facts.js';
import { parameter, type LegalParameter } from '../law/parameters.js';
import { referenceDate } from '../scheda/derive.js';
import type { SchedaValues } from '../scheda/scheda-values.js';

/** Families of procedures with terms of their own. */
export type ProcedureFamily = 'aperta' | 'ristretta' | 'competitivaNeg' | 'dialogo' | 'partenariato' | 'negoziata' | 'diretto';

const byNorma: Readonly<Record<string, ProcedureFamily>> = {
  '71': 'aperta',
  '72': 'ristretta',
  '73': 'competitivaNeg',
  '74': 'dialogo',
  '75': 'partenariato',
  '76': 'negoziata',
  '50a': 'diretto',
  '50b': 'diretto',
  '50c': 'negoziata',
  '50d': 'negoziata',
  '50e': 'negoziata',
};
const byType: Readonly<Record<string, ProcedureFamily>> = {
  open: 'aperta',
  restricted: 'ristretta',
  'neg-w-call': 'competitivaNeg',
  'neg-wo-call': 'negoziata',
  'comp-dial': 'dialogo',
  innovation: 'partenariato',
};

/** By the article the sheet names, else by the type of procedure; undefined while neither is there. */
export function procedureFamily(sheet: SchedaValues): ProcedureFamily | undefined {
  return byNorma[sheet.norma ?? ''] ?? byType[sheet.tipoProcedura ?? ''];
}

/** Urgency counts only with its reasons (C. 71 c. 3). */
export function isUrgent(sheet: SchedaValues): boolean {
  return sheet.proceduraAccelerata === true && (sheet.giustificazioneAccelerata ?? '').trim() !== '';
}

/** A pre-information notice that shortens terms. */
export function hasPin(sheet: SchedaValues): boolean {
  return sheet.preinformazione?.riduceTermini === true;
}

/** What the law is read with: the sheet, the day on which it is read, and the rows. */
export interface LawReading {
  readonly sheet: SchedaValues;
  /** Reference date of the procedure. */
  readonly asOf: string;
  readonly rows: readonly LegalParameter[] | undefined;
}

export function lawReading(sheet: SchedaValues, now: string, rows: readonly LegalParameter[]): LawReading {
  return { sheet, asOf: referenceDate(sheet, now).data, rows };
}

/** The row of a parameter on the reference date; undefined where the law of that day is not known. */
export function lawRow({ asOf, rows }: LawReading, key: string): LegalParameter | undefined {
  const reading = parameter(key, asOf, rows);
  return reading.known ? reading.parameter : undefined;
}

/** Above the EU threshold; undefined while value or object is missing. */
export function isAboveThreshold({ sheet, asOf, rows }: LawReading): boolean | undefined {
  return readThreshold({ scheda: sheet, asOf, parameters: rows })?.above;
}

/** The day a date or an instant of the sheet falls on in Rome. */
export function sheetDay(moment: string | null | undefined): string | null {
  return moment === null || moment === undefined || moment.trim() === '' ? null : toRomeDate(moment);
}

/** Day from which time for offers runs: invitations where somebody is invited, else the notice. */
export function offersStart(sheet: SchedaValues): { readonly day: string; readonly what: string } | null {
  const family = procedureFamily(sheet);
  const notice = { day: sheetDay(sheet.dataTrasmissioneBando), what: 'della trasmissione del bando' };
  const invitations = { day: sheetDay(sheet.dataInvioInviti), what: 'dell’invio degli inviti' };
  const invited = family === 'ristretta' || family === 'competitivaNeg' || family === 'dialogo' || family === 'partenariato';
  const candidates = family === 'aperta' ? [notice, invitations] : invited ? [invitations] : [invitations, notice];
  const found = candidates.find(({ day }) => day !== null);
  return found?.day == null ? null : { day: found.day, what: found.what };
}
