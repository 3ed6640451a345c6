import { client } from '../api/client';
import { type Query } from '../api/queries';
import { answerOf } from '../api/refused';
import { type components } from '../api/schema';

export type Survey = components['schemas']['Survey'];
export type SurveyProgress = components['schemas']['SurveyProgress'];
export type CaseImport = components['schemas']['CaseImport'];

export function surveyQuery(dossierId: string): Query<Survey> {
  const params = { path: { dossierId } };
  return {
    queryKey: ['/api/dossiers/{dossierId}/survey', { dossierId }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/dossiers/{dossierId}/survey', { params, signal })),
  };
}

export const surveyProgressQuery = (): Query<SurveyProgress> => ({
  queryKey: ['/api/surveys/progress'],
  queryFn: ({ signal }) => answerOf(client.GET('/api/surveys/progress', { signal })),
});
