import { QueryClient } from '@tanstack/react-query';
import {
  type Checks,
  client,
  type DocumentVersion,
  type DocumentView,
  type DossierDetail,
  type DossierSummary,
  type Ente,
  type FeeEstimate,
  type Job,
  type Package,
  type PackageBlock,
  type Session,
  type Sheet,
} from './client';
import { type DossierSort } from './dossier-sort';
import { answerOf } from './refused';
import { type paths } from './schema';
import { troubleOf } from './trouble';

const networkRetries = 2;
const minutesMs = 60_000;

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

/** Something the server is asked for: under which key it is kept and how it is fetched. */
export interface Query<T> {
  readonly queryKey: readonly [path: keyof paths, params?: { readonly dossierId?: string; readonly [name: string]: unknown }];
  readonly queryFn: (context: { signal: AbortSignal }) => Promise<T>;
  readonly staleTime?: number;
}

/** Starts a request ahead of the page that will show its answer or its failure. */
export function startReading(...queries: readonly Query<unknown>[]): void {
  // How each one ends, well or badly, stays in its query, where the page finds it.
  void Promise.allSettled(queries.map((query) => queryClient.query({ ...query })));
}

/** The answer in memory, else fetched. @throws RequestRefused, or a TypeError when the server is not reached. */
export function haveRead<T>(query: Query<T>): Promise<T> {
  return queryClient.query({ ...query, staleTime: 'static' });
}

export interface DossierListFilters {
  readonly text?: string | undefined;
  readonly state?: string | undefined;
  readonly enteId?: string | undefined;
  readonly blocked?: 'true' | undefined;
  readonly turn?: 'COMUNE' | 'SUA' | undefined;
  readonly dueSoon?: 'true' | undefined;
  readonly sort?: DossierSort | undefined;
  readonly page: number;
  readonly pageSize: number;
}
export interface DossierList {
  readonly items: DossierSummary[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
  readonly counts: { readonly all: number; readonly mine: number; readonly blocked: number; readonly dueSoon: number };
}
interface Kind {
  readonly code: string;
  readonly version: string;
  readonly title: string;
  readonly states: { readonly code: string; readonly label: string; readonly phase: string }[];
}
interface PackageState {
  readonly ready: boolean;
  readonly blocks: PackageBlock[];
  readonly job: Job | null;
  readonly packages: Package[];
}

export function sessionQuery(): Query<Session> {
  return {
    queryKey: ['/api/session'],
    queryFn: ({ signal }) => answerOf(client.GET('/api/session', { signal })),
    staleTime: minutesMs,
  };
}
export function entiQuery(): Query<{ items: Ente[] }> {
  return { queryKey: ['/api/enti'], queryFn: ({ signal }) => answerOf(client.GET('/api/enti', { signal })), staleTime: 10 * minutesMs };
}
export function kindsQuery(): Query<{ items: Kind[] }> {
  return { queryKey: ['/api/kinds'], queryFn: ({ signal }) => answerOf(client.GET('/api/kinds', { signal })), staleTime: 10 * minutesMs };
}
export function dossierListQuery(filters: DossierListFilters): Query<DossierList> {
  const query = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined)) as Required<DossierListFilters>;
  return {
    queryKey: ['/api/dossiers', { ...query }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/dossiers', { params: { query }, signal })),
  };
}
export function dossierQuery(dossierId: string): Query<DossierDetail> {
  const params = { path: { dossierId } };
  return {
    queryKey: ['/api/dossiers/{dossierId}', { dossierId }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/dossiers/{dossierId}', { params, signal })),
  };
}
export function sheetQuery(dossierId: string): Query<Sheet> {
  const params = { path: { dossierId } };
  return {
    queryKey: ['/api/dossiers/{dossierId}/scheda', { dossierId }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/dossiers/{dossierId}/scheda', { params, signal })),
  };
}
export function checksQuery(dossierId: string): Query<Checks> {
  const params = { path: { dossierId } };
  return {
    queryKey: ['/api/dossiers/{dossierId}/checks', { dossierId }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/dossiers/{dossierId}/checks', { params, signal })),
  };
}
export function documentsQuery(dossierId: string): Query<{ items: DocumentView[]; officeEditor: boolean }> {
  const params = { path: { dossierId } };
  return {
    queryKey: ['/api/dossiers/{dossierId}/documents', { dossierId }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/dossiers/{dossierId}/documents', { params, signal })),
  };
}
export function versionsQuery(dossierId: string, code: string): Query<{ items: DocumentVersion[] }> {
  const params = { path: { dossierId, code } };
  return {
    queryKey: ['/api/dossiers/{dossierId}/documents/{code}/versions', params.path],
    queryFn: ({ signal }) => answerOf(client.GET('/api/dossiers/{dossierId}/documents/{code}/versions', { params, signal })),
  };
}
export function feeEstimateQuery(dossierId: string): Query<FeeEstimate> {
  const params = { path: { dossierId } };
  return {
    queryKey: ['/api/dossiers/{dossierId}/fee-estimate', { dossierId }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/dossiers/{dossierId}/fee-estimate', { params, signal })),
  };
}

export function packageQuery(dossierId: string): Query<PackageState> {
  const params = { path: { dossierId } };
  return {
    queryKey: ['/api/dossiers/{dossierId}/package', { dossierId }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/dossiers/{dossierId}/package', { params, signal })),
  };
}
