import { createRootRoute, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { rememberCsrfToken, type Session } from './api/client';
import { haveRead, sessionQuery } from './api/queries';
import { troubleOf } from './api/trouble';
import { NotFoundPage } from './pages/not-found';
import { Root } from './pages/root';
import { signInSearch } from './search-params';

const unauthorized = 401;

export const root = createRootRoute({ component: Root, notFoundComponent: NotFoundPage });

export const signIn = createRoute({
  getParentRoute: () => root,
  path: '/accesso',
  validateSearch: signInSearch,
  component: lazyRouteComponent(() => import('./pages/sign-in'), 'SignInPage'),
});
export const activation = createRoute({
  getParentRoute: () => root,
  path: '/attivazione',
  component: lazyRouteComponent(() => import('./pages/activation'), 'ActivationPage'),
});
export const accessibility = createRoute({
  getParentRoute: () => root,
  path: '/accessibilita',
  component: lazyRouteComponent(() => import('./pages/statements'), 'AccessibilityPage'),
});
export const privacy = createRoute({
  getParentRoute: () => root,
  path: '/privacy',
  component: lazyRouteComponent(() => import('./pages/statements'), 'PrivacyPage'),
});

/** The session, or a way to the sign-in that comes back to the asked page afterwards. */
async function requireSession(asked: string): Promise<{ readonly session: Session }> {
  try {
    const session = await haveRead(sessionQuery());
    rememberCsrfToken(session.csrfToken);
    return { session };
  } catch (error) {
    if (troubleOf(error).status === unauthorized) redirect({ to: '/accesso', search: asked === '/' ? {} : { torna: asked }, throw: true });
    throw error;
  }
}

export const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'riservata',
  beforeLoad: ({ location }) => requireSession(location.href),
});
