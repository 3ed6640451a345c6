import { client } from '../api/client';
import { type Query } from '../api/queries';
import { answerOf } from '../api/refused';
import { type components } from '../api/schema';

type Schemas = components['schemas'];
export type FieldFacts = Schemas['FieldFacts'];
export type ValueFacts = Schemas['ValueFacts'];
export type Provenance = Schemas['Provenance'];
export type BoundValue = Schemas['BoundValue'];
export type VersionFacts = Schemas['VersionFacts'];
export type StaleDocument = Schemas['StaleDocument'];
export type HandEdits = Schemas['HandEdits'];

export function fieldFactsQuery(dossierId: string, path: string): Query<FieldFacts> {
  const params = { path: { dossierId }, query: { path } };
  return {
    queryKey: ['/api/dossiers/{dossierId}/facts/field', { dossierId, path }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/dossiers/{dossierId}/facts/field', { params, signal })),
  };
}
/** A value as a text names it: its catalogue path, and the same with the items in hand. */
export function valueFactsQuery(dossierId: string, field: string, instance: string): Query<ValueFacts> {
  const params = { path: { dossierId }, query: { field, instance } };
  return {
    queryKey: ['/api/dossiers/{dossierId}/facts/value', { dossierId, instance }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/dossiers/{dossierId}/facts/value', { params, signal })),
  };
}
export function staleQuery(dossierId: string): Query<{ items: StaleDocument[] }> {
  const params = { path: { dossierId } };
  return {
    queryKey: ['/api/dossiers/{dossierId}/facts/stale', { dossierId }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/dossiers/{dossierId}/facts/stale', { params, signal })),
  };
}
export function versionFactsQuery(dossierId: string, code: string, version: number): Query<VersionFacts> {
  const params = { path: { dossierId, code, version } };
  return {
    queryKey: ['/api/dossiers/{dossierId}/documents/{code}/versions/{version}/facts', { dossierId, code, version: String(version) }],
    queryFn: ({ signal }) =>
      answerOf(client.GET('/api/dossiers/{dossierId}/documents/{code}/versions/{version}/facts', { params, signal })),
  };
}
export function handEditsQuery(dossierId: string, code: string): Query<HandEdits> {
  const params = { path: { dossierId, code } };
  return {
    queryKey: ['/api/dossiers/{dossierId}/documents/{code}/hand-edits', { dossierId, code }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/dossiers/{dossierId}/documents/{code}/hand-edits', { params, signal })),
  };
}
