import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { startReading } from '../api/queries';
import { signedIn } from '../entrance';
import { parameterSearch, parametersSearch } from '../search-params';
import { legalParametersQuery } from './queries';

export const parameters = createRoute({
  getParentRoute: () => signedIn,
  path: '/amministrazione/parametri',
  validateSearch: parametersSearch,
  loader: () => {
    startReading(legalParametersQuery());
  },
  component: lazyRouteComponent(() => import('./parameters-page'), 'ParametersPage'),
});
export const parameter = createRoute({
  getParentRoute: () => signedIn,
  path: '/amministrazione/parametri/$chiave',
  validateSearch: parameterSearch,
  loader: () => {
    startReading(legalParametersQuery());
  },
  component: lazyRouteComponent(() => import('./parameter-page'), 'ParameterPage'),
});
