import { client } from '../api/client';
import { type Query } from '../api/queries';
import { answerOf } from '../api/refused';
import { type components } from '../api/schema';
import { comparisonQuery } from '../drafting/versions/queries';
import { type ShownRedline } from './redline-blocks';
import { type VersionName } from './search';

type Schemas = components['schemas'];
export type WordRedline = Schemas['WordRedline'];
export type ComparedVersion = Schemas['ComparedVersion'];

export interface Compared {
  readonly dossierId: string;
  readonly code: string;
  readonly before: VersionName;
  readonly after: VersionName;
}

export function wordRedlineQuery({ dossierId, code, before, after }: Compared): Query<WordRedline> {
  const params = { path: { dossierId, code, version: String(after) }, query: { against: String(before) } };
  return {
    queryKey: ['/api/dossiers/{dossierId}/documents/{code}/versions/{version}/word-redline', { dossierId, code, before, after }],
    queryFn: ({ signal }) =>
      answerOf(client.GET('/api/dossiers/{dossierId}/documents/{code}/versions/{version}/word-redline', { params, signal })),
    // A draft that is being written reads otherwise by the next look; what is kept reads so for ever.
    staleTime: before === 'b' || after === 'b' ? 0 : Infinity,
  };
}

/** The texts alone, where there is no redline of the files: of two versions of the document, or of two of its draft. Null: neither. */
export function textRedlineQuery({ dossierId, code, before, after }: Compared): Query<ShownRedline> | null {
  if (typeof before === 'string' && typeof after === 'string') {
    const [from, to] = [keptNumber(before), keptNumber(after)];
    return from === undefined ? null : comparisonQuery({ dossierId, code }, from, to);
  }
  if (typeof before === 'string' || typeof after === 'string') return null;
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

/** The number of a kept version of the draft; undefined for the draft of now. */
function keptNumber(name: string): number | undefined {
  return name === 'b' ? undefined : Number(name.slice(1));
}
