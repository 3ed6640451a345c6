import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { checksQuery, documentsQuery, dossierQuery, haveRead, packageQuery, sheetQuery, startReading } from '../api/queries';
import { expensesQuery } from '../api/register-queries';
import { dossier } from '../dossier-route';
import { auditSearch, checksSearch, documentsSearch, previewSearch, sheetSearch } from '../search-params';

const summary = createRoute({
  getParentRoute: () => dossier,
  path: '/',
  loader: async ({ params }) => {
    const { kind } = await haveRead(dossierQuery(params.dossierId));
    if (kind.code === 'CONVENZIONE_ADESIONE') redirect({ to: '/convenzioni/$dossierId', params, throw: true, replace: true });
  },
  component: lazyRouteComponent(() => import('./dossier-summary'), 'DossierSummaryPage'),
});
const sheet = createRoute({
  getParentRoute: () => dossier,
  path: '/scheda',
  validateSearch: sheetSearch,
  loader: ({ params }) => {
    startReading(sheetQuery(params.dossierId));
    startReading(checksQuery(params.dossierId));
  },
  component: lazyRouteComponent(() => import('./sheet-page'), 'SheetPage'),
});
const checks = createRoute({
  getParentRoute: () => dossier,
  path: '/verifiche',
  validateSearch: checksSearch,
  loader: ({ params }) => {
    startReading(checksQuery(params.dossierId));
  },
  component: lazyRouteComponent(() => import('./checks-page'), 'ChecksPage'),
});
const documents = createRoute({
  getParentRoute: () => dossier,
  path: '/documenti',
  validateSearch: documentsSearch,
  loader: ({ params }) => {
    startReading(documentsQuery(params.dossierId));
  },
  component: lazyRouteComponent(() => import('./documents-page'), 'DocumentsPage'),
});
const preview = createRoute({
  getParentRoute: () => dossier,
  path: '/documenti/$code',
  validateSearch: previewSearch,
  loader: ({ params }) => {
    startReading(documentsQuery(params.dossierId));
  },
  component: lazyRouteComponent(() => import('./document-preview'), 'DocumentPreviewPage'),
});
const bundle = createRoute({
  getParentRoute: () => dossier,
  path: '/fascicolo',
  loader: ({ params }) => {
    startReading(packageQuery(params.dossierId));
  },
  component: lazyRouteComponent(() => import('./package-page'), 'PackagePage'),
});
const register = createRoute({
  getParentRoute: () => dossier,
  path: '/registro',
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import('./audit-page'), 'AuditPage'),
});
const expenses = createRoute({
  getParentRoute: () => dossier,
  path: '/spese',
  loader: ({ params }) => {
    startReading(expensesQuery(params.dossierId));
  },
  component: lazyRouteComponent(() => import('./expenses-page'), 'ExpensesPage'),
});
const reviewGrants = createRoute({
  getParentRoute: () => dossier,
  path: '/incarichi',
  component: lazyRouteComponent(() => import('./review-grants-page'), 'ReviewGrantsPage'),
});

/** Pages every dossier has: summary, sheet, checks, documents, package, register, expenses, leaves to review. */
export const dossierRoutes = [summary, sheet, checks, documents, preview, bundle, register, expenses, reviewGrants] as const;
