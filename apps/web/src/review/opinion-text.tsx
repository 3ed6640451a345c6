import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { firstWords } from '@gare/domain/review/reopening';
import { dayAndTime } from '../format/dates';
import { Badge, type BadgeTone } from '../ui/feedback';
import { Code, Muted, Paragraph, PlainList, Row, Stack } from '../ui/layout';
import { type Opinion } from './queries';

const outcomeTones: Readonly<Record<Opinion['outcome'], BadgeTone>> = {
  FAVOREVOLE: 'success',
  CON_OSSERVAZIONI: 'warning',
  CONTRARIO: 'danger',
};

/** Is there a later opinion of the same person, which stands in its place? Opinions come in their order. */
export const isSuperseded = (opinion: Opinion, all: readonly Opinion[]): boolean =>
  all.findLast(({ by }) => by.id === opinion.by.id)?.id !== opinion.id;

/** Who thinks what, in one line. */
export function OpinionLine({ opinion, superseded }: { opinion: Opinion; superseded: boolean }): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      {t('revisione.parereDi', { chi: opinion.by.name, quando: dayAndTime(opinion.at) })}{' '}
      <Badge tone={superseded ? 'neutral' : outcomeTones[opinion.outcome]}>{t(`revisione.esiti.${opinion.outcome}`)}</Badge>
      {superseded && <Muted> {t('revisione.parereSuperato')}</Muted>}
    </>
  );
}

/** A written opinion whole: its words, the versions it is about, the paragraphs it quotes with their hashes. */
export function OpinionText({ opinion }: { opinion: Opinion }): ReactElement {
  const { t } = useTranslation();
  const { text, reason, documents, quotes } = opinion;
  return (
    <Stack gap="sm">
      {text.split(/\n+/u).map((words, index) => (
        <Paragraph key={index}>{words}</Paragraph>
      ))}
      {reason !== '' && <Paragraph>{t('revisione.ragione', { ragione: reason })}</Paragraph>}
      <PlainList label={t('revisione.parereSuVersioni')}>
        {documents.map(({ code, version, sha256 }) => (
          <li key={code}>
            {`${code}, ${t('revisione.versione', { versione: version })}`}{' '}
            <Muted>
              {t('revisione.impronta')} <Code>{sha256}</Code>
            </Muted>
          </li>
        ))}
      </PlainList>
      {quotes.length > 0 && (
        <PlainList label={t('revisione.citazioni')}>
          {quotes.map(({ code, version, id, hash, text: words, standing }) => (
            <li key={`${code} ${id}`}>
              <Stack gap="sm">
                <Row>
                  <span>{`${code}: «${firstWords(words, 400)}»`}</span>
                  {!standing && <Badge tone="warning">{t('revisione.citazioneVecchia')}</Badge>}
                </Row>
                <Muted>
                  {t('revisione.paragrafoCitato', { id, versione: version })} <Code>{hash}</Code>
                </Muted>
              </Stack>
            </li>
          ))}
        </PlainList>
      )}
    </Stack>
  );
}
