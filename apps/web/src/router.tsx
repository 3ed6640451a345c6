import { createRouter } from '@tanstack/react-router';
import { rowRoutes } from './checklists/routes';
import { clauseRoutes, dossierClauseRoutes } from './clauses/routes';
import { communityRoutes } from './community/routes';
import { convenzioneRoutes } from './convenzione/routes';
import { deskRoutes } from './desk/routes';
import { dossier } from './dossier-route';
import { draftingRoutesOfDossier } from './drafting/routes';
import { accessibility, activation, privacy, root, signedIn, signIn } from './entrance';
import { expertiseRoutesOfDossier } from './expertise/routes';
import { factRoutesOfDossier } from './facts/routes';
import { indicatorRoutes } from './indicators/routes';
import { newDossier, newDossierShort } from './intake/routes';
import { kindRoutes } from './kinds/routes';
import { parameter, parameters } from './law/routes';
import { libraryRoutes } from './library/routes';
import { lintRoutes } from './lint/routes';
import { officeRoutesOfDossier } from './office/routes';
import { ownRoutes } from './own-routes';
import { dossierRoutes } from './pages/dossier-routes';
import { enteRoutes } from './pages/ente-routes';
import { NotFoundPage } from './pages/not-found';
import { PageFailure } from './pages/page-failure';
import { redlineRoutesOfDossier } from './redline/routes';
import { requestRoutes, requestsOfDossier } from './requests/routes';
import { reviewRoutesOfDossier } from './review/routes';
import { dossierTerms, outages, terms } from './terms/routes';

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    activation,
    accessibility,
    privacy,
    signedIn.addChildren([
      ...deskRoutes,
      ...requestRoutes,
      ...indicatorRoutes,
      ...ownRoutes,
      ...libraryRoutes,
      terms,
      outages,
      parameters,
      parameter,
      ...lintRoutes,
      newDossier,
      newDossierShort,
      dossier.addChildren([
        ...dossierRoutes,
        requestsOfDossier,
        ...factRoutesOfDossier,
        ...redlineRoutesOfDossier,
        ...officeRoutesOfDossier,
        ...draftingRoutesOfDossier,
        ...reviewRoutesOfDossier,
        ...rowRoutes,
        ...expertiseRoutesOfDossier,
        dossierTerms,
        ...dossierClauseRoutes,
      ]),
      ...enteRoutes,
      ...kindRoutes,
      ...clauseRoutes,
      ...communityRoutes,
      ...convenzioneRoutes,
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
