import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { shortDay } from '../format/dates';
import { Badge, StatusText } from '../ui/feedback';
import { Muted } from '../ui/layout';
import { type BoardCard } from './queries';

/** On whom a dossier waits: the party, the person or the role, and since when in working days. */
export function WaitsOn({ card }: { card: BoardCard }): ReactElement {
  const { t } = useTranslation();
  const { turn, waitedDays, onMe } = card;
  const who = turn.person?.name ?? turn.role?.label ?? '';
  return (
    <>
      <Badge tone={onMe ? 'info' : 'neutral'} {...(turn.clockStopped ? { icon: 'it-clock' as const } : {})}>
        {onMe ? t('bacheca.toccaAMe') : turn.label}
      </Badge>{' '}
      <Muted>
        {who}
        {turn.person?.insteadOf != null && ` (${t('bacheca.alPostoDi', { nome: turn.person.insteadOf })})`}
        {' · '}
        {t('bacheca.attende', { count: waitedDays })}
        {turn.clockStopped && ` · ${t('bacheca.termineFermo')}`}
      </Muted>
    </>
  );
}

/** The term that falls first. */
export function FirstTerm({ card }: { card: BoardCard }): ReactElement | null {
  const { t } = useTranslation();
  const { term } = card;
  if (term === null) return null;
  const words = t('bacheca.termine', { titolo: term.title, giorno: shortDay(term.due) });
  return term.over ? (
    <StatusText tone="danger" icon="it-clock">
      {words}, {t('bacheca.superato')}
    </StatusText>
  ) : (
    <StatusText tone="muted" icon="it-clock">
      {words}
    </StatusText>
  );
}
