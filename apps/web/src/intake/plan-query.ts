import { type IntakeAnswers } from '@gare/domain/intake/answers';
import { client } from '../api/client';
import { type Query } from '../api/queries';
import { answerOf } from '../api/refused';
import { type components } from '../api/schema';

export type IntakePlan = components['schemas']['IntakePlan'];

/** What the answers lead to: asked again whenever the page shows it, because law and convenzioni change. */
export function planQuery(answers: IntakeAnswers, enteId: string | null): Query<IntakePlan> {
  const body = { answers, ...(enteId === null ? {} : { enteId }) };
  return {
    queryKey: ['/api/intake/plans', body],
    queryFn: ({ signal }) => answerOf(client.POST('/api/intake/plans', { body, signal })),
    staleTime: 0,
  };
}
