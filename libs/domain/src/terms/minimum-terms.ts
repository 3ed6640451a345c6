import { daysBetween } from '../calendar/day-counting.js';
import type { Seat } from '../calendar/holidays.js';
import type { LegalParameter } from '../law/parameters.js';
import { countDays, type Counted } from './counting.js';
import { hasPin, isUrgent, lawRow, offersStart, procedureFamily, sheetDay, type LawReading, type ProcedureFamily } from './procedure.js';

/** A minimum the law sets to a deadline, and the deadline as the sheet has it. Shared by terms and checks. */
export interface MinimumTerm {
  /** `DOMANDE`: requests to take part; `OFFERTE`: offers or first offers. */
  readonly of: 'DOMANDE' | 'OFFERTE';
  readonly from: string | null;
  /** Of what the first day is, after «dal giorno». */
  readonly what: string;
  readonly deadline: string | null;
  /** Instant of the deadline as the sheet has it. */
  readonly deadlineAt: string | null;
  /** Undefined where the law of the reference date is not known. */
  readonly row: LegalParameter | undefined;
  /** Days, with the one more that an obligatory site visit asks for. */
  readonly days: number | null;
  readonly visit: boolean;
  /** First day on which the deadline may fall; null while something is missing. */
  readonly earliest: string | null;
  readonly counted: Counted | null;
  /** Days there are between the two dates. */
  readonly found: number | null;
}

const requestKeys: Partial<Record<ProcedureFamily, readonly [usual: string, urgent: string]>> = {
  ristretta: ['term.ristretta.domande', 'term.ristretta.domande.urgenza'],
  competitivaNeg: ['term.competitivaNeg.domande', 'term.competitivaNeg.domande'],
  dialogo: ['term.dialogo.domande', 'term.dialogo.domande'],
  partenariato: ['term.partenariato.domande', 'term.partenariato.domande'],
};

function offerKey(family: ProcedureFamily, { sheet }: LawReading): string | null {
  const shortened = isUrgent(sheet) || hasPin(sheet);
  switch (family) {
    case 'aperta':
      return shortened ? 'term.aperta.offerte.ridotto' : 'term.aperta.offerte';
    case 'ristretta':
      return shortened ? 'term.ristretta.offerte.ridotto' : 'term.ristretta.offerte';
    case 'competitivaNeg':
      return 'term.competitivaNeg.offerte';
    case 'negoziata':
      return isDemanding(sheet) ? 'term.negoziata.offerte.complessa' : 'term.negoziata.offerte';
    // The law sets none: the dialogue and the partnership go on by stages, a direct award asks for no offers.
    case 'dialogo':
    case 'partenariato':
    case 'diretto':
      return null;
  }
}

type Sheet = LawReading['sheet'];

const hasVisit = (sheet: Sheet): boolean => sheet.partecipazione?.sopralluogo?.tipo === 'OBBL';
const isDemanding = (sheet: Sheet): boolean => hasVisit(sheet) || (sheet.aggiudicazione?.criterio ?? 'PREZZO') !== 'PREZZO';

/** The minimum of the requests to take part; null where the procedure has no such stage. */
export function requestsMinimum(reading: LawReading, seat: Seat): MinimumTerm | null {
  const family = procedureFamily(reading.sheet);
  const keys = family === undefined ? undefined : requestKeys[family];
  if (keys === undefined) return null;
  const { sheet } = reading;
  const key = isUrgent(sheet) ? keys[1] : keys[0];
  const start = { day: sheetDay(sheet.dataTrasmissioneBando), what: 'della trasmissione del bando' };
  return minimum(reading, { of: 'DOMANDE', key, start, deadlineAt: sheet.scadenzaInvito ?? null, seat });
}

/**
 * The minimum of the offers; null where the law sets none.
 * @param family the procedure to read it as; that of the sheet where absent
 */
export function offersMinimum(reading: LawReading, seat: Seat, family = procedureFamily(reading.sheet)): MinimumTerm | null {
  const key = family === undefined ? null : offerKey(family, reading);
  if (key === null) return null;
  const { sheet } = reading;
  // Where the law sets no minimum, the days of practice are those for a visit already.
  const visit = family !== 'negoziata' && hasVisit(sheet);
  return minimum(reading, { of: 'OFFERTE', key, start: offersStart(sheet), deadlineAt: sheet.scadenzaOfferte ?? null, seat, visit });
}

interface Sought {
  readonly of: MinimumTerm['of'];
  readonly key: string;
  readonly start: { readonly day: string | null; readonly what: string } | null;
  readonly deadlineAt: string | null;
  readonly seat: Seat;
  /** An obligatory site visit asks for more than the minimum. */
  readonly visit?: boolean;
}

function minimum(reading: LawReading, { of, key, start, deadlineAt, seat, visit = false }: Sought): MinimumTerm {
  const row = lawRow(reading, key);
  const days = row === undefined ? null : Number(row.value) + (visit ? 1 : 0);
  const deadline = sheetDay(deadlineAt);
  const from = start?.day ?? null;
  const what = start?.what ?? 'della trasmissione del bando';
  const counted = from === null || days === null ? null : countDays(from, days, { what, seat });
  return {
    ...{ of, from, what, deadline, deadlineAt, row, days, visit, counted },
    earliest: counted?.end ?? null,
    found: from === null || deadline === null ? null : daysBetween(from, deadline),
  };
}

/** True where the deadline leaves the days of the law; null while something is missing. */
export function leavesMinimum({ deadline, earliest }: MinimumTerm): boolean | null {
  return deadline === null || earliest === null ? null : deadline >= earliest;
}
