import { type LegalParameter } from '@gare/domain/law/parameters';
import { client } from '../api/client';
import { type Query } from '../api/queries';
import { answerOf } from '../api/refused';
import { type components } from '../api/schema';

export type LegalParameters = components['schemas']['LegalParameters'];
export type ParameterView = LegalParameters['groups'][number]['parameters'][number];
export type ParameterRow = ParameterView['rows'][number];
export type LawPreview = components['schemas']['LawPreview'];

export function legalParametersQuery(): Query<LegalParameters> {
  return {
    queryKey: ['/api/law/parameters'],
    queryFn: ({ signal }) => answerOf(client.GET('/api/law/parameters', { signal })),
    staleTime: 60_000,
  };
}

const kept = new WeakMap<LegalParameters, readonly LegalParameter[]>();

/** The rows that count, for the rules that run in the browser; the same answer gives the same rows. */
export function rowsThatCount(answer: LegalParameters): readonly LegalParameter[] {
  const known = kept.get(answer);
  if (known !== undefined) return known;
  const rows = answer.groups.flatMap(({ parameters }) =>
    parameters.flatMap(({ key, unit, rows: inTime }) =>
      inTime.flatMap(({ value, from, to, cite, confirmed, withdrawn }) =>
        withdrawn === null ? [{ key, unit, value, from, to, cite, confirmed }] : [],
      ),
    ),
  );
  kept.set(answer, rows);
  return rows;
}

export function lawPreviewQuery(previewId: string): Query<LawPreview> {
  return {
    queryKey: ['/api/law/previews/{previewId}', { previewId }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/law/previews/{previewId}', { params: { path: { previewId } }, signal })),
    staleTime: 0,
  };
}
