import { client } from '../../api/client';
import { type Query } from '../../api/queries';
import { answerOf } from '../../api/refused';
import { type components } from '../../api/schema';

type Schemas = components['schemas'];
export type WordReturn = Schemas['WordReturn'];
export type WordReturnSummary = Schemas['WordReturnSummary'];
export type WordReturnReport = Schemas['WordReturnReport'];

/** A draft as addresses name it. */
export interface DraftPlace {
  readonly dossierId: string;
  readonly code: string;
}

const path = '/api/dossiers/{dossierId}/drafts/{code}/word/returns';

export function wordReturnsQuery(place: DraftPlace): Query<{ items: WordReturnSummary[]; canUpload: boolean; whyNot: string | null }> {
  const params = { path: { dossierId: place.dossierId, code: place.code } };
  return { queryKey: [path, params.path], queryFn: ({ signal }) => answerOf(client.GET(path, { params, signal })) };
}

export function wordReturnQuery({ dossierId, code }: DraftPlace, returnId: string): Query<WordReturn> {
  const params = { path: { dossierId, code, returnId } };
  return {
    queryKey: [`${path}/{returnId}`, params.path],
    queryFn: ({ signal }) => answerOf(client.GET(`${path}/{returnId}`, { params, signal })),
  };
}

export function mergeWordReturn({ dossierId, code }: DraftPlace, returnId: string): Promise<WordReturn> {
  return answerOf(client.POST(`${path}/{returnId}/merge`, { params: { path: { dossierId, code, returnId } } }));
}

export function discardWordReturn({ dossierId, code }: DraftPlace, returnId: string, reason: string): Promise<WordReturn> {
  const params = { path: { dossierId, code, returnId } };
  return answerOf(client.POST(`${path}/{returnId}/discard`, { params, body: { reason } }));
}

const urlOf = ({ dossierId, code }: DraftPlace): string => `/api/dossiers/${dossierId}/drafts/${encodeURIComponent(code)}/word`;
export const downloadUrl = urlOf;
export const returnsUrl = (place: DraftPlace): string => `${urlOf(place)}/returns`;
export const originalUrl = (place: DraftPlace, returnId: string): string => `${returnsUrl(place)}/${returnId}/file`;
