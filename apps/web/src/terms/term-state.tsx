import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge, type BadgeTone } from '../ui/feedback';
import { type IconName } from '../ui/icon-names';
import { type Term } from './queries';

type Shown = Pick<Term, 'state' | 'nature'>;

const looks: Record<Term['state'], { tone: BadgeTone; icon: IconName }> = {
  IN_CORSO: { tone: 'info', icon: 'it-clock' },
  SOSPESO: { tone: 'warning', icon: 'it-locked' },
  RISPETTATO: { tone: 'success', icon: 'it-check' },
  SUPERATO: { tone: 'danger', icon: 'it-error' },
};

/** A state in words: what it means depends on whether something had to be done by, or not before, the day. */
export function useStateName(): (term: Shown) => string {
  const { t } = useTranslation();
  return ({ state, nature }) => t(`termini.stato.${nature}.${state}`);
}

export function TermState({ term }: { term: Shown }): ReactElement {
  const name = useStateName();
  const { tone, icon } = looks[term.state];
  return (
    <Badge tone={tone} icon={icon}>
      {name(term)}
    </Badge>
  );
}
