import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useRouteContext, useSearch } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type Session } from '../api/client';
import { type DossierSort } from '../api/dossier-sort';
import { dossierListQuery } from '../api/queries';
import { troubleOf } from '../api/trouble';
import { BoardView } from '../desk/board-view';
import { MyTurnSection } from '../desk/my-turn';
import { type DeskSearch, type TermsSearch } from '../search-params';
import { TermsCalendar } from '../terms/terms-calendar';
import { ViewSwitch } from '../ui/board';
import { Button, ButtonLink } from '../ui/button';
import { EmptyState, Skeleton, TroubleNotice } from '../ui/feedback';
import { Lead, Row, Stack } from '../ui/layout';
import { PageHeading } from '../ui/page';
import { Counters, Pagination } from '../ui/table';
import { DeskFilters } from './desk-filter-form';
import { deskFilters } from './desk-filters';
import { DeskTable } from './desk-table';

type Change = (part: Partial<Record<keyof DeskSearch, string | number | undefined>>) => void;

const views = ['bacheca', 'elenco', 'calendario'] as const;

/** The Scrivania: what waits on whoever looks, then all they may see, as a board by phase, as a list or as a calendar of terms. */
export function DeskPage(): ReactElement {
  const { t } = useTranslation();
  const search = useSearch({ from: '/riservata/' });
  const { session } = useRouteContext({ from: '/riservata' });
  const navigate = useNavigate({ from: '/' });
  const change: Change = (part) => {
    void navigate({
      search: (before) =>
        Object.fromEntries(Object.entries({ ...before, pagina: undefined, ...part }).filter(([, value]) => value !== undefined)),
      replace: true,
      resetScroll: false,
    });
  };
  const view = search.aspetto ?? 'elenco';
  return (
    <Stack>
      <Row align="between">
        <PageHeading windowTitle={t('scrivania.titolo')}>{t('scrivania.saluto', { nome: session.utente.nome })}</PageHeading>
        <ButtonLink to="/fascicoli/nuovo" look="primary" icon="it-plus">
          {t('azioni.nuovoFascicolo')}
        </ButtonLink>
      </Row>
      <MyTurnSection
        onAll={() => {
          change({ aspetto: 'bacheca', vista: 'a-me' });
        }}
      />
      <ViewSwitch
        label={t('bacheca.aspetto')}
        options={views.map((value) => ({ value, label: t(`bacheca.${value}`) }))}
        value={view}
        onChange={(chosen) => {
          const next = views.find((value) => value === chosen);
          void navigate({ search: next === undefined || next === 'elenco' ? {} : { aspetto: next }, replace: true, resetScroll: false });
        }}
      />
      {view === 'bacheca' && <BoardView search={search} onChange={change} />}
      {view === 'elenco' && <DeskList search={search} session={session} onChange={change} />}
      {view === 'calendario' && <TermsCalendar search={termsOf(search)} change={change} />}
    </Stack>
  );
}

/** The part of the address that the calendar of terms understands. */
function termsOf({ vista, ...search }: DeskSearch): TermsSearch {
  return vista === 'elenco' ? { ...search, vista } : search;
}

interface ListProps {
  readonly search: DeskSearch;
  readonly session: Session;
  readonly onChange: Change;
}

/** The dossiers the person may see, with counters that filter. */
function DeskList({ search, session, onChange: change }: ListProps): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/' });
  const filters = deskFilters(search, session);
  const list = useQuery({ ...dossierListQuery(filters), placeholderData: keepPreviousData });
  const { data } = list;
  const counters = [
    { key: 'tutti', label: t('scrivania.tutti'), count: data?.counts.all, vista: undefined },
    { key: 'tocca-a-te', label: t('scrivania.toccaATe'), count: data?.counts.mine, vista: 'tocca-a-te' },
    { key: 'bloccati', label: t('scrivania.bloccati'), count: data?.counts.blocked, vista: 'bloccati', tone: 'danger' },
    { key: 'in-scadenza', label: t('scrivania.inScadenza'), count: data?.counts.dueSoon, vista: 'in-scadenza', tone: 'warning' },
  ] as const;
  const filtered = search.testo !== undefined || search.stato !== undefined || search.ente !== undefined || search.vista !== undefined;

  return (
    <Stack>
      <Lead>{data === undefined ? t('scrivania.attesa') : t('scrivania.riepilogo', { count: data.counts.mine })}</Lead>
      <Counters
        label={t('scrivania.filtriRapidi')}
        items={counters.map((counter) => ({
          ...counter,
          pressed: search.vista === counter.vista,
          onPress: () => {
            change({ vista: counter.vista });
          },
        }))}
      />
      <DeskFilters search={search} onChange={change} />
      <p role="status">{data === undefined ? '\u00a0' : t('scrivania.trovati', { count: data.total })}</p>
      {list.error && <TroubleNotice trouble={troubleOf(list.error)} retrying={list.isFetching} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton rows={6} />}
      {data?.total === 0 && (
        <EmptyState title={filtered ? t('scrivania.nessunoFiltri') : t('scrivania.nessuno')}>
          {filtered ? (
            <Button
              onClick={() => {
                void navigate({ search: {}, replace: true });
              }}
            >
              {t('scrivania.azzera')}
            </Button>
          ) : (
            <p>{t('scrivania.nessunoAiuto')}</p>
          )}
        </EmptyState>
      )}
      {data !== undefined && data.items.length > 0 && (
        <DeskTable
          rows={data.items}
          sort={filters.sort ?? '-updatedAt'}
          waiting={list.isPlaceholderData}
          onSort={(ordina: DossierSort) => {
            change({ ordina });
          }}
        />
      )}
      {data !== undefined && (
        <Pagination
          page={data.page}
          pages={Math.ceil(data.total / data.pageSize)}
          onPage={(pagina) => {
            change({ pagina });
          }}
        />
      )}
    </Stack>
  );
}
