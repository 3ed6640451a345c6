import { client } from '../api/client';
import { type Query } from '../api/queries';
import { answerOf } from '../api/refused';
import { type components, type operations } from '../api/schema';

type Schemas = components['schemas'];
export type Term = Schemas['Term'];
export type TermAct = Schemas['TermAct'];
export type DossierTerms = Schemas['DossierTerms'];
export type CalendarTerm = Schemas['CalendarTerm'];
export type TermDifference = Schemas['TermDifference'];
export type PadOutage = Schemas['PadOutage'];
export type ActKind = TermAct['kind'];
export type Calendar = operations['listTerms']['responses']['200']['content']['application/json'];
export type Simulation = operations['simulateTerms']['responses']['200']['content']['application/json'];
export type Outages = operations['listPadOutages']['responses']['200']['content']['application/json'];
export type Feed = operations['getCalendarFeed']['responses']['200']['content']['application/json'];

export function dossierTermsQuery(dossierId: string): Query<DossierTerms> {
  const params = { path: { dossierId } };
  return {
    queryKey: ['/api/dossiers/{dossierId}/terms', { dossierId }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/dossiers/{dossierId}/terms', { params, signal })),
  };
}

export interface CalendarFilters {
  readonly from: string;
  readonly to: string;
  readonly enteId?: string | undefined;
  readonly clock?: Term['clock'] | undefined;
  readonly open?: 'true' | undefined;
}
export function calendarQuery({ from, to, enteId, clock, open }: CalendarFilters): Query<Calendar> {
  const query = { from, to, ...(enteId && { enteId }), ...(clock && { clock }), ...(open && { open }) };
  return {
    queryKey: ['/api/terms', query],
    queryFn: ({ signal }) => answerOf(client.GET('/api/terms', { params: { query }, signal })),
  };
}

export const outagesQuery = (): Query<Outages> => ({
  queryKey: ['/api/pad-outages'],
  queryFn: ({ signal }) => answerOf(client.GET('/api/pad-outages', { signal })),
});

export const feedQuery = (): Query<Feed> => ({
  queryKey: ['/api/account/calendar-feed'],
  queryFn: ({ signal }) => answerOf(client.GET('/api/account/calendar-feed', { signal })),
});
