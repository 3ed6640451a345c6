import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dateInWords, dayAndTime } from '../format/dates';
import { Button, ButtonLink, TextLink } from '../ui/button';
import { Badge, type BadgeTone, StatusText } from '../ui/feedback';
import { CardItem, Disclosure, Facts, Muted, Paragraph, PlainList, Row, Stack, Subtitle } from '../ui/layout';
import { WhyNot } from '../ui/why-not';
import { ApproveDialog, WithdrawDialog } from './confirm-dialogs';
import { isSuperseded, OpinionLine, OpinionText } from './opinion-text';
import { type Review, type ReviewProps } from './queries';

const tones: Readonly<Record<Review['state'], BadgeTone>> = {
  CHIESTA: 'info',
  IN_CORSO: 'info',
  OSSERVAZIONI: 'warning',
  APPROVATA: 'success',
  RIAPERTA: 'danger',
  RITIRATA: 'neutral',
};

/** One review: who was asked, how far each is, what they think, and what the caller can do. */
export function ReviewCard({ dossierId, review, documents }: ReviewProps): ReactElement {
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
          {review.reviewers.map(({ id, name, state, missing, notes }) => (
            <li key={id}>
              {name}: {t(`revisione.statiRevisore.${state}`)}
              {state !== 'APPROVATA' && missing.length > 0 && <Muted>{` (${missing.join(', ')})`}</Muted>}
              {notes.map((note) => (
                <StatusText key={note} tone="muted" icon="it-info-circle">
                  {note}
                </StatusText>
              ))}
            </li>
          ))}
        </PlainList>
        {review.opinions.map((opinion) => (
          <Disclosure key={opinion.id} summary={<OpinionLine opinion={opinion} superseded={isSuperseded(opinion, review.opinions)} />}>
            <OpinionText opinion={opinion} />
          </Disclosure>
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
        {review.opinions.length > 0 && (
          <div>
            <TextLink to="/fascicoli/$dossierId/revisione/parere/$reviewId" params={{ dossierId, reviewId: review.id }}>
              {t('revisione.leggiPareri', { atti: review.documents.join(', ') })}
            </TextLink>
          </div>
        )}
        {review.mine && <WhyNot id={`perche-${review.id}`} reason={review.whyNot.approve} summary={t('revisione.percheNonApprovo')} />}
      </Stack>
      {open === 'approva' && <ApproveDialog dossierId={dossierId} review={review} documents={toApprove} onClose={close} />}
      {open === 'ritira' && <WithdrawDialog dossierId={dossierId} review={review} onClose={close} />}
    </CardItem>
  );
}
