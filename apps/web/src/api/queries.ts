import { QueryClient } from '@tanstack/react-query';
import { api } from './client';
import { troubleOf } from './trouble';

const networkRetries = 2;

/** Refusals are answers and are not asked again; only an unreachable or failing server is. */
function worthRetrying(failures: number, error: unknown): boolean {
  const { status } = troubleOf(error);
  return failures < networkRetries && (status === null || status >= 500);
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 15_000, retry: worthRetrying, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
});

export interface DossierListFilters {
  readonly text?: string | undefined;
  readonly state?: string | undefined;
  readonly enteId?: string | undefined;
  readonly blocked?: 'true' | undefined;
  readonly turn?: 'COMUNE' | 'SUA' | undefined;
  readonly sort?: DossierSort | undefined;
  readonly page: number;
  readonly pageSize: number;
}
export const dossierSorts = [
  'updatedAt',
  '-updatedAt',
  'oggetto',
  '-oggetto',
  'scadenzaOfferte',
  '-scadenzaOfferte',
  'ente',
  '-ente',
] as const;
export type DossierSort = (typeof dossierSorts)[number];

export const sessionQuery = () => api.queryOptions('get', '/api/session', {}, { staleTime: 60_000, retry: worthRetrying });
export const entiQuery = () => api.queryOptions('get', '/api/enti', {}, { staleTime: 600_000 });
export const kindsQuery = () => api.queryOptions('get', '/api/kinds', {}, { staleTime: 600_000 });

export const dossierListQuery = (filters: DossierListFilters) => {
  const query = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined)) as DossierListFilters;
  return api.queryOptions('get', '/api/dossiers', { params: { query } });
};
export const dossierQuery = (dossierId: string) => api.queryOptions('get', '/api/dossiers/{dossierId}', { params: { path: { dossierId } } });
export const auditQuery = (dossierId: string) =>
  api.queryOptions('get', '/api/dossiers/{dossierId}/audit', { params: { path: { dossierId }, query: { limit: 200 } } });
export const sheetQuery = (dossierId: string) =>
  api.queryOptions('get', '/api/dossiers/{dossierId}/scheda', { params: { path: { dossierId } } });
export const checksQuery = (dossierId: string) =>
  api.queryOptions('get', '/api/dossiers/{dossierId}/checks', { params: { path: { dossierId } } });
export const documentsQuery = (dossierId: string) =>
  api.queryOptions('get', '/api/dossiers/{dossierId}/documents', { params: { path: { dossierId } } });
export const versionsQuery = (dossierId: string, code: string) =>
  api.queryOptions('get', '/api/dossiers/{dossierId}/documents/{code}/versions', { params: { path: { dossierId, code } } });
export const packageQuery = (dossierId: string) =>
  api.queryOptions('get', '/api/dossiers/{dossierId}/package', { params: { path: { dossierId } } });
