import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { accountQuery, ownSessionsQuery } from './api/account-queries';
import { startReading } from './api/queries';
import { signedIn } from './entrance';
import { mailStateQuery, noticeSettingsQuery } from './notifications/queries';
import { enteSearch, noticesSearch } from './search-params';
import { feedQuery } from './terms/queries';

const chooseEnte = createRoute({
  getParentRoute: () => signedIn,
  path: '/accesso/ente',
  validateSearch: enteSearch,
  component: lazyRouteComponent(() => import('./pages/choose-ente'), 'ChooseEntePage'),
});
const profile = createRoute({
  getParentRoute: () => signedIn,
  path: '/profilo',
  loader: () => {
    startReading(accountQuery(), ownSessionsQuery(), noticeSettingsQuery(), feedQuery());
  },
  component: lazyRouteComponent(() => import('./pages/profile'), 'ProfilePage'),
});
const notices = createRoute({
  getParentRoute: () => signedIn,
  path: '/notifiche',
  validateSearch: noticesSearch,
  component: lazyRouteComponent(() => import('./notifications/notices-page'), 'NoticesPage'),
});
const mail = createRoute({
  getParentRoute: () => signedIn,
  path: '/posta',
  loader: () => {
    startReading(mailStateQuery());
  },
  component: lazyRouteComponent(() => import('./notifications/mail-page'), 'MailPage'),
});
const administration = createRoute({
  getParentRoute: () => signedIn,
  path: '/amministrazione',
  component: lazyRouteComponent(() => import('./pages/administration-page'), 'AdministrationPage'),
});

/** Pages about the person at the screen: for whom they work, how they sign in, what they are told, what they may administer. */
export const ownRoutes = [chooseEnte, profile, notices, mail, administration] as const;
