import { client } from '../../api/client';
import { type Query } from '../../api/queries';
import { answerOf } from '../../api/refused';
import { type components } from '../../api/schema';

type Schemas = components['schemas'];
export type Threads = Schemas['DraftThreads'];
export type Thread = Schemas['DraftThread'];
export type ThreadMessage = Schemas['DraftThreadMessage'];
export type Person = Schemas['MentionablePerson'];

/** A draft as addresses name it. */
export interface DraftPlace {
  readonly dossierId: string;
  readonly code: string;
}

const path = '/api/dossiers/{dossierId}/drafts/{code}/threads';

export function threadsQuery({ dossierId, code }: DraftPlace): Query<Threads> {
  const params = { path: { dossierId, code } };
  return { queryKey: [path, { dossierId, code }], queryFn: ({ signal }) => answerOf(client.GET(path, { params, signal })) };
}

/** Who would see a comment, and so can be named in it. */
export function mentionableQuery({ dossierId, code }: DraftPlace, visibilita: Thread['visibilita']): Query<{ people: Person[] }> {
  const params = { path: { dossierId, code }, query: { visibilita } };
  return {
    queryKey: [`${path}/people`, { dossierId, code, visibilita }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/dossiers/{dossierId}/drafts/{code}/threads/people', { params, signal })),
  };
}
