import { client } from '../api/client';
import { type Query } from '../api/queries';
import { answerOf } from '../api/refused';
import { type components } from '../api/schema';
import { type IndicatorsSearch } from '../search-params';
import { periodOf } from './period';

export type Indicators = components['schemas']['Indicators'];

/** What is asked of the api for a page address. */
export function indicatorsAsked({ tipo, ente, ...period }: IndicatorsSearch): { kind?: string; from: string; to: string; enteId?: string } {
  return { ...periodOf(period), ...(tipo === undefined ? {} : { kind: tipo }), ...(ente === undefined ? {} : { enteId: ente }) };
}

export function indicatorsQuery(search: IndicatorsSearch): Query<Indicators> {
  const query = indicatorsAsked(search);
  return {
    queryKey: ['/api/indicators', query],
    queryFn: ({ signal }) => answerOf(client.GET('/api/indicators', { params: { query }, signal })),
  };
}
