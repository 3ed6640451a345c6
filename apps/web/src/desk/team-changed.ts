import { queryClient } from '../api/queries';
import { type Team, teamQuery } from './queries';

/** What else depends on who was given a dossier is read again. */
export async function teamChanged(dossierId: string, team: Team): Promise<void> {
  queryClient.setQueryData(teamQuery(dossierId).queryKey, team);
  await queryClient.invalidateQueries({
    predicate: ({ queryKey }) =>
      ['/api/dossiers/{dossierId}', '/api/dossiers/{dossierId}/tasks', '/api/board', '/api/my-turn'].includes(String(queryKey[0])),
  });
}
