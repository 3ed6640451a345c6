import { client } from '../api/client';
import { type Query, queryClient } from '../api/queries';
import { answerOf } from '../api/refused';
import { type components } from '../api/schema';

type Schemas = components['schemas'];
export type ConvenzioneSummary = Schemas['ConvenzioneSummary'];
export type ConvenzioneDetail = Schemas['ConvenzioneDetail'];
export type Matrix = Schemas['ConvenzioneMatrix'];
export type Tariffs = Schemas['ConvenzioneTariffs'];
export type Statement = Schemas['Statement'];
export type StatementFile = Schemas['StatementFile'];
export type Group = ConvenzioneSummary['gruppo'];

export interface ConvenzioneListFilters {
  readonly text?: string | undefined;
  readonly gruppo?: Group | undefined;
  readonly page: number;
}
export interface ConvenzioneList {
  readonly items: ConvenzioneSummary[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
  readonly counts: Readonly<Record<Group | 'all' | 'mine', number>>;
}

export function convenzioniQuery({ text, gruppo, page }: ConvenzioneListFilters): Query<ConvenzioneList> {
  const query = { page, pageSize: 25, ...(text === undefined ? {} : { text }), ...(gruppo === undefined ? {} : { gruppo }) };
  return {
    queryKey: ['/api/convenzioni', query],
    queryFn: ({ signal }) => answerOf(client.GET('/api/convenzioni', { params: { query }, signal })),
  };
}
export function convenzioneQuery(dossierId: string): Query<ConvenzioneDetail> {
  const params = { path: { dossierId } };
  return {
    queryKey: ['/api/convenzioni/{dossierId}', { dossierId }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/convenzioni/{dossierId}', { params, signal })),
  };
}
export function matrixQuery(dossierId: string): Query<Matrix> {
  const params = { path: { dossierId } };
  return {
    queryKey: ['/api/convenzioni/{dossierId}/matrix', { dossierId }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/convenzioni/{dossierId}/matrix', { params, signal })),
  };
}
export function tariffsQuery(dossierId: string): Query<Tariffs> {
  const params = { path: { dossierId } };
  return {
    queryKey: ['/api/convenzioni/{dossierId}/tariffs', { dossierId }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/convenzioni/{dossierId}/tariffs', { params, signal })),
  };
}
export function statementQuery(enteId: string, year: number): Query<Statement> {
  const params = { path: { enteId, year } };
  return {
    queryKey: ['/api/enti/{enteId}/statements/{year}', { enteId, year }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/enti/{enteId}/statements/{year}', { params, signal })),
  };
}
export function statementFilesQuery(enteId: string, year: number): Query<{ items: StatementFile[] }> {
  const params = { path: { enteId, year } };
  return {
    queryKey: ['/api/enti/{enteId}/statements/{year}/pdf', { enteId, year }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/enti/{enteId}/statements/{year}/pdf', { params, signal })),
  };
}

/** After an act of its own on the convenzione: what the server answered is shown, everything else is read again. */
export function takeConvenzione(detail: ConvenzioneDetail): void {
  queryClient.setQueryData(convenzioneQuery(detail.id).queryKey, detail);
  void queryClient.invalidateQueries();
}
