import { type ReactElement } from 'react';
import { CardItem, CardList } from '../ui/layout';
import { type Term } from './queries';
import { TermCard } from './term-card';

const toneOf = ({ state }: Term): 'danger' | 'warning' | 'plain' =>
  state === 'SUPERATO' ? 'danger' : state === 'SOSPESO' ? 'warning' : 'plain';

/** The terms of a dossier one under the other, each with its account. */
export function TermsList({ terms, label }: { terms: readonly Term[]; label: string }): ReactElement {
  return (
    <CardList label={label}>
      {terms.map((term) => (
        <CardItem key={term.code} tone={toneOf(term)}>
          <TermCard term={term} />
        </CardItem>
      ))}
    </CardList>
  );
}
