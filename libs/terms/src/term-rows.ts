import { dayInWords } from '@gare/domain/calendar/dates-in-words';
import { type ComparedTerm, type TermDifference } from '@gare/domain/terms/term-differences';
import { type DossierTermEntity } from './dossier-term.entity.js';

/** A kept row as differences read it. */
export const comparedTerm = ({ code, title, clock, dueOn, dueAt, state, cite }: DossierTermEntity): ComparedTerm => ({
  ...{ code, title, clock, state, cite },
  due: dueOn,
  dueAt: dueAt?.toISOString() ?? null,
});

/** One sentence for the history, with the articles. */
export function movedSummary(moved: readonly TermDifference[]): string {
  const [first, ...rest] = moved;
  const day = (due: string | null | undefined): string => (due == null ? 'non calcolabile' : dayInWords(due));
  const one = first === undefined ? '' : `${first.title}: da ${day(first.before?.due)} a ${day(first.after?.due)} (${first.cite})`;
  const more = rest.length === 0 ? '' : rest.length === 1 ? ', e un altro termine' : `, e altri ${rest.length} termini`;
  return `Termini ricalcolati. ${one}${more}`;
}
