import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { dossierQuery, haveRead } from './api/queries';
import { signedIn } from './entrance';

/** The frame of a dossier, above each of its pages. */
export const dossier = createRoute({
  getParentRoute: () => signedIn,
  path: '/fascicoli/$dossierId',
  loader: async ({ params }) => {
    await haveRead(dossierQuery(params.dossierId));
  },
  component: lazyRouteComponent(() => import('./pages/dossier-frame'), 'DossierFrame'),
});
