import { client } from '../../api/client';
import { type Query } from '../../api/queries';
import { answerOf } from '../../api/refused';
import { type components } from '../../api/schema';

type Schemas = components['schemas'];
export type Versions = Schemas['DraftVersions'];
export type Version = Schemas['DraftVersion'];
export type Comparison = Schemas['DraftComparison'];
export interface VersionText {
  readonly version: Version;
  readonly blocks: Schemas['DraftVersionBlock'][];
}

/** A draft as addresses name it. */
export interface DraftPlace {
  readonly dossierId: string;
  readonly code: string;
}

export function draftVersionsQuery({ dossierId, code }: DraftPlace): Query<Versions> {
  const params = { path: { dossierId, code } };
  return {
    queryKey: ['/api/dossiers/{dossierId}/drafts/{code}/versions', { dossierId, code }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/dossiers/{dossierId}/drafts/{code}/versions', { params, signal })),
  };
}

export function versionTextQuery({ dossierId, code }: DraftPlace, number: number): Query<VersionText> {
  const params = { path: { dossierId, code, number } };
  return {
    queryKey: ['/api/dossiers/{dossierId}/drafts/{code}/versions/{number}', { dossierId, code, number: String(number) }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/dossiers/{dossierId}/drafts/{code}/versions/{number}', { params, signal })),
  };
}

export function comparisonQuery({ dossierId, code }: DraftPlace, from: number, to: number | undefined): Query<Comparison> {
  const params = { path: { dossierId, code, number: from }, query: to === undefined ? {} : { con: to } };
  return {
    queryKey: [
      '/api/dossiers/{dossierId}/drafts/{code}/versions/{number}/comparison',
      { dossierId, code, number: String(from), con: String(to ?? '') },
    ],
    queryFn: ({ signal }) =>
      answerOf(client.GET('/api/dossiers/{dossierId}/drafts/{code}/versions/{number}/comparison', { params, signal })),
  };
}
