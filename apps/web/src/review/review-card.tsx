import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { firstWords } from '@gare/domain/review/reopening';
import { dateInWords, dayAndTime } from '../format/dates';
import { Button, ButtonLink } from '../ui/button';
import { Badge, type BadgeTone } from '../ui/feedback';
import { CardItem, Disclosure, Facts, Muted, Paragraph, PlainList, Row, Stack, Subtitle } from '../ui/layout';
import { WhyNot } from '../ui/why-not';
import { ApproveDialog, WithdrawDialog } from './confirm-dialogs';
import { type Opinion, type Review, type ReviewDocument } from './queries';

const tones: Readonly<Record<Review['state'], BadgeTone>> = {
  CHIESTA: 'info',
  IN_CORSO: 'info',
  OSSERVAZIONI: 'warning',
  APPROVATA: 'success',
  RIAPERTA: 'danger',
  RITIRATA: 'neutral',
};

/** One review: who was asked, how far each is, what they think, and what the caller can do. */
export function ReviewCard({
  dossierId,
  review,
  documents,
}: {
  dossierId: string;
  review: Review;
  documents: readonly ReviewDocument[];
}): ReactElement {
  const { t } = useTranslation();
  const [open, setOpen] = useState<'approva' | 'ritira' | null>(null);
  const close = (): void => {
    setOpen(null);
  };
  const mine = new Set(review.reviewers.flatMap(({ state, missing }) => (state === 'TOCCA' ? missing : [])));
  const toApprove = documents.filter(({ code }) => mine.has(code));
  return (
    <CardItem tone={review.mine ? 'warning' : review.withdrawn === null ? 'plain' : 'muted'}>
      <Stack gap="sm">
        <Row align="between">
          <Subtitle>{t('revisione.di', { atti: review.documents.join(', ') })}</Subtitle>
          <Badge tone={tones[review.state]}>{t(`revisione.stati.${review.state}`)}</Badge>
        </Row>
        <Facts
          items={[
            [t('revisione.chiestaDa'), `${review.askedBy}, ${dayAndTime(review.askedAt)}`],
            [t('revisione.termine'), dateInWords(review.dueOn)],
            [t('revisione.ordine'), t(`revisione.ordini.${review.order}`)],
          ]}
        />
        {review.note !== '' && <Paragraph>{review.note}</Paragraph>}
        <PlainList label={t('revisione.revisori')}>
          {review.reviewers.map(({ id, name, state, missing }) => (
            <li key={id}>
              {name}: {t(`revisione.statiRevisore.${state}`)}
              {state !== 'APPROVATA' && missing.length > 0 && <Muted>{` (${missing.join(', ')})`}</Muted>}
            </li>
          ))}
        </PlainList>
        {review.opinions.map((opinion) => (
          <OneOpinion key={opinion.id} opinion={opinion} />
        ))}
        {review.withdrawn !== null && (
          <Muted>
            {t('revisione.ritirataDa', { chi: review.withdrawn.by, quando: dayAndTime(review.withdrawn.at) })} {review.withdrawn.reason}
          </Muted>
        )}
        <Row>
          {review.whyNot.opinion === null && (
            <ButtonLink to="/fascicoli/$dossierId/revisione/parere/$reviewId" params={{ dossierId, reviewId: review.id }}>
              {t('revisione.scriviParere')}
            </ButtonLink>
          )}
          {review.whyNot.approve === null && (
            <Button
              look="primary"
              onClick={() => {
                setOpen('approva');
              }}
            >
              {t('revisione.approva')}
            </Button>
          )}
          {review.whyNot.withdraw === null && (
            <Button
              look="quiet"
              onClick={() => {
                setOpen('ritira');
              }}
            >
              {t('revisione.ritira')}
            </Button>
          )}
        </Row>
        {review.mine && <WhyNot id={`perche-${review.id}`} reason={review.whyNot.approve} summary={t('revisione.percheNonApprovo')} />}
      </Stack>
      {open === 'approva' && <ApproveDialog dossierId={dossierId} review={review} documents={toApprove} onClose={close} />}
      {open === 'ritira' && <WithdrawDialog dossierId={dossierId} review={review} onClose={close} />}
    </CardItem>
  );
}

const outcomeTones: Readonly<Record<Opinion['outcome'], BadgeTone>> = {
  FAVOREVOLE: 'success',
  CON_OSSERVAZIONI: 'warning',
  CONTRARIO: 'danger',
};

function OneOpinion({ opinion }: { opinion: Opinion }): ReactElement {
  const { t } = useTranslation();
  const { outcome, by, at, text, reason, quotes } = opinion;
  return (
    <Disclosure summary={t('revisione.parereDi', { chi: by.name, quando: dayAndTime(at) })}>
      <Stack gap="sm">
        <div>
          <Badge tone={outcomeTones[outcome]}>{t(`revisione.esiti.${outcome}`)}</Badge>
        </div>
        <Paragraph>{text}</Paragraph>
        {reason !== '' && <Paragraph>{t('revisione.ragione', { ragione: reason })}</Paragraph>}
        {quotes.length > 0 && (
          <PlainList label={t('revisione.citazioni')}>
            {quotes.map((quote) => (
              <li key={`${quote.code} ${quote.id}`}>
                {`${quote.code}: «${firstWords(quote.text, 160)}»`}{' '}
                {!quote.standing && <Badge tone="warning">{t('revisione.citazioneVecchia')}</Badge>}
              </li>
            ))}
          </PlainList>
        )}
      </Stack>
    </Disclosure>
  );
}
