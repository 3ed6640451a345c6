import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { startReading } from '../api/queries';
import { dossier } from '../dossier-route';
import { expertiseQuery, teamQuery } from './queries';

const expertise = createRoute({
  getParentRoute: () => dossier,
  path: '/affiancamento',
  loader: ({ params }) => {
    startReading(expertiseQuery(params.dossierId), teamQuery(params.dossierId));
  },
  component: lazyRouteComponent(() => import('./expertise-page'), 'ExpertisePage'),
});

/** Days of experts in a dossier. */
export const expertiseRoutesOfDossier = [expertise] as const;
