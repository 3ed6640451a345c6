import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { dayAndTime, shortDay } from '../format/dates';
import { Disclosure, Facts, Muted, Paragraph, PlainList, Row, Stack, Subtitle } from '../ui/layout';
import { type Term } from './queries';
import { TermDay } from './term-day';
import { TermState } from './term-state';

/** One term: what, by when, on which article, how it was counted, where it stood still, what happens at the end. */
export function TermCard({ term }: { term: Term }): ReactElement {
  const { t } = useTranslation();
  const { parameter, suspensions, before } = term;
  return (
    <Stack gap="sm">
      <Row align="baseline">
        <Subtitle>{term.title}</Subtitle>
        <TermState term={term} />
        <Muted>{t(`termini.orologio.${term.clock}`)}</Muted>
      </Row>
      <Facts
        items={[
          [t(`termini.natura.${term.nature}`), <TermDay key="giorno" term={term} />],
          ...(term.metOn === null ? [] : [[t('termini.fatto'), shortDay(term.metOn)] as const]),
          ...(before === null || before.due === null
            ? []
            : [[t('termini.prima'), t('termini.primaDel', { giorno: shortDay(before.due), quando: dayAndTime(before.movedAt) })] as const]),
          [t('termini.articolo'), term.cite],
        ]}
      />
      <Disclosure summary={t('termini.comeSiConta')}>
        <Stack gap="sm">
          <Paragraph>{term.explanation}</Paragraph>
          {suspensions.length > 0 && (
            <PlainList label={t('termini.sospensioni')}>
              {suspensions.map(({ from, to, days }) => (
                <li key={from}>
                  {to === null
                    ? t('termini.sospesoDal', { dal: shortDay(from) })
                    : t('termini.sospeso', { dal: shortDay(from), al: shortDay(to), count: days })}
                </li>
              ))}
            </PlainList>
          )}
          {parameter !== null && (
            <Paragraph>
              {t('termini.parametro', { chiave: parameter.key, cita: parameter.cite })}
              {!parameter.confirmed && ` ${t('termini.daConfermare')}`}
            </Paragraph>
          )}
          <Paragraph>
            {t('termini.allaFine')} {term.consequence}
          </Paragraph>
        </Stack>
      </Disclosure>
    </Stack>
  );
}
