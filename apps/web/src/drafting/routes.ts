import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { documentsQuery, startReading } from '../api/queries';
import { dossier } from '../dossier-route';
import { draftingSearch } from './drafting-search';
import { draftVersionsQuery } from './versions/queries';
import { versionsSearch } from './versions/versions-search';

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

const versions = createRoute({
  getParentRoute: () => dossier,
  path: '/redazione/$code/versioni',
  validateSearch: versionsSearch,
  loader: ({ params }) => {
    startReading(draftVersionsQuery(params));
  },
  component: lazyRouteComponent(() => import('./versions/versions-page'), 'VersionsPage'),
});

/** Writing a document of the dossier together: the documents that can be written, one of them, and its versions. */
export const draftingRoutesOfDossier = [list, draft, versions] as const;
