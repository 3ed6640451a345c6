import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { startReading, versionsQuery } from '../api/queries';
import { dossier } from '../dossier-route';
import { comparisonSearch } from './search';

const comparison = createRoute({
  getParentRoute: () => dossier,
  path: '/documenti/$code/confronto',
  validateSearch: comparisonSearch,
  loader: ({ params }) => {
    startReading(versionsQuery(params.dossierId, params.code));
  },
  component: lazyRouteComponent(() => import('./comparison-page'), 'ComparisonPage'),
});

/** Any two versions of a document laid over each other. */
export const redlineRoutesOfDossier = [comparison] as const;
