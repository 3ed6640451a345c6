import { client } from '../api/client';
import { type Query } from '../api/queries';
import { answerOf } from '../api/refused';
import { type components } from '../api/schema';

type Schemas = components['schemas'];
export type WordRedline = Schemas['WordRedline'];

export interface Compared {
  readonly dossierId: string;
  readonly code: string;
  readonly before: number;
  readonly after: number;
}

export function wordRedlineQuery({ dossierId, code, before, after }: Compared): Query<WordRedline> {
  const params = { path: { dossierId, code, version: after }, query: { against: before } };
  return {
    queryKey: ['/api/dossiers/{dossierId}/documents/{code}/versions/{version}/word-redline', { dossierId, code, before, after }],
    queryFn: ({ signal }) =>
      answerOf(client.GET('/api/dossiers/{dossierId}/documents/{code}/versions/{version}/word-redline', { params, signal })),
  };
}

/** The texts alone, where there is no redline of the files. */
export function textRedlineQuery({ dossierId, code, before, after }: Compared): Query<Schemas['DocumentRedline']> {
  const params = { path: { dossierId, code, version: after }, query: { against: before } };
  return {
    queryKey: ['/api/dossiers/{dossierId}/documents/{code}/versions/{version}/redline', { dossierId, code, before, after }],
    queryFn: ({ signal }) =>
      answerOf(client.GET('/api/dossiers/{dossierId}/documents/{code}/versions/{version}/redline', { params, signal })),
  };
}

export function wordRedlineUrl({ dossierId, code, before, after }: Compared): string {
  return `/api/dossiers/${dossierId}/documents/${encodeURIComponent(code)}/versions/${after}/word-redline/file?against=${before}`;
}
