import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { dossierListQuery, entiQuery, kindsQuery, startReading } from '../api/queries';
import { publishedQuery } from '../api/published-query';
import { signedIn } from '../entrance';
import { deskFilters } from '../pages/desk-filters';
import { deskSearch, publishedSearch } from '../search-params';
import { boardFilters } from './board-filters';
import { boardQuery, myTurnQuery } from './queries';

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
  component: lazyRouteComponent(() => import('../pages/desk'), 'DeskPage'),
});
const published = createRoute({
  getParentRoute: () => signedIn,
  path: '/pubblicate',
  validateSearch: publishedSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ deps }) => {
    startReading(publishedQuery(deps));
  },
  component: lazyRouteComponent(() => import('../pages/published-page'), 'PublishedPage'),
});

/** The Scrivania, and what all bodies of the SUA have published. */
export const deskRoutes = [desk, published] as const;
