import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { entiQuery, haveRead, startReading } from '../api/queries';
import { enteQuery, peopleQuery, rolesQuery } from '../api/registry-queries';
import { signedIn } from '../entrance';
import { auditSearch, entiSearch, rolesSearch } from '../search-params';

const enti = createRoute({
  getParentRoute: () => signedIn,
  path: '/enti',
  validateSearch: entiSearch,
  loader: () => {
    startReading(entiQuery());
  },
  component: lazyRouteComponent(() => import('./enti-page'), 'EntiPage'),
});
const newEnte = createRoute({
  getParentRoute: () => signedIn,
  path: '/enti/nuovo',
  component: lazyRouteComponent(() => import('./new-ente-page'), 'NewEntePage'),
});
const importEnti = createRoute({
  getParentRoute: () => signedIn,
  path: '/enti/importa',
  component: lazyRouteComponent(() => import('./import-enti-page'), 'ImportEntiPage'),
});
const ente = createRoute({
  getParentRoute: () => signedIn,
  path: '/enti/$enteId',
  loader: async ({ params }) => {
    await haveRead(enteQuery(params.enteId));
  },
  component: lazyRouteComponent(() => import('./ente-frame'), 'EnteFrame'),
});
const enteData = createRoute({
  getParentRoute: () => ente,
  path: '/',
  component: lazyRouteComponent(() => import('./ente-page'), 'EntePage'),
});
const enteChange = createRoute({
  getParentRoute: () => ente,
  path: '/modifica',
  component: lazyRouteComponent(() => import('./change-ente-page'), 'ChangeEntePage'),
});
const roles = createRoute({
  getParentRoute: () => ente,
  path: '/ruoli',
  validateSearch: rolesSearch,
  loader: ({ params }) => {
    startReading(rolesQuery(params.enteId));
  },
  component: lazyRouteComponent(() => import('./roles-page'), 'RolesPage'),
});
const newRole = createRoute({
  getParentRoute: () => ente,
  path: '/ruoli/nuovo',
  loader: ({ params }) => {
    startReading(rolesQuery(params.enteId), peopleQuery(''));
  },
  component: lazyRouteComponent(() => import('./new-role-page'), 'NewRolePage'),
});
const newPerson = createRoute({
  getParentRoute: () => ente,
  path: '/ruoli/persona',
  component: lazyRouteComponent(() => import('./new-person-page'), 'NewPersonPage'),
});
const enteRegister = createRoute({
  getParentRoute: () => ente,
  path: '/registro',
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import('./ente-audit-page'), 'EnteAuditPage'),
});

/** The register of bodies, and the pages of each under its frame. */
export const enteRoutes = [
  enti,
  newEnte,
  importEnti,
  ente.addChildren([enteData, enteChange, roles, newRole, newPerson, enteRegister]),
] as const;
