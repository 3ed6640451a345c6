import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { dossierQuery, entiQuery, haveRead, sheetQuery, startReading } from '../api/queries';
import { signedIn } from '../entrance';
import { convenzioneFieldSearch, convenzioniSearch, statementSearch } from '../search-params';
import { convenzioneQuery, convenzioniQuery, matrixQuery, tariffsQuery } from './queries';

const convenzioni = createRoute({
  getParentRoute: () => signedIn,
  path: '/convenzioni',
  validateSearch: convenzioniSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ deps: { testo, gruppo, pagina } }) => {
    startReading(convenzioniQuery({ text: testo, gruppo, page: pagina ?? 1 }));
  },
  component: lazyRouteComponent(() => import('./convenzioni-page'), 'ConvenzioniPage'),
});
const newConvenzione = createRoute({
  getParentRoute: () => signedIn,
  path: '/convenzioni/nuova',
  loader: () => {
    startReading(entiQuery());
  },
  component: lazyRouteComponent(() => import('./new-convenzione-page'), 'NewConvenzionePage'),
});
const convenzione = createRoute({
  getParentRoute: () => signedIn,
  path: '/convenzioni/$dossierId',
  loader: async ({ params }) => {
    startReading(convenzioneQuery(params.dossierId));
    await haveRead(dossierQuery(params.dossierId));
  },
  component: lazyRouteComponent(() => import('../pages/dossier-frame'), 'DossierFrame'),
});
const convenzioneState = createRoute({
  getParentRoute: () => convenzione,
  path: '/',
  component: lazyRouteComponent(() => import('./state-page'), 'ConvenzioneStatePage'),
});
const convenzioneContent = createRoute({
  getParentRoute: () => convenzione,
  path: '/contenuto',
  validateSearch: convenzioneFieldSearch,
  loader: ({ params }) => {
    startReading(sheetQuery(params.dossierId));
  },
  component: lazyRouteComponent(() => import('./sheet-page'), 'ContentPage'),
});
const convenzioneActs = createRoute({
  getParentRoute: () => convenzione,
  path: '/atti',
  validateSearch: convenzioneFieldSearch,
  loader: ({ params }) => {
    startReading(sheetQuery(params.dossierId));
  },
  component: lazyRouteComponent(() => import('./sheet-page'), 'ActsPage'),
});
const convenzioneMatrix = createRoute({
  getParentRoute: () => convenzione,
  path: '/matrice',
  loader: ({ params }) => {
    startReading(matrixQuery(params.dossierId));
  },
  component: lazyRouteComponent(() => import('./matrix-page'), 'MatrixPage'),
});
const convenzioneTariff = createRoute({
  getParentRoute: () => convenzione,
  path: '/tariffa',
  loader: ({ params }) => {
    startReading(tariffsQuery(params.dossierId));
  },
  component: lazyRouteComponent(() => import('./tariff-page'), 'TariffPage'),
});
const convenzioneStatement = createRoute({
  getParentRoute: () => convenzione,
  path: '/rendiconto',
  validateSearch: statementSearch,
  component: lazyRouteComponent(() => import('./statement-page'), 'StatementPage'),
});

/** The register of convenzioni, a new one, and the pages of each under its frame. */
export const convenzioneRoutes = [
  convenzioni,
  newConvenzione,
  convenzione.addChildren([
    convenzioneState,
    convenzioneContent,
    convenzioneActs,
    convenzioneMatrix,
    convenzioneTariff,
    convenzioneStatement,
  ]),
] as const;
