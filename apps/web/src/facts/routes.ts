import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { documentsQuery, startReading } from '../api/queries';
import { dossier } from '../dossier-route';
import { textSearch, versionSearch } from '../search-params';
import { handEditsQuery } from './queries';

const text = createRoute({
  getParentRoute: () => dossier,
  path: '/documenti/$code/testo',
  validateSearch: textSearch,
  loader: ({ params }) => {
    startReading(documentsQuery(params.dossierId));
  },
  component: lazyRouteComponent(() => import('./document-text-page'), 'DocumentTextPage'),
});
const comparison = createRoute({
  getParentRoute: () => dossier,
  path: '/documenti/$code/confronto',
  validateSearch: versionSearch,
  component: lazyRouteComponent(() => import('./redline-page'), 'RedlinePage'),
});
const edits = createRoute({
  getParentRoute: () => dossier,
  path: '/documenti/$code/modifiche',
  loader: ({ params }) => {
    startReading(handEditsQuery(params.dossierId, params.code));
  },
  component: lazyRouteComponent(() => import('./hand-edits-page'), 'HandEditsPage'),
});

/** Pages about the facts of a document: its text with bound values, what changed, what was changed by hand. */
export const factRoutesOfDossier = [text, comparison, edits] as const;
