import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { startReading } from '../api/queries';
import { signedIn } from '../entrance';
import { publishKindSearch } from '../search-params';
import { kindDossiersQuery, kindVersionsQuery } from './queries';

const kinds = createRoute({
  getParentRoute: () => signedIn,
  path: '/tipi-di-fascicolo',
  loader: () => {
    startReading(kindVersionsQuery());
  },
  component: lazyRouteComponent(() => import('./kinds-page'), 'KindsPage'),
});
const publishKind = createRoute({
  getParentRoute: () => signedIn,
  path: '/tipi-di-fascicolo/nuova-versione',
  validateSearch: publishKindSearch,
  component: lazyRouteComponent(() => import('./publish-kind-page'), 'PublishKindPage'),
});
const kindVersion = createRoute({
  getParentRoute: () => signedIn,
  path: '/tipi-di-fascicolo/$code/$version',
  loader: ({ params }) => {
    startReading(kindVersionsQuery());
    startReading(kindDossiersQuery(params.code, params.version));
  },
  component: lazyRouteComponent(() => import('./kind-version-page'), 'KindVersionPage'),
});

/** The register of dossier kinds. */
export const kindRoutes = [kinds, publishKind, kindVersion] as const;
