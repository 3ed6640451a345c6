import { dayInWords, theDay } from '../calendar/dates-in-words.js';
import { toRomeDate } from '../calendar/rome-time.js';
import type { LegalParameter } from '../law/parameters.js';
import type { Term, TermState } from './term.js';

type Sketch = Pick<Term, 'code' | 'title' | 'nature' | 'from' | 'due' | 'cite' | 'consequence'> &
  Partial<Omit<Term, 'explanation'>> & { readonly steps: readonly string[]; readonly today: string };

const unitNames: Partial<Record<LegalParameter['unit'], readonly [one: string, many: string]>> = {
  days: ['giorno', 'giorni'],
  months: ['mese', 'mesi'],
  count: ['', ''],
};

/** How the value of the law was read, for the end of an explanation. */
function parameterSentence(row: LegalParameter): string {
  const [one, many] = unitNames[row.unit] ?? ['', ''];
  const value = `${row.value} ${row.value === '1' ? one : many}`.trim();
  const doubt = row.confirmed ? '' : ' È un valore da confermare.';
  return `Valore applicato: ${value} (${row.cite}), in vigore dal ${dayInWords(row.from)}.${doubt}`;
}

/** State of a term on a day. Done in time or on the day is `RISPETTATO`; what may not be done before is broken only by doing it. */
function stateOf({ nature, due, metOn = null, today }: Sketch): TermState {
  if (due === null) return 'IN_CORSO';
  if (nature === 'EVENTO') return today > due ? 'RISPETTATO' : 'IN_CORSO';
  if (nature === 'NON_PRIMA') return metOn === null ? (today >= due ? 'RISPETTATO' : 'IN_CORSO') : metOn >= due ? 'RISPETTATO' : 'SUPERATO';
  return (metOn ?? today) <= due ? (metOn === null ? 'IN_CORSO' : 'RISPETTATO') : 'SUPERATO';
}

/** A term from what is particular to it. */
export function term(sketch: Sketch): Term {
  const { steps, metOn = null, parameter = null } = sketch;
  const explanation = [
    ...steps,
    ...(parameter === null ? [] : [parameterSentence(parameter)]),
    ...(metOn === null ? [] : [`Fatto ${theDay(metOn)}.`]),
  ];
  const { code, title, nature, from, due, cite, consequence } = sketch;
  return {
    ...{ code, title, nature, from, due, cite, consequence, metOn, parameter },
    clock: sketch.clock ?? 'LEGAL',
    dueAt: sketch.dueAt ?? null,
    suspensions: sketch.suspensions ?? [],
    proposal: sketch.proposal ?? null,
    state: sketch.state ?? stateOf(sketch),
    explanation: explanation.join(' '),
  };
}

/** Where the law of the reference date is not known: nothing is guessed. */
export const unknownLaw = 'Il valore della legge alla data di riferimento non è registrato: il termine non si può calcolare.';

export const dayOf = (instant: string): string => toRomeDate(instant);
