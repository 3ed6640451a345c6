import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { startReading } from '../api/queries';
import { dossier } from '../dossier-route';
import { officeQuery } from './queries';

const editor = createRoute({
  getParentRoute: () => dossier,
  path: '/documenti/$code/editor',
  loader: ({ params }) => {
    startReading(officeQuery(params.dossierId, params.code));
  },
  component: lazyRouteComponent(() => import('./office-page'), 'OfficePage'),
});

/** A document in the office server of the installation. */
export const officeRoutesOfDossier = [editor] as const;
