import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { startReading } from '../api/queries';
import { signedIn } from '../entrance';
import { templateLintQuery } from './queries';

const lintFile = createRoute({
  getParentRoute: () => signedIn,
  path: '/modelli/verifica',
  component: lazyRouteComponent(() => import('./lint-file-page'), 'LintFilePage'),
});
const lintTemplate = createRoute({
  getParentRoute: () => signedIn,
  path: '/modelli/$modello/verifica',
  loader: ({ params }) => {
    startReading(templateLintQuery(params.modello));
  },
  component: lazyRouteComponent(() => import('./lint-page'), 'LintPage'),
});

/** What is wrong with a template of the library, and with a file at hand. */
export const lintRoutes = [lintFile, lintTemplate] as const;
