import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { startReading } from '../api/queries';
import { dossier } from '../dossier-route';
import { reviewedTextQuery, reviewsQuery } from './queries';

const reviews = createRoute({
  getParentRoute: () => dossier,
  path: '/revisione',
  loader: ({ params }) => {
    startReading(reviewsQuery(params.dossierId));
  },
  component: lazyRouteComponent(() => import('./reviews-page'), 'ReviewsPage'),
});
const text = createRoute({
  getParentRoute: () => dossier,
  path: '/revisione/documento/$code',
  loader: ({ params }) => {
    startReading(reviewedTextQuery(params.dossierId, params.code));
  },
  component: lazyRouteComponent(() => import('./reviewed-text-page'), 'ReviewedTextPage'),
});
const opinion = createRoute({
  getParentRoute: () => dossier,
  path: '/revisione/parere/$reviewId',
  loader: ({ params }) => {
    startReading(reviewsQuery(params.dossierId));
  },
  component: lazyRouteComponent(() => import('./opinion-page'), 'OpinionPage'),
});

/** Legal review of a dossier: what is asked of whom, a document as its reviewer reads it, the written opinion. */
export const reviewRoutesOfDossier = [reviews, text, opinion] as const;
