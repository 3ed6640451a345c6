import { type AuditAct, client, type EnteDetail, type RoleAssignment, type SessionSummary } from './client';
import { type Query } from './queries';
import { answerOf } from './refused';

export interface AuditFilter {
  readonly kind?: string | undefined;
  readonly personId?: string | undefined;
  readonly text?: string | undefined;
  readonly before?: number | undefined;
}
export interface AuditPage {
  readonly items: AuditAct[];
  readonly total: number;
  readonly matching: number;
  readonly kinds: string[];
  readonly people: { readonly id: string; readonly nome: string }[];
  readonly sealed: { readonly day: string; readonly sequence: number } | null;
}
interface Person {
  readonly id: string;
  readonly nome: string;
  readonly cognome: string;
  readonly email: string;
}

export const auditPageSize = 50;

const given = <T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };

export function auditPageQuery(dossierId: string, filter: AuditFilter): Query<AuditPage> {
  const query = { ...given(filter), limit: auditPageSize };
  return {
    queryKey: ['/api/dossiers/{dossierId}/audit', { dossierId, ...query }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/dossiers/{dossierId}/audit', { params: { path: { dossierId }, query }, signal })),
  };
}
/** The acts on a body: its data, its roles, the sessions of its people. */
export function enteAuditQuery(enteId: string, filter: AuditFilter): Query<AuditPage> {
  const query = { ...given(filter), limit: auditPageSize };
  return {
    queryKey: ['/api/enti/{enteId}/audit', { enteId, ...query }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/enti/{enteId}/audit', { params: { path: { enteId }, query }, signal })),
  };
}
export function enteQuery(enteId: string): Query<EnteDetail> {
  const params = { path: { enteId } };
  return {
    queryKey: ['/api/enti/{enteId}', { enteId }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/enti/{enteId}', { params, signal })),
  };
}
export function rolesQuery(enteId: string): Query<{ items: RoleAssignment[] }> {
  const params = { path: { enteId } };
  return {
    queryKey: ['/api/enti/{enteId}/roles', { enteId }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/enti/{enteId}/roles', { params, signal })),
  };
}
export function peopleQuery(text: string): Query<{ items: Person[] }> {
  const query = given({ text: text === '' ? undefined : text });
  return {
    queryKey: ['/api/people', query],
    queryFn: ({ signal }) => answerOf(client.GET('/api/people', { params: { query }, signal })),
  };
}
export function personSessionsQuery(personId: string): Query<{ items: SessionSummary[] }> {
  const params = { path: { personId } };
  return {
    queryKey: ['/api/people/{personId}/sessions', { personId }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/people/{personId}/sessions', { params, signal })),
  };
}
