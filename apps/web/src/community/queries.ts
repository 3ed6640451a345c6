import { client } from '../api/client';
import { type Query } from '../api/queries';
import { answerOf } from '../api/refused';
import { type components } from '../api/schema';

export type Community = components['schemas']['Community'];
export type CommunityImport = components['schemas']['CommunityImport'];
export type ImportEntry = CommunityImport['entries'][number];

export const communityQuery = (): Query<Community> => ({
  queryKey: ['/api/community'],
  queryFn: ({ signal }) => answerOf(client.GET('/api/community', { signal })),
});

/** The text of a kind as it came. */
export function importedKindQuery(importId: string, code: string): Query<components['schemas']['ImportedKind']> {
  const params = { path: { importId, code } };
  return {
    queryKey: ['/api/community/imports/{importId}/kinds/{code}', { importId, code }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/community/imports/{importId}/kinds/{code}', { params, signal })),
  };
}
export function importQuery(importId: string): Query<CommunityImport> {
  const params = { path: { importId } };
  return {
    queryKey: ['/api/community/imports/{importId}', { importId }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/community/imports/{importId}', { params, signal })),
  };
}
