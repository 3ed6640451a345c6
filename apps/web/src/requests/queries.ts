import { client } from '../api/client';
import { type Query, queryClient } from '../api/queries';
import { answerOf } from '../api/refused';
import { type components } from '../api/schema';
import { type RequestsSearch } from '../search-params';

type Schemas = components['schemas'];
export type Thread = Schemas['Thread'];
export type Message = Schemas['ThreadMessage'];
export type Note = Schemas['InternalNote'];
export type Attachment = Schemas['ThreadAttachment'];
export type Requests = Schemas['IntegrationRequests'];
export type IntegrationRequest = Schemas['IntegrationRequest'];
export type Point = Schemas['IntegrationPoint'];
export type Suggestions = Schemas['IntegrationSuggestions'];
export type DeskRequest = Schemas['DeskRequest'];
export interface Desk {
  readonly items: DeskRequest[];
  readonly total: number;
  readonly counts: { readonly noi: number; readonly loro: number; readonly scadute: number };
}

export const deskPageSize = 25;

export function threadQuery(dossierId: string): Query<Thread> {
  const params = { path: { dossierId } };
  return {
    queryKey: ['/api/dossiers/{dossierId}/thread', { dossierId }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/dossiers/{dossierId}/thread', { params, signal })),
  };
}
export function requestsQuery(dossierId: string): Query<Requests> {
  const params = { path: { dossierId } };
  return {
    queryKey: ['/api/dossiers/{dossierId}/requests', { dossierId }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/dossiers/{dossierId}/requests', { params, signal })),
  };
}
export function suggestionsQuery(dossierId: string): Query<Suggestions> {
  const params = { path: { dossierId } };
  return {
    queryKey: ['/api/dossiers/{dossierId}/requests/suggestions', { dossierId }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/dossiers/{dossierId}/requests/suggestions', { params, signal })),
  };
}
export function deskQuery({ vista, scadute, ente, testo, pagina = 1 }: RequestsSearch): Query<Desk> {
  const query = {
    ...(vista === undefined ? {} : { aspetta: vista }),
    ...(scadute === undefined ? {} : { scadute }),
    ...(ente === undefined ? {} : { enteId: ente }),
    ...(testo === undefined ? {} : { testo }),
    ...{ page: pagina, pageSize: deskPageSize },
  };
  return {
    queryKey: ['/api/requests', query],
    queryFn: ({ signal }) => answerOf(client.GET('/api/requests', { params: { query }, signal })),
  };
}

/** What an act on a request changes beside its own answer: the dossier has moved, documents are being formed. */
export async function readDossierAgain(dossierId: string): Promise<void> {
  const paths = ['/api/dossiers/{dossierId}', '/api/dossiers/{dossierId}/documents', '/api/dossiers/{dossierId}/requests/suggestions'];
  await queryClient.invalidateQueries({
    predicate: ({ queryKey: [path, params] }) =>
      path === '/api/requests' ||
      (typeof path === 'string' && paths.includes(path) && (params as { dossierId?: string } | undefined)?.dossierId === dossierId),
  });
}
