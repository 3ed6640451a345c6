import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { entiQuery, kindsQuery, startReading } from '../api/queries';
import { signedIn } from '../entrance';
import { legalParametersQuery } from '../law/queries';
import { intakeSearch } from '../search-params';

export const newDossier = createRoute({
  getParentRoute: () => signedIn,
  path: '/fascicoli/nuovo',
  validateSearch: intakeSearch,
  loader: () => {
    startReading(legalParametersQuery());
    startReading(entiQuery());
  },
  component: lazyRouteComponent(() => import('./intake-page'), 'GuidedIntakePage'),
});
export const newDossierShort = createRoute({
  getParentRoute: () => signedIn,
  path: '/fascicoli/nuovo/breve',
  loader: () => {
    startReading(kindsQuery());
    startReading(entiQuery());
  },
  component: lazyRouteComponent(() => import('../pages/new-dossier'), 'NewDossierPage'),
});
