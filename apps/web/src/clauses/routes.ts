import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { startReading } from '../api/queries';
import { dossier } from '../dossier-route';
import { signedIn } from '../entrance';
import { clauseTextSearch } from './search';
import { clauseQuery, clausesQuery, dossierClausesQuery } from './queries';

const clauses = createRoute({
  getParentRoute: () => signedIn,
  path: '/modelli/clausole',
  loader: () => {
    startReading(clausesQuery());
  },
  component: lazyRouteComponent(() => import('./clauses-page'), 'ClausesPage'),
});
const newClause = createRoute({
  getParentRoute: () => signedIn,
  path: '/modelli/clausole/nuova',
  loader: () => {
    startReading(clausesQuery());
  },
  component: lazyRouteComponent(() => import('./new-clause-page'), 'NewClausePage'),
});
const clause = createRoute({
  getParentRoute: () => signedIn,
  path: '/modelli/clausole/$code',
  loader: ({ params }) => {
    startReading(clauseQuery(params.code));
  },
  component: lazyRouteComponent(() => import('./clause-page'), 'ClausePage'),
});
const editClause = createRoute({
  getParentRoute: () => signedIn,
  path: '/modelli/clausole/$code/modifica',
  loader: ({ params }) => {
    startReading(clauseQuery(params.code));
  },
  component: lazyRouteComponent(() => import('./edit-clause-page'), 'EditClausePage'),
});

/** The library of clauses. */
export const clauseRoutes = [clauses, newClause, clause, editClause] as const;

const deviations = createRoute({
  getParentRoute: () => dossier,
  path: '/scostamenti',
  loader: ({ params }) => {
    startReading(dossierClausesQuery(params.dossierId));
  },
  component: lazyRouteComponent(() => import('./deviations-page'), 'DeviationsPage'),
});
const changeText = createRoute({
  getParentRoute: () => dossier,
  path: '/scostamenti/$code',
  validateSearch: clauseTextSearch,
  loader: ({ params }) => {
    startReading(dossierClausesQuery(params.dossierId));
  },
  component: lazyRouteComponent(() => import('./change-clause-page'), 'ChangeClausePage'),
});

/** Clauses of one dossier. */
export const dossierClauseRoutes = [deviations, changeText] as const;
