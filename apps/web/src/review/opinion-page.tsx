import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type RoleCode } from '@gare/domain/access/permissions';
import { troubleOf } from '../api/trouble';
import { useDossier } from '../pages/dossier-frame';
import { TextLink } from '../ui/button';
import { EmptyState, Skeleton, TroubleNotice } from '../ui/feedback';
import { CardItem, CardList, Muted, Section, Stack, Subtitle } from '../ui/layout';
import { WhyNot } from '../ui/why-not';
import { OpinionForm } from './opinion-form';
import { isSuperseded, OpinionLine, OpinionText } from './opinion-text';
import { type Review, reviewsQuery } from './queries';
import { ReviewProofSection } from './review-proof';

/** The written opinions of a review: for its reviewers the form, for all who read the dossier the opinions whole and their proof. */
export function OpinionPage(): ReactElement {
  const { reviewId } = useParams({ from: '/riservata/fascicoli/$dossierId/revisione/parere/$reviewId' });
  const { t } = useTranslation();
  const dossier = useDossier();
  const reviews = useQuery(reviewsQuery(dossier.id));
  const review = reviews.data?.reviews.find(({ id }) => id === reviewId);
  return (
    <Stack>
      <div>
        <TextLink to="/fascicoli/$dossierId/revisione" params={{ dossierId: dossier.id }}>
          {t('revisione.tornaAllaRevisione')}
        </TextLink>
      </div>
      {reviews.isPending && <Skeleton rows={8} />}
      {reviews.error && (
        <TroubleNotice trouble={troubleOf(reviews.error)} retrying={reviews.isFetching} onRetry={() => void reviews.refetch()} />
      )}
      {reviews.data && review === undefined && <EmptyState title={t('revisione.nonTrovata')} />}
      {reviews.data && review !== undefined && (
        <Stack gap="lg">
          {review.whyNot.opinion === null && (
            <OpinionForm
              dossierId={dossier.id}
              review={review}
              documents={reviews.data.documents.filter(({ code }) => review.documents.includes(code))}
            />
          )}
          <Given review={review} />
          <ReviewProofSection dossierId={dossier.id} reviewId={review.id} />
        </Stack>
      )}
    </Stack>
  );
}

/** The opinions that were given, the newest first. */
function Given({ review }: { review: Review }): ReactElement {
  const { t } = useTranslation();
  const { opinions, whyNot, documents } = review;
  return (
    <Section
      id="pareri"
      title={t('revisione.pareri', { atti: documents.join(', ') })}
      aside={<WhyNot id="perche-parere" reason={whyNot.opinion} summary={t('revisione.percheNonParere')} />}
    >
      {opinions.length === 0 ? (
        <EmptyState title={t('revisione.nessunParere')} />
      ) : (
        <CardList label={t('revisione.pareriDati')}>
          {opinions.toReversed().map((opinion) => {
            const superseded = isSuperseded(opinion, opinions);
            return (
              <CardItem key={opinion.id} tone={superseded ? 'muted' : 'plain'}>
                <Stack gap="sm">
                  <Subtitle>
                    <OpinionLine opinion={opinion} superseded={superseded} />
                  </Subtitle>
                  <Muted>{t(`ruoli.${opinion.role as RoleCode}`)}</Muted>
                  <OpinionText opinion={opinion} />
                </Stack>
              </CardItem>
            );
          })}
        </CardList>
      )}
    </Section>
  );
}
