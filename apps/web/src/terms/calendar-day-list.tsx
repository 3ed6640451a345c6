import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { clockTime, dateInWords } from '../format/dates';
import { TextLink } from '../ui/button';
import { CardItem, CardList, Muted, Paragraph, Row, Stack, Strong } from '../ui/layout';
import { type CalendarTerm } from './queries';
import { TermState } from './term-state';

/** The terms of some days, each day under its date. */
export function DayLists({ days, terms }: { days: readonly string[]; terms: readonly CalendarTerm[] }): ReactElement {
  return (
    <Stack gap="lg">
      {days.map((day) => (
        <DayList key={day} day={day} terms={terms.filter(({ due }) => due === day)} />
      ))}
    </Stack>
  );
}

function DayList({ day, terms }: { day: string; terms: readonly CalendarTerm[] }): ReactElement {
  const { t } = useTranslation();
  return (
    <section aria-labelledby={`elenco-${day}`} className="gi-stack">
      <h2 className="gi-h3" id={`elenco-${day}`} tabIndex={-1}>
        {dateInWords(day)}
      </h2>
      {terms.length === 0 ? (
        <Muted>{t('termini.nessunoNelGiorno')}</Muted>
      ) : (
        <CardList label={t('termini.delGiorno', { giorno: dateInWords(day) })}>
          {terms.map((term) => (
            <CardItem key={`${term.dossier.id} ${term.code}`} tone={term.state === 'SUPERATO' ? 'danger' : 'plain'}>
              <Row align="baseline">
                <Strong>{term.title}</Strong>
                <TermState term={term} />
                <Muted>
                  {term.dueAt !== null && `${t('termini.alle', { ora: clockTime(term.dueAt) })} · `}
                  {t(`termini.orologio.${term.clock}`)} · {term.cite}
                </Muted>
              </Row>
              <Paragraph>
                <TextLink to="/fascicoli/$dossierId/termini" params={{ dossierId: term.dossier.id }}>
                  {term.dossier.codiceAppalto}
                </TextLink>{' '}
                {term.dossier.oggetto}, {term.dossier.ente}
              </Paragraph>
              <Muted>{term.consequence}</Muted>
            </CardItem>
          ))}
        </CardList>
      )}
    </section>
  );
}
