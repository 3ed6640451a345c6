import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { formatEuro } from '@gare/domain/money/money';
import { type PublishedTender } from '../api/client';
import { publishedPageSize, publishedQuery } from '../api/published-query';
import { troubleOf } from '../api/trouble';
import { dayAndTime, shortDay } from '../format/dates';
import { changedSearch, type PublishedSearch } from '../search-params';
import { Button } from '../ui/button';
import { EmptyState, Skeleton, TroubleNotice } from '../ui/feedback';
import { Lead, Muted, Stack } from '../ui/layout';
import { PageHeading } from '../ui/page';
import { type Column, Pagination, Table } from '../ui/table';
import { SearchBox } from './search-box';

function PublishedTable({ rows }: { rows: readonly PublishedTender[] }): ReactElement {
  const { t } = useTranslation();
  const columns: readonly Column<PublishedTender>[] = [
    {
      key: 'oggetto',
      title: t('pubblicate.oggetto'),
      main: true,
      cell: (tender) => (
        <>
          {tender.oggetto}
          <br />
          <Muted>{tender.codiceAppalto}</Muted>
        </>
      ),
    },
    { key: 'ente', title: t('pubblicate.ente'), cell: (tender) => tender.ente.denominazione },
    {
      key: 'importo',
      title: t('pubblicate.importo'),
      numeric: true,
      cell: (tender) => (tender.importo === null ? <Muted>{t('pubblicate.nonIndicato')}</Muted> : formatEuro(tender.importo)),
    },
    {
      key: 'scadenza',
      title: t('pubblicate.scadenza'),
      cell: (tender) =>
        tender.scadenzaOfferte === null ? (
          <Muted>{t('pubblicate.nonIndicato')}</Muted>
        ) : (
          <time dateTime={tender.scadenzaOfferte}>{dayAndTime(tender.scadenzaOfferte)}</time>
        ),
    },
    {
      key: 'pubblicata',
      title: t('pubblicate.pubblicata'),
      cell: (tender) => <time dateTime={tender.publishedAt}>{shortDay(tender.publishedAt)}</time>,
    },
  ];
  return <Table caption={t('pubblicate.titolo')} columns={columns} rows={rows} rowKey={(tender) => tender.codiceAppalto} />;
}

/** What is public of the tenders of all the bodies of the SUA; whatever is not published yet stays with whom it belongs to. */
export function PublishedPage(): ReactElement {
  const { t } = useTranslation();
  const search = useSearch({ from: '/riservata/pubblicate' });
  const navigate = useNavigate({ from: '/pubblicate' });
  const published = useQuery(publishedQuery(search));
  const change = (part: { [K in keyof PublishedSearch]?: PublishedSearch[K] | undefined }): void => {
    void navigate({ search: changedSearch<PublishedSearch>(search, { pagina: undefined, ...part }), replace: true, resetScroll: false });
  };
  const { data } = published;
  return (
    <Stack>
      <PageHeading windowTitle={t('pubblicate.titolo')}>{t('pubblicate.titolo')}</PageHeading>
      <Lead>{t('pubblicate.testo')}</Lead>
      <SearchBox
        label={t('pubblicate.cerca')}
        value={search.testo}
        onSearch={(testo) => {
          change({ testo });
        }}
      />
      <p role="status">{data === undefined ? '\u00a0' : t('pubblicate.trovate', { count: data.total })}</p>
      {published.isPending && <Skeleton rows={6} />}
      {published.error && (
        <TroubleNotice trouble={troubleOf(published.error)} retrying={published.isFetching} onRetry={() => void published.refetch()} />
      )}
      {data?.total === 0 && (
        <EmptyState title={t(search.testo === undefined ? 'pubblicate.nessuna' : 'pubblicate.nessunaTrovata')}>
          {search.testo !== undefined && (
            <Button
              onClick={() => {
                change({ testo: undefined });
              }}
            >
              {t('scrivania.azzera')}
            </Button>
          )}
        </EmptyState>
      )}
      {data !== undefined && data.total > 0 && <PublishedTable rows={data.items} />}
      <Pagination
        page={search.pagina ?? 1}
        pages={Math.max(1, Math.ceil((data?.total ?? 0) / publishedPageSize))}
        onPage={(pagina) => {
          change({ pagina });
        }}
      />
    </Stack>
  );
}
