import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { startReading } from '../api/queries';
import { dossier } from '../dossier-route';
import { surveyQuery } from '../survey/queries';
import { attachmentsQuery, checklistsQuery } from './queries';

const checklists = createRoute({
  getParentRoute: () => dossier,
  path: '/liste',
  loader: ({ params }) => {
    startReading(checklistsQuery(params.dossierId));
  },
  component: lazyRouteComponent(() => import('./checklists-page'), 'ChecklistsPage'),
});
const attachments = createRoute({
  getParentRoute: () => dossier,
  path: '/allegati',
  loader: ({ params }) => {
    startReading(attachmentsQuery(params.dossierId));
  },
  component: lazyRouteComponent(() => import('./attachments-page'), 'AttachmentsPage'),
});
const survey = createRoute({
  getParentRoute: () => dossier,
  path: '/pratiche',
  loader: ({ params }) => {
    startReading(surveyQuery(params.dossierId));
  },
  component: lazyRouteComponent(() => import('../survey/survey-page'), 'SurveyPage'),
});

/** Pages of what belongs to rows: checklists, files, cases of a survey. */
export const rowRoutes = [checklists, attachments, survey] as const;
