import { daysBetween } from '@gare/domain/calendar/day-counting';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { shortDay } from '../format/dates';
import { Timeline, type TimelineBar } from '../ui/timeline';
import { type Term } from './queries';

const tones = { IN_CORSO: 'running', SOSPESO: 'stopped', RISPETTATO: 'kept', SUPERATO: 'missed' } as const;

/** Terms with a beginning and an end, on one line of time. The list beside it says the same in words. */
export function TermsTimeline({ terms, today }: { terms: readonly Term[]; today: string }): ReactElement | null {
  const { t } = useTranslation();
  const dated = terms.filter((term): term is Term & { due: string } => term.due !== null);
  const days = [today, ...dated.flatMap(({ from, due }) => [from ?? due, due])].sort();
  const [first, last] = [days[0] ?? today, days.at(-1) ?? today];
  const span = daysBetween(first, last);
  if (dated.length < 2 || span < 2) return null;
  const place = (day: string): number => (daysBetween(first, day) / span) * 100;
  const bars: TimelineBar[] = dated.map((term) => ({
    key: term.code,
    label: term.title,
    from: place(term.from ?? term.due),
    to: place(term.due),
    tone: tones[term.state],
    text: shortDay(term.due),
  }));
  return (
    <Timeline
      label={t('termini.linea')}
      bars={bars}
      now={{ at: place(today), label: t('termini.oggi') }}
      ends={[shortDay(first), shortDay(last)]}
    />
  );
}
