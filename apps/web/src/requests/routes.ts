import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { startReading } from '../api/queries';
import { dossier } from '../dossier-route';
import { signedIn } from '../entrance';
import { requestsSearch } from '../search-params';
import { deskQuery, requestsQuery, threadQuery } from './queries';

const desk = createRoute({
  getParentRoute: () => signedIn,
  path: '/richieste',
  validateSearch: requestsSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ deps }) => {
    startReading(deskQuery(deps));
  },
  component: lazyRouteComponent(() => import('./desk-page'), 'RequestDeskPage'),
});

/** A page of the dossier. */
export const requestsOfDossier = createRoute({
  getParentRoute: () => dossier,
  path: '/richieste',
  loader: ({ params }) => {
    startReading(requestsQuery(params.dossierId));
    startReading(threadQuery(params.dossierId));
  },
  component: lazyRouteComponent(() => import('./requests-page'), 'RequestsPage'),
});

/** Pages about requests of all dossiers; those of one dossier are among its pages. */
export const requestRoutes = [desk];
