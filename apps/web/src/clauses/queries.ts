import { client } from '../api/client';
import { type Query } from '../api/queries';
import { answerOf } from '../api/refused';
import { type components } from '../api/schema';

type Schemas = components['schemas'];
export type Clauses = Schemas['Clauses'];
export type ClauseRow = Clauses['items'][number];
export type Clause = Schemas['Clause'];
export type ClauseVersion = Clause['versions'][number];
export type ClauseContent = ClauseVersion['content'];
export type ClausePreview = Schemas['ClausePreview'];
export type ClauseFinding = ClausePreview['findings'][number];
export type DossierClauses = Schemas['DossierClauses'];
export type DossierClause = DossierClauses['items'][number];
export type Deviation = DossierClauses['deviations'][number];

export function clausesQuery(): Query<Clauses> {
  return { queryKey: ['/api/clauses'], queryFn: ({ signal }) => answerOf(client.GET('/api/clauses', { signal })) };
}
export function clauseQuery(code: string): Query<Clause> {
  const params = { path: { code } };
  return {
    queryKey: ['/api/clauses/{code}', { code }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/clauses/{code}', { params, signal })),
  };
}
export function dossierClausesQuery(dossierId: string): Query<DossierClauses> {
  const params = { path: { dossierId } };
  return {
    queryKey: ['/api/dossiers/{dossierId}/clauses', { dossierId }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/dossiers/{dossierId}/clauses', { params, signal })),
  };
}
