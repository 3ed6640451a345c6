import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { entiQuery, startReading } from '../api/queries';
import { dossier } from '../dossier-route';
import { signedIn } from '../entrance';
import { termsSearch } from '../search-params';
import { dossierTermsQuery, outagesQuery } from './queries';

export const dossierTerms = createRoute({
  getParentRoute: () => dossier,
  path: '/termini',
  loader: ({ params }) => {
    startReading(dossierTermsQuery(params.dossierId));
  },
  component: lazyRouteComponent(() => import('./dossier-terms-page'), 'DossierTermsPage'),
});

export const terms = createRoute({
  getParentRoute: () => signedIn,
  path: '/termini',
  validateSearch: termsSearch,
  loader: () => {
    startReading(entiQuery());
  },
  component: lazyRouteComponent(() => import('./terms-page'), 'TermsPage'),
});
export const outages = createRoute({
  getParentRoute: () => signedIn,
  path: '/termini/piattaforma',
  loader: () => {
    startReading(outagesQuery());
  },
  component: lazyRouteComponent(() => import('./outages-page'), 'OutagesPage'),
});
