import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { shortDay } from '../format/dates';
import { Timeline, type TimelineBar } from '../ui/timeline';
import { type LibraryTemplate } from './queries';

const year = 365 * 24 * 60 * 60 * 1000;
const instant = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** When each version of one code is in force, drawn; the table below it says the same in words. */
export function ValidityLine({ versions, now }: { versions: readonly LibraryTemplate[]; now: Date }): ReactElement {
  const { t } = useTranslation();
  const today = now.getTime();
  const starts = versions.map(({ validFrom }) => instant(validFrom));
  const ends = versions.map(({ validTo }) => (validTo === null ? today + year : instant(validTo)));
  const [first, last] = [Math.min(today - year / 4, ...starts), Math.max(today + year, ...ends)];
  const at = (moment: number): number => ((moment - first) / (last - first)) * 100;
  const bars: TimelineBar[] = versions.map(({ id, version, validFrom, validTo, inForce, state, origin }) => ({
    key: id,
    label: `${version}, ${t(`modelli.origine.${origin}`)}`,
    from: at(instant(validFrom)),
    to: validTo === null ? 100 : at(instant(validTo)),
    tone: inForce ? 'running' : state === 'PUBBLICATO' ? 'kept' : 'stopped',
    text: validTo === null ? t('modelli.senzaScadenza') : t('modelli.al', { giorno: shortDay(validTo) }),
  }));
  return (
    <Timeline
      label={t('modelli.linea')}
      bars={bars}
      now={{ at: at(today), label: t('modelli.oggi') }}
      ends={[shortDay(isoDay(first)), shortDay(isoDay(last))]}
    />
  );
}
