import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { startReading } from '../api/queries';
import { signedIn } from '../entrance';
import { templateQuery, templatesQuery } from './queries';
import { templatesSearch } from './templates-search';

const templates = createRoute({
  getParentRoute: () => signedIn,
  path: '/modelli',
  validateSearch: templatesSearch,
  loader: () => {
    startReading(templatesQuery());
  },
  component: lazyRouteComponent(() => import('./templates-page'), 'TemplatesPage'),
});
const template = createRoute({
  getParentRoute: () => signedIn,
  path: '/modelli/$templateId',
  loader: ({ params }) => {
    startReading(templatesQuery());
    startReading(templateQuery(params.templateId));
  },
  component: lazyRouteComponent(() => import('./template-page'), 'TemplatePage'),
});

/** The library of templates. */
export const libraryRoutes = [templates, template] as const;
