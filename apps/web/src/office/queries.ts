import { client } from '../api/client';
import { type Query } from '../api/queries';
import { answerOf } from '../api/refused';
import { type components } from '../api/schema';

export type OfficeState = components['schemas']['OfficeState'];

export function officeQuery(dossierId: string, code: string): Query<OfficeState> {
  const params = { path: { dossierId, code } };
  return {
    queryKey: ['/api/dossiers/{dossierId}/documents/{code}/office', { dossierId, code }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/dossiers/{dossierId}/documents/{code}/office', { params, signal })),
  };
}
