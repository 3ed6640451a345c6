import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import {
  checksQuery,
  documentsQuery,
  dossierListQuery,
  dossierQuery,
  entiQuery,
  haveRead,
  kindsQuery,
  packageQuery,
  sheetQuery,
  startReading,
} from './api/queries';
import { publishedQuery } from './api/published-query';
import { expensesQuery } from './api/register-queries';
import { enteQuery, peopleQuery, rolesQuery } from './api/registry-queries';
import { rowRoutes } from './checklists/routes';
import { clauseRoutes, dossierClauseRoutes } from './clauses/routes';
import { communityRoutes } from './community/routes';
import { convenzioneQuery, convenzioniQuery, matrixQuery, tariffsQuery } from './convenzione/queries';
import { expertiseQuery, teamQuery } from './expertise/queries';
import { indicatorsQuery } from './indicators/queries';
import { kindRoutes } from './kinds/routes';
import { accessibility, activation, privacy, root, signedIn, signIn } from './entrance';
import { boardFilters } from './desk/board-filters';
import { boardQuery, myTurnQuery } from './desk/queries';
import { dossier } from './dossier-route';
import { newDossier, newDossierShort } from './intake/routes';
import { parameter, parameters } from './law/routes';
import { libraryRoutes } from './library/routes';
import { lintRoutes } from './lint/routes';
import { deskFilters } from './pages/desk-filters';
import { ownRoutes } from './own-routes';
import { draftingRoutesOfDossier } from './drafting/routes';
import { factRoutesOfDossier } from './facts/routes';
import { redlineRoutesOfDossier } from './redline/routes';
import { officeRoutesOfDossier } from './office/routes';
import { reviewRoutesOfDossier } from './review/routes';
import { requestRoutes, requestsOfDossier } from './requests/routes';
import { NotFoundPage } from './pages/not-found';
import { PageFailure } from './pages/page-failure';
import {
  auditSearch,
  checksSearch,
  convenzioneFieldSearch,
  convenzioniSearch,
  deskSearch,
  documentsSearch,
  entiSearch,
  indicatorsSearch,
  previewSearch,
  publishedSearch,
  rolesSearch,
  sheetSearch,
  statementSearch,
} from './search-params';
import { dossierTerms, outages, terms } from './terms/routes';

const desk = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  validateSearch: deskSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ deps, context }) => {
    if (deps.aspetto === 'bacheca') startReading(boardQuery(boardFilters(deps)));
    if (deps.aspetto === undefined) startReading(dossierListQuery(deskFilters(deps, context.session)));
    startReading(myTurnQuery());
    startReading(kindsQuery());
    startReading(entiQuery());
  },
  component: lazyRouteComponent(() => import('./pages/desk'), 'DeskPage'),
});
const summary = createRoute({
  getParentRoute: () => dossier,
  path: '/',
  loader: async ({ params }) => {
    const { kind } = await haveRead(dossierQuery(params.dossierId));
    if (kind.code === 'CONVENZIONE_ADESIONE') redirect({ to: '/convenzioni/$dossierId', params, throw: true, replace: true });
  },
  component: lazyRouteComponent(() => import('./pages/dossier-summary'), 'DossierSummaryPage'),
});
const sheet = createRoute({
  getParentRoute: () => dossier,
  path: '/scheda',
  validateSearch: sheetSearch,
  loader: ({ params }) => {
    startReading(sheetQuery(params.dossierId));
    startReading(checksQuery(params.dossierId));
  },
  component: lazyRouteComponent(() => import('./pages/sheet-page'), 'SheetPage'),
});
const checks = createRoute({
  getParentRoute: () => dossier,
  path: '/verifiche',
  validateSearch: checksSearch,
  loader: ({ params }) => {
    startReading(checksQuery(params.dossierId));
  },
  component: lazyRouteComponent(() => import('./pages/checks-page'), 'ChecksPage'),
});
const documents = createRoute({
  getParentRoute: () => dossier,
  path: '/documenti',
  validateSearch: documentsSearch,
  loader: ({ params }) => {
    startReading(documentsQuery(params.dossierId));
  },
  component: lazyRouteComponent(() => import('./pages/documents-page'), 'DocumentsPage'),
});
const preview = createRoute({
  getParentRoute: () => dossier,
  path: '/documenti/$code',
  validateSearch: previewSearch,
  loader: ({ params }) => {
    startReading(documentsQuery(params.dossierId));
  },
  component: lazyRouteComponent(() => import('./pages/document-preview'), 'DocumentPreviewPage'),
});
const bundle = createRoute({
  getParentRoute: () => dossier,
  path: '/fascicolo',
  loader: ({ params }) => {
    startReading(packageQuery(params.dossierId));
  },
  component: lazyRouteComponent(() => import('./pages/package-page'), 'PackagePage'),
});

const register = createRoute({
  getParentRoute: () => dossier,
  path: '/registro',
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import('./pages/audit-page'), 'AuditPage'),
});

const expertise = createRoute({
  getParentRoute: () => dossier,
  path: '/affiancamento',
  loader: ({ params }) => {
    startReading(expertiseQuery(params.dossierId), teamQuery(params.dossierId));
  },
  component: lazyRouteComponent(() => import('./expertise/expertise-page'), 'ExpertisePage'),
});
const expenses = createRoute({
  getParentRoute: () => dossier,
  path: '/spese',
  loader: ({ params }) => {
    startReading(expensesQuery(params.dossierId));
  },
  component: lazyRouteComponent(() => import('./pages/expenses-page'), 'ExpensesPage'),
});
const reviewGrants = createRoute({
  getParentRoute: () => dossier,
  path: '/incarichi',
  component: lazyRouteComponent(() => import('./pages/review-grants-page'), 'ReviewGrantsPage'),
});

const dashboard = createRoute({
  getParentRoute: () => signedIn,
  path: '/cruscotto',
  validateSearch: indicatorsSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ deps }) => {
    startReading(indicatorsQuery(deps));
    startReading(entiQuery());
  },
  component: lazyRouteComponent(() => import('./indicators/dashboard-page'), 'DashboardPage'),
});
const administration = createRoute({
  getParentRoute: () => signedIn,
  path: '/amministrazione',
  component: lazyRouteComponent(() => import('./pages/administration-page'), 'AdministrationPage'),
});
const published = createRoute({
  getParentRoute: () => signedIn,
  path: '/pubblicate',
  validateSearch: publishedSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ deps }) => {
    startReading(publishedQuery(deps));
  },
  component: lazyRouteComponent(() => import('./pages/published-page'), 'PublishedPage'),
});

const enti = createRoute({
  getParentRoute: () => signedIn,
  path: '/enti',
  validateSearch: entiSearch,
  loader: () => {
    startReading(entiQuery());
  },
  component: lazyRouteComponent(() => import('./pages/enti-page'), 'EntiPage'),
});
const newEnte = createRoute({
  getParentRoute: () => signedIn,
  path: '/enti/nuovo',
  component: lazyRouteComponent(() => import('./pages/new-ente-page'), 'NewEntePage'),
});
const importEnti = createRoute({
  getParentRoute: () => signedIn,
  path: '/enti/importa',
  component: lazyRouteComponent(() => import('./pages/import-enti-page'), 'ImportEntiPage'),
});
const ente = createRoute({
  getParentRoute: () => signedIn,
  path: '/enti/$enteId',
  loader: async ({ params }) => {
    await haveRead(enteQuery(params.enteId));
  },
  component: lazyRouteComponent(() => import('./pages/ente-frame'), 'EnteFrame'),
});
const enteData = createRoute({
  getParentRoute: () => ente,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/ente-page'), 'EntePage'),
});
const enteChange = createRoute({
  getParentRoute: () => ente,
  path: '/modifica',
  component: lazyRouteComponent(() => import('./pages/change-ente-page'), 'ChangeEntePage'),
});
const roles = createRoute({
  getParentRoute: () => ente,
  path: '/ruoli',
  validateSearch: rolesSearch,
  loader: ({ params }) => {
    startReading(rolesQuery(params.enteId));
  },
  component: lazyRouteComponent(() => import('./pages/roles-page'), 'RolesPage'),
});
const newRole = createRoute({
  getParentRoute: () => ente,
  path: '/ruoli/nuovo',
  loader: ({ params }) => {
    startReading(rolesQuery(params.enteId), peopleQuery(''));
  },
  component: lazyRouteComponent(() => import('./pages/new-role-page'), 'NewRolePage'),
});

const newPerson = createRoute({
  getParentRoute: () => ente,
  path: '/ruoli/persona',
  component: lazyRouteComponent(() => import('./pages/new-person-page'), 'NewPersonPage'),
});

const enteRegister = createRoute({
  getParentRoute: () => ente,
  path: '/registro',
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import('./pages/ente-audit-page'), 'EnteAuditPage'),
});

const convenzioni = createRoute({
  getParentRoute: () => signedIn,
  path: '/convenzioni',
  validateSearch: convenzioniSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ deps: { testo, gruppo, pagina } }) => {
    startReading(convenzioniQuery({ text: testo, gruppo, page: pagina ?? 1 }));
  },
  component: lazyRouteComponent(() => import('./convenzione/convenzioni-page'), 'ConvenzioniPage'),
});
const newConvenzione = createRoute({
  getParentRoute: () => signedIn,
  path: '/convenzioni/nuova',
  loader: () => {
    startReading(entiQuery());
  },
  component: lazyRouteComponent(() => import('./convenzione/new-convenzione-page'), 'NewConvenzionePage'),
});
const convenzione = createRoute({
  getParentRoute: () => signedIn,
  path: '/convenzioni/$dossierId',
  loader: async ({ params }) => {
    startReading(convenzioneQuery(params.dossierId));
    await haveRead(dossierQuery(params.dossierId));
  },
  component: lazyRouteComponent(() => import('./pages/dossier-frame'), 'DossierFrame'),
});
const convenzioneState = createRoute({
  getParentRoute: () => convenzione,
  path: '/',
  component: lazyRouteComponent(() => import('./convenzione/state-page'), 'ConvenzioneStatePage'),
});
const convenzioneContent = createRoute({
  getParentRoute: () => convenzione,
  path: '/contenuto',
  validateSearch: convenzioneFieldSearch,
  loader: ({ params }) => {
    startReading(sheetQuery(params.dossierId));
  },
  component: lazyRouteComponent(() => import('./convenzione/sheet-page'), 'ContentPage'),
});
const convenzioneActs = createRoute({
  getParentRoute: () => convenzione,
  path: '/atti',
  validateSearch: convenzioneFieldSearch,
  loader: ({ params }) => {
    startReading(sheetQuery(params.dossierId));
  },
  component: lazyRouteComponent(() => import('./convenzione/sheet-page'), 'ActsPage'),
});
const convenzioneMatrix = createRoute({
  getParentRoute: () => convenzione,
  path: '/matrice',
  loader: ({ params }) => {
    startReading(matrixQuery(params.dossierId));
  },
  component: lazyRouteComponent(() => import('./convenzione/matrix-page'), 'MatrixPage'),
});
const convenzioneTariff = createRoute({
  getParentRoute: () => convenzione,
  path: '/tariffa',
  loader: ({ params }) => {
    startReading(tariffsQuery(params.dossierId));
  },
  component: lazyRouteComponent(() => import('./convenzione/tariff-page'), 'TariffPage'),
});
const convenzioneStatement = createRoute({
  getParentRoute: () => convenzione,
  path: '/rendiconto',
  validateSearch: statementSearch,
  component: lazyRouteComponent(() => import('./convenzione/statement-page'), 'StatementPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    activation,
    accessibility,
    privacy,
    signedIn.addChildren([
      ...requestRoutes,
      published,
      dashboard,
      administration,
      ...ownRoutes,
      ...libraryRoutes,
      terms,
      outages,
      parameters,
      parameter,
      ...lintRoutes,
      desk,
      newDossier,
      newDossierShort,
      dossier.addChildren([
        summary,
        requestsOfDossier,
        ...factRoutesOfDossier,
        ...redlineRoutesOfDossier,
        ...officeRoutesOfDossier,
        ...draftingRoutesOfDossier,
        ...reviewRoutesOfDossier,
        sheet,
        checks,
        documents,
        preview,
        bundle,
        ...rowRoutes,
        register,
        expenses,
        expertise,
        reviewGrants,
        dossierTerms,
        ...dossierClauseRoutes,
      ]),
      enti,
      newEnte,
      importEnti,
      ...kindRoutes,
      ...clauseRoutes,
      ...communityRoutes,
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
      ente.addChildren([enteData, enteChange, roles, newRole, newPerson, enteRegister]),
    ]),
  ]),
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  defaultErrorComponent: PageFailure,
  defaultNotFoundComponent: NotFoundPage,
});

/** Where the cursor was when the move to another page began. */
let leftFrom: Element | null = null;
router.subscribe('onBeforeNavigate', () => {
  leftFrom = document.activeElement;
});
/**
 * After a move to another page reading starts at its heading; a field asked for by the address takes precedence, and so does what the
 * person, or the page itself, has gone to meanwhile: on a slow machine the page can be used before the move is over.
 */
router.subscribe('onRendered', ({ fromLocation, toLocation, pathChanged }) => {
  if (fromLocation === undefined || !pathChanged || 'campo' in toLocation.search) return;
  const now = document.activeElement;
  if (now !== leftFrom && now?.closest('main, dialog') != null) return;
  document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
