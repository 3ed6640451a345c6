import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { entiQuery, startReading } from '../api/queries';
import { signedIn } from '../entrance';
import { indicatorsSearch } from '../search-params';
import { indicatorsQuery } from './queries';

const dashboard = createRoute({
  getParentRoute: () => signedIn,
  path: '/cruscotto',
  validateSearch: indicatorsSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ deps }) => {
    startReading(indicatorsQuery(deps));
    startReading(entiQuery());
  },
  component: lazyRouteComponent(() => import('./dashboard-page'), 'DashboardPage'),
});

/** The figures of the Province. */
export const indicatorRoutes = [dashboard] as const;
