import { addDays } from '../calendar/day-counting.js';
import { dayInWords, theDay } from '../calendar/dates-in-words.js';
import type { Term } from './term.js';

/** Lead times in days by clock, the longest first: the law leaves no second chance, so that it is told early. */
const leadDays: Record<Term['clock'], readonly number[]> = { LEGAL: [10, 5, 1], SLA: [2, 0], PLATFORM: [2, 0] };

/** The longest lead time of all. */
export const longestLead = 10;

type Reminded = Pick<Term, 'code' | 'title' | 'clock' | 'nature' | 'state' | 'cite' | 'consequence' | 'metOn'> & { readonly dueOn: string };

/** What to remind of a term on a day; `kind` tells it from the other reminders of the same end of the same term. */
export interface TermReminder {
  readonly kind: string;
  readonly title: string;
  readonly text: string;
}

/**
 * The reminder of a term that is due on a day: the latest lead time that has come, or that it was missed. Null where there is nothing
 * to remind of: nobody has to do anything, it is done, it stands still, or it is far.
 */
export function termReminder(term: Reminded, today: string): TermReminder | null {
  if (term.metOn !== null || term.nature === 'NON_PRIMA' || term.state === 'SOSPESO' || term.state === 'RISPETTATO') return null;
  if (today > term.dueOn) {
    if (term.nature !== 'ENTRO') return null;
    return {
      kind: 'superato',
      title: `Termine superato: ${term.title}`,
      text: `Il termine è scaduto ${theDay(term.dueOn)} (${term.cite}). ${term.consequence}`,
    };
  }
  const lead = leadDays[term.clock].filter((days) => addDays(term.dueOn, -days) <= today).at(-1);
  if (lead === undefined) return null;
  const left = lead === 0 || today === term.dueOn ? 'Scade oggi' : `Scade ${theDay(term.dueOn)}`;
  return { kind: String(lead), title: `${term.title}: ${dayInWords(term.dueOn)}`, text: `${left} (${term.cite}). ${term.consequence}` };
}
