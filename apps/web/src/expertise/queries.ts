import { client } from '../api/client';
import { type Query } from '../api/queries';
import { answerOf } from '../api/refused';
import { type components } from '../api/schema';

type Schemas = components['schemas'];
export type Expertise = Schemas['Expertise'];
export type ExpertDay = Schemas['ExpertDay'];
export type Team = Schemas['DossierTeam'];

export function expertiseQuery(dossierId: string): Query<Expertise> {
  const params = { path: { dossierId } };
  return {
    queryKey: ['/api/dossiers/{dossierId}/expert-days', { dossierId }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/dossiers/{dossierId}/expert-days', { params, signal })),
  };
}
export function teamQuery(dossierId: string): Query<Team> {
  const params = { path: { dossierId } };
  return {
    queryKey: ['/api/dossiers/{dossierId}/assignments', { dossierId }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/dossiers/{dossierId}/assignments', { params, signal })),
  };
}
