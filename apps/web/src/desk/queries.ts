import { client } from '../api/client';
import { type Query } from '../api/queries';
import { answerOf } from '../api/refused';
import { type components, type operations } from '../api/schema';

export type BoardFilters = NonNullable<operations['getBoard']['parameters']['query']>;
export type BoardAnswer = operations['getBoard']['responses'][200]['content']['application/json'];
export type MyTurn = operations['listMyTurn']['responses'][200]['content']['application/json'];
export type BoardCard = components['schemas']['BoardCard'];
export type Task = components['schemas']['Task'];
export type Team = components['schemas']['DossierTeam'];
export type Absences = components['schemas']['Absences'];

export function boardQuery(filters: BoardFilters): Query<BoardAnswer> {
  const query = { ...filters };
  return {
    queryKey: ['/api/board', { ...query }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/board', { params: { query }, signal })),
  };
}

export function myTurnQuery(): Query<MyTurn> {
  return { queryKey: ['/api/my-turn'], queryFn: ({ signal }) => answerOf(client.GET('/api/my-turn', { signal })) };
}

export function tasksQuery(dossierId: string): Query<{ items: Task[] }> {
  const params = { path: { dossierId } };
  return {
    queryKey: ['/api/dossiers/{dossierId}/tasks', { dossierId }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/dossiers/{dossierId}/tasks', { params, signal })),
  };
}

export function teamQuery(dossierId: string): Query<Team> {
  const params = { path: { dossierId } };
  return {
    queryKey: ['/api/dossiers/{dossierId}/assignments', { dossierId }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/dossiers/{dossierId}/assignments', { params, signal })),
  };
}

export function absencesQuery(): Query<Absences> {
  return { queryKey: ['/api/absences'], queryFn: ({ signal }) => answerOf(client.GET('/api/absences', { signal })) };
}
