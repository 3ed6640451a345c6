import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { shortDay } from '../format/dates';
import { Timeline, type TimelineBar } from '../ui/timeline';
import { type ClauseVersion } from './queries';

const dayMs = 86_400_000;
const at = (day: string): number => Date.parse(`${day}T12:00:00Z`) / dayMs;

/** Published versions over one line of time; the table below says the same in words. */
export function ValidityLine({ versions, today }: { versions: readonly ClauseVersion[]; today: string }): ReactElement | null {
  const { t } = useTranslation();
  const published = versions.filter(({ state }) => state === 'PUBBLICATA');
  if (published.length === 0) return null;
  const days = [today, ...published.flatMap(({ validFrom, validTo }) => (validTo === null ? [validFrom] : [validFrom, validTo]))].sort();
  const first = days[0] ?? today;
  const last = days.at(-1) ?? today;
  // Room after the last day, so that a version without end is seen to go on.
  const end = at(last) + Math.max(60, (at(last) - at(first)) / 5);
  const share = (day: number): number => Math.min(100, Math.max(0, ((day - at(first)) / (end - at(first))) * 100));
  const bars = published.map(({ id, origin, version, validFrom, validTo, inForce }): TimelineBar => ({
    key: id ?? `${origin} ${version}`,
    label: t('clausole.versione', { versione: version }),
    from: share(at(validFrom)),
    to: validTo === null ? 100 : share(at(validTo) + 1),
    tone: inForce ? 'running' : 'kept',
    text: validTo === null ? t('clausole.senzaFine') : t('clausole.finoAl', { giorno: shortDay(validTo) }),
  }));
  return (
    <Timeline
      label={t('clausole.lineaDelTempo')}
      bars={bars}
      now={{ at: share(at(today)), label: t('clausole.oggi') }}
      ends={[shortDay(first), '']}
    />
  );
}
