import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { documentsQuery, startReading } from '../api/queries';
import { dossier } from '../dossier-route';
import { textSearch } from '../search-params';
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
const edits = createRoute({
  getParentRoute: () => dossier,
  path: '/documenti/$code/modifiche',
  loader: ({ params }) => {
    startReading(handEditsQuery(params.dossierId, params.code));
  },
  component: lazyRouteComponent(() => import('./hand-edits-page'), 'HandEditsPage'),
});

/** Pages about the facts of a document: its text with bound values, what was changed by hand. */
export const factRoutesOfDossier = [text, edits] as const;
