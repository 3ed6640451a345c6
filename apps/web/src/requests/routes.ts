import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { startReading } from '../api/queries';
import { signedIn } from '../entrance';
import { requestsSearch } from '../search-params';
import { deskQuery } from './queries';

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

/** Pages about requests of all dossiers; those of one dossier are among its pages. */
export const requestRoutes = [desk];
