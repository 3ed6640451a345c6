import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { dayAndTime, shortDay } from '../format/dates';
import { Muted } from '../ui/layout';
import { type Term } from './queries';

/** The day of a term, with its hour where that counts; in words why there is none. */
export function TermDay({ term }: { term: Pick<Term, 'due' | 'dueAt'> & { readonly state?: Term['state'] } }): ReactElement {
  const { t } = useTranslation();
  if (term.dueAt !== null) return <time dateTime={term.dueAt}>{dayAndTime(term.dueAt)}</time>;
  if (term.due !== null) return <time dateTime={term.due}>{shortDay(term.due)}</time>;
  return <Muted>{t(term.state === 'SOSPESO' ? 'termini.senzaGiornoSospeso' : 'termini.senzaGiorno')}</Muted>;
}
