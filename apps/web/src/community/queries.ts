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

export function importQuery(importId: string): Query<CommunityImport> {
  const params = { path: { importId } };
  return {
    queryKey: ['/api/community/imports/{importId}', { importId }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/community/imports/{importId}', { params, signal })),
  };
}
