import { type PublishedSearch } from '../search-params';
import { client, type PublishedTender } from './client';
import { type Query } from './queries';
import { answerOf } from './refused';

export const publishedPageSize = 25;

export function publishedQuery({ testo, pagina = 1 }: PublishedSearch): Query<{ items: PublishedTender[]; total: number }> {
  const query = { ...(testo === undefined ? {} : { text: testo }), page: pagina, pageSize: publishedPageSize };
  return {
    queryKey: ['/api/published', query],
    queryFn: ({ signal }) => answerOf(client.GET('/api/published', { params: { query }, signal })),
  };
}
