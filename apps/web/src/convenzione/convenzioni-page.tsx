import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { troubleOf } from '../api/trouble';
import { shortDay } from '../format/dates';
import { useMay, useSession } from '../pages/may';
import { SearchBox } from '../pages/search-box';
import { changedSearch, convenzioneGroups, type ConvenzioniSearch } from '../search-params';
import { Button, ButtonLink, TextLink } from '../ui/button';
import { Badge, EmptyState, Skeleton, TroubleNotice } from '../ui/feedback';
import { Lead, Muted, Row, Stack, Strong } from '../ui/layout';
import { PageHeading } from '../ui/page';
import { type Column, Counters, Pagination, Table } from '../ui/table';
import { WhyNot } from '../ui/why-not';
import { type ConvenzioneSummary, convenzioniQuery } from './queries';
import { groupTones } from './state-names';

function End({ row: { al, dal, daysToEnd } }: { row: ConvenzioneSummary }): ReactElement {
  const { t } = useTranslation();
  if (dal === null || al === null) return <Muted>{t('convenzioni.senzaDate')}</Muted>;
  return (
    <>
      {t('enti.dalAl', { dal: shortDay(dal), al: shortDay(al) })}
      {daysToEnd !== null && (
        <>
          <br />
          {daysToEnd < 0 ? <Strong>{t('convenzioni.finita')}</Strong> : <Muted>{t('convenzioni.mancano', { count: daysToEnd })}</Muted>}
        </>
      )}
    </>
  );
}

function ConvenzioniTable({ rows, waiting }: { rows: readonly ConvenzioneSummary[]; waiting: boolean }): ReactElement {
  const { t } = useTranslation();
  const columns: readonly Column<ConvenzioneSummary>[] = [
    {
      key: 'ente',
      title: t('scrivania.colonnaEnte'),
      main: true,
      cell: (row) => (
        <>
          <TextLink strong to="/convenzioni/$dossierId" params={{ dossierId: row.id }}>
            {row.ente.denominazione}
          </TextLink>
          <br />
          <Muted>{row.numero === '' ? row.codice : t('convenzioni.numero', { n: row.numero })}</Muted>
        </>
      ),
    },
    {
      key: 'stato',
      title: t('scrivania.colonnaStato'),
      cell: (row) => <Badge tone={groupTones[row.gruppo]}>{row.stato.label}</Badge>,
    },
    { key: 'periodo', title: t('enti.qualifica.validita'), cell: (row) => <End row={row} /> },
    {
      key: 'delega',
      title: t('convenzioni.delega'),
      cell: (row) =>
        row.funzioniSvolte.length === 0 ? (
          <Muted>{t('enti.nonIndicato')}</Muted>
        ) : (
          row.funzioniSvolte.map((code) => t(`convenzioni.funzione.${code}`, code)).join('; ')
        ),
    },
    { key: 'turno', title: t('scrivania.colonnaTurno'), cell: (row) => row.turn.label },
  ];
  return <Table caption={t('convenzioni.titolo')} columns={columns} rows={rows} rowKey={(row) => row.id} waiting={waiting} />;
}

/** The convenzioni in sight: those being made, in force, near their end, ended. */
export function ConvenzioniPage(): ReactElement {
  const { t } = useTranslation();
  const session = useSession();
  const search = useSearch({ from: '/riservata/convenzioni' });
  const navigate = useNavigate({ from: '/convenzioni' });
  const list = useQuery({
    ...convenzioniQuery({ text: search.testo, gruppo: search.gruppo, page: search.pagina ?? 1 }),
    placeholderData: keepPreviousData,
  });
  const { data } = list;
  const mayOpen = useMay('convenzione.write', session.ente.id);
  const change = (part: { [K in keyof ConvenzioniSearch]?: ConvenzioniSearch[K] | undefined }): void => {
    void navigate({ search: changedSearch<ConvenzioniSearch>(search, { pagina: undefined, ...part }), replace: true, resetScroll: false });
  };
  const counters = [
    {
      key: 'all',
      label: t('convenzioni.tutte'),
      count: data?.counts.all,
      pressed: search.gruppo === undefined,
      onPress: () => {
        change({ gruppo: undefined });
      },
    },
    ...convenzioneGroups.map((gruppo) => ({
      key: gruppo,
      label: t(`convenzioni.gruppo.${gruppo}`),
      count: data?.counts[gruppo],
      pressed: search.gruppo === gruppo,
      onPress: () => {
        change({ gruppo });
      },
      ...(gruppo === 'IN_SCADENZA' ? { tone: 'warning' as const } : {}),
    })),
  ];
  return (
    <Stack>
      <Row align="between">
        <PageHeading windowTitle={t('convenzioni.titolo')}>{t('convenzioni.titolo')}</PageHeading>
        {mayOpen.allowed && (
          <ButtonLink to="/convenzioni/nuova" look="primary" icon="it-plus">
            {t('convenzioni.nuova')}
          </ButtonLink>
        )}
      </Row>
      {!mayOpen.allowed && <WhyNot id="convenzioni-perche" summary={t('convenzioni.percheNuova')} reason={mayOpen.reason} />}
      <Lead>{data === undefined ? t('convenzioni.testo') : t('convenzioni.riepilogo', { count: data.counts.mine })}</Lead>
      <Counters label={t('scrivania.filtriRapidi')} items={counters} />
      <SearchBox
        label={t('convenzioni.cerca')}
        value={search.testo}
        onSearch={(testo) => {
          change({ testo });
        }}
      />
      <p role="status">{data === undefined ? '\u00a0' : t('convenzioni.trovate', { count: data.total })}</p>
      {list.isPending && <Skeleton rows={6} />}
      {list.error && <TroubleNotice trouble={troubleOf(list.error)} retrying={list.isFetching} onRetry={() => void list.refetch()} />}
      {data?.total === 0 && (
        <EmptyState title={data.counts.all === 0 ? t('convenzioni.nessuna') : t('convenzioni.nessunaFiltri')}>
          {data.counts.all > 0 && (
            <Button
              onClick={() => {
                void navigate({ search: {}, replace: true });
              }}
            >
              {t('scrivania.azzera')}
            </Button>
          )}
        </EmptyState>
      )}
      {data !== undefined && data.items.length > 0 && <ConvenzioniTable rows={data.items} waiting={list.isPlaceholderData} />}
      {data && (
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
