import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { entiQuery } from '../api/queries';
import { troubleOf } from '../api/trouble';
import { dateInWords, dayAndTime } from '../format/dates';
import { SearchBox } from '../pages/search-box';
import { useSession } from '../pages/may';
import { changedSearch, type RequestsSearch } from '../search-params';
import { Button, TextLink } from '../ui/button';
import { Badge, EmptyState, Skeleton, StatusText, TroubleNotice } from '../ui/feedback';
import { SelectField } from '../ui/field';
import { Lead, Muted, Stack } from '../ui/layout';
import { PageHeading } from '../ui/page';
import { type Column, type Counter, Counters, Pagination, Table } from '../ui/table';
import { deskPageSize, deskQuery, type DeskRequest } from './queries';

function RequestsTable({ rows, side }: { rows: readonly DeskRequest[]; side: 'SUA' | 'COMUNE' }): ReactElement {
  const { t } = useTranslation();
  const columns: readonly Column<DeskRequest>[] = [
    {
      key: 'oggetto',
      title: t('richieste.banco.fascicolo'),
      main: true,
      cell: ({ fascicolo, testo }) => (
        <>
          <TextLink strong to="/fascicoli/$dossierId/richieste" params={{ dossierId: fascicolo.id }}>
            {fascicolo.oggetto}
          </TextLink>
          <br />
          <Muted>{fascicolo.codice}</Muted>
          <br />
          {testo.slice(0, 160)}
        </>
      ),
    },
    { key: 'ente', title: t('richieste.banco.ente'), cell: ({ ente }) => ente.denominazione },
    {
      key: 'tipo',
      title: t('richieste.banco.tipo'),
      cell: ({ tipo, punti }) => (
        <>
          {t(`richieste.banco.tipi.${tipo}`)}
          {punti !== null && (
            <>
              <br />
              <Muted>{t('richieste.integrazioni.fatti', punti)}</Muted>
            </>
          )}
        </>
      ),
    },
    {
      key: 'aspetta',
      title: t('richieste.banco.aspetta'),
      cell: ({ aspetta }) =>
        aspetta === null ? (
          <Muted>{t('richieste.banco.nessuno')}</Muted>
        ) : (
          <Badge tone={aspetta === side ? 'warning' : 'info'}>
            {t(aspetta === side ? 'richieste.banco.noi' : `richieste.banco.parte.${aspetta}`)}
          </Badge>
        ),
    },
    { key: 'da', title: t('richieste.banco.da'), cell: ({ da }) => <time dateTime={da}>{dayAndTime(da)}</time> },
    {
      key: 'entro',
      title: t('richieste.banco.entro'),
      cell: ({ entro, scaduta }) =>
        entro === null ? (
          <Muted>{t('richieste.banco.senza')}</Muted>
        ) : scaduta ? (
          <StatusText tone="danger" icon="it-error">
            {t('richieste.banco.scaduta', { giorno: dateInWords(entro) })}
          </StatusText>
        ) : (
          dateInWords(entro)
        ),
    },
  ];
  return <Table caption={t('richieste.banco.titolo')} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}

/** Questions and requests of every dossier in sight: on whom they wait, and which are late. */
export function RequestDeskPage(): ReactElement {
  const { t } = useTranslation();
  const session = useSession();
  const search = useSearch({ from: '/riservata/richieste' });
  const navigate = useNavigate({ from: '/richieste' });
  const desk = useQuery(deskQuery(search));
  const ofSua = session.ente.id === session.sua.id;
  const enti = useQuery({ ...entiQuery(), enabled: ofSua });
  const change = (part: { [K in keyof RequestsSearch]?: RequestsSearch[K] | undefined }): void => {
    void navigate({ search: changedSearch<RequestsSearch>(search, { pagina: undefined, ...part }), replace: true, resetScroll: false });
  };
  const { data } = desk;
  const filtered = search.vista !== undefined || search.scadute !== undefined || search.ente !== undefined || search.testo !== undefined;
  const counter = (vista: NonNullable<RequestsSearch['vista']>, count: number | undefined): Counter => ({
    key: vista,
    label: t(`richieste.banco.vista.${vista}`),
    count,
    pressed: search.vista === vista,
    onPress: () => {
      change({ vista: search.vista === vista ? undefined : vista, scadute: undefined });
    },
  });
  const late: Counter = {
    ...{ key: 'SCADUTE', tone: 'danger', label: t('richieste.banco.vista.SCADUTE'), count: data?.counts.scadute },
    pressed: search.scadute !== undefined,
    onPress: () => {
      change({ scadute: search.scadute === undefined ? 'true' : undefined, vista: undefined });
    },
  };
  return (
    <Stack>
      <PageHeading windowTitle={t('richieste.banco.titolo')}>{t('richieste.banco.titolo')}</PageHeading>
      <Lead>{t('richieste.banco.testo')}</Lead>
      <Counters label={t('richieste.banco.filtri')} items={[counter('NOI', data?.counts.noi), counter('LORO', data?.counts.loro), late]} />
      <SearchBox
        label={t('richieste.banco.cerca')}
        value={search.testo}
        onSearch={(testo) => {
          change({ testo });
        }}
      >
        {ofSua && (
          <SelectField
            id="ente-richieste"
            label={t('richieste.banco.ente')}
            empty={t('richieste.banco.tutti')}
            options={(enti.data?.items ?? [])
              .filter(({ id }) => id !== session.sua.id)
              .map(({ id, denominazione }) => ({ value: id, label: denominazione }))}
            value={search.ente ?? ''}
            onChange={(event) => {
              change({ ente: event.target.value === '' ? undefined : event.target.value });
            }}
          />
        )}
      </SearchBox>
      <p role="status">{data === undefined ? '\u00a0' : t('richieste.banco.trovate', { count: data.total })}</p>
      {desk.isPending && <Skeleton rows={6} />}
      {desk.error && <TroubleNotice trouble={troubleOf(desk.error)} retrying={desk.isFetching} onRetry={() => void desk.refetch()} />}
      {data?.total === 0 && (
        <EmptyState title={t(filtered ? 'richieste.banco.nessunaTrovata' : 'richieste.banco.nessuna')}>
          {filtered && (
            <Button
              onClick={() => {
                change({ vista: undefined, scadute: undefined, ente: undefined, testo: undefined });
              }}
            >
              {t('scrivania.azzera')}
            </Button>
          )}
        </EmptyState>
      )}
      {data !== undefined && data.total > 0 && <RequestsTable rows={data.items} side={ofSua ? 'SUA' : 'COMUNE'} />}
      <Pagination
        page={search.pagina ?? 1}
        pages={Math.max(1, Math.ceil((data?.total ?? 0) / deskPageSize))}
        onPage={(pagina) => {
          change({ pagina });
        }}
      />
    </Stack>
  );
}
