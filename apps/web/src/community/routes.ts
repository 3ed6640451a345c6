import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { startReading } from '../api/queries';
import { signedIn } from '../entrance';
import { communityQuery, importQuery } from './queries';

const community = createRoute({
  getParentRoute: () => signedIn,
  path: '/modelli/condivisione',
  loader: () => {
    startReading(communityQuery());
  },
  component: lazyRouteComponent(() => import('./community-page'), 'CommunityPage'),
});
const bundleImport = createRoute({
  getParentRoute: () => signedIn,
  path: '/modelli/condivisione/$importId',
  loader: ({ params }) => {
    startReading(importQuery(params.importId));
  },
  component: lazyRouteComponent(() => import('./import-page'), 'ImportPage'),
});

/** Models and clauses between Provinces. */
export const communityRoutes = [community, bundleImport] as const;
