import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { shortDay } from '../format/dates';
import { EmptyState, StatusText } from '../ui/feedback';
import { Muted, Ordered, Section, Strong } from '../ui/layout';
import { type ConvenzioneDetail } from './queries';

type Entry = ConvenzioneDetail['timeline'][number];

const looks = {
  DONE: { tone: 'success', icon: 'it-check-circle' },
  DUE: { tone: 'danger', icon: 'it-warning-circle' },
  PLANNED: { tone: 'muted', icon: 'it-clock' },
} as const;

/** The life of a convenzione in the order of the days: what was done, what is due, what is still to come. */
export function Timeline({ entries }: { entries: readonly Entry[] }): ReactElement {
  const { t } = useTranslation();
  return (
    <Section id="cronologia" title={t('convenzioni.cronologia')}>
      {entries.length === 0 ? (
        <EmptyState title={t('convenzioni.cronologiaVuota')} />
      ) : (
        <Ordered label={t('convenzioni.cronologia')}>
          {entries.map((entry, position) => (
            <li key={`${entry.on} ${entry.title} ${position}`}>
              <StatusText {...looks[entry.kind]}>
                <time dateTime={entry.on}>{shortDay(entry.on)}</time> · {t(`convenzioni.quando.${entry.kind}`)}
              </StatusText>
              <br />
              <Strong>{entry.title}</Strong>
              {entry.detail !== null && (
                <>
                  <br />
                  <span>{entry.detail}</span>
                </>
              )}
              {entry.person !== null && (
                <>
                  <br />
                  <Muted>{entry.person}</Muted>
                </>
              )}
            </li>
          ))}
        </Ordered>
      )}
    </Section>
  );
}
