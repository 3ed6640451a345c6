import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { documentsQuery, startReading } from '../api/queries';
import { dossier } from '../dossier-route';
import { draftingSearch } from './drafting-search';

const list = createRoute({
  getParentRoute: () => dossier,
  path: '/redazione',
  loader: ({ params }) => {
    startReading(documentsQuery(params.dossierId));
  },
  component: lazyRouteComponent(() => import('./drafts-page'), 'DraftsPage'),
});
const draft = createRoute({
  getParentRoute: () => dossier,
  path: '/redazione/$code',
  validateSearch: draftingSearch,
  loader: ({ params }) => {
    startReading(documentsQuery(params.dossierId));
  },
  component: lazyRouteComponent(() => import('./drafting-page'), 'DraftingPage'),
});

/** Writing a document of the dossier together: the documents that can be written, and one of them. */
export const draftingRoutesOfDossier = [list, draft] as const;
