import { client } from '../api/client';
import { type Query } from '../api/queries';
import { answerOf } from '../api/refused';
import { type components } from '../api/schema';

type Schemas = components['schemas'];
export type Draft = Schemas['Draft'];
export type DraftTicket = Schemas['DraftTicket'];

export function draftsQuery(dossierId: string): Query<{ items: Draft[] }> {
  const params = { path: { dossierId } };
  return {
    queryKey: ['/api/dossiers/{dossierId}/drafts', { dossierId }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/dossiers/{dossierId}/drafts', { params, signal })),
  };
}

/** How the document counts its articles and lists. */
export function numberingQuery(dossierId: string, code: string): Query<Schemas['DraftNumbering']> {
  const params = { path: { dossierId, code } };
  return {
    queryKey: ['/api/dossiers/{dossierId}/drafts/{code}/numbering', { dossierId, code }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/dossiers/{dossierId}/drafts/{code}/numbering', { params, signal })),
  };
}

/** One ticket for one connection. @throws RequestRefused */
export function askTicket(dossierId: string, code: string): Promise<DraftTicket> {
  const params = { path: { dossierId, code } };
  return answerOf(client.POST('/api/dossiers/{dossierId}/drafts/{code}/ticket', { params, body: { mode: 'SCRIVE' } }));
}
