import { client } from '../api/client';
import { type Query } from '../api/queries';
import { answerOf } from '../api/refused';
import { type components } from '../api/schema';

type Schemas = components['schemas'];
export type KindVersion = Schemas['KindVersion'];
export type KindDifference = Schemas['KindDifference'];
export type KindExamination = Schemas['KindExamination'];
export type KindMigrationPlan = Schemas['KindMigrationPlan'];
type KindMigration = Schemas['KindMigration'];

export interface KindVersions {
  readonly code: string;
  readonly title: string;
  readonly versions: KindVersion[];
}
export interface KindDossier {
  readonly id: string;
  readonly codiceAppalto: string;
  readonly oggetto: string;
  readonly ente: string;
  readonly state: { readonly code: string; readonly label: string; readonly final: boolean };
}

export function kindVersionsQuery(): Query<{ items: KindVersions[]; mayPublish: boolean }> {
  return {
    queryKey: ['/api/kinds/versions'],
    queryFn: ({ signal }) => answerOf(client.GET('/api/kinds/versions', { signal })),
  };
}
export function kindDossiersQuery(code: string, version: string): Query<{ items: KindDossier[]; total: number }> {
  const params = { path: { code, version } };
  return {
    queryKey: ['/api/kinds/{code}/versions/{version}/dossiers', { code, version }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/kinds/{code}/versions/{version}/dossiers', { params, signal })),
  };
}
export function kindDifferencesQuery(code: string, from: string, to: string): Query<{ differences: KindDifference[] }> {
  const params = { path: { code }, query: { from, to } };
  return {
    queryKey: ['/api/kinds/{code}/differences', { code, from, to }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/kinds/{code}/differences', { params, signal })),
  };
}
export function kindMigrationsQuery(code: string): Query<{ items: KindMigration[] }> {
  const params = { path: { code } };
  return {
    queryKey: ['/api/kinds/{code}/migrations', { code }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/kinds/{code}/migrations', { params, signal })),
  };
}
