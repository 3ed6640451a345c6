import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type Ente } from '../api/client';
import { entiQuery } from '../api/queries';
import { troubleOf } from '../api/trouble';
import { changedSearch, type EntiSearch, enteTypes } from '../search-params';
import { Button, ButtonLink, TextLink } from '../ui/button';
import { EmptyState, Skeleton, TroubleNotice } from '../ui/feedback';
import { SelectField } from '../ui/field';
import { Code, Lead, Muted, Row, Stack } from '../ui/layout';
import { PageHeading } from '../ui/page';
import { type Column, Pagination, Table } from '../ui/table';
import { WhyNot } from '../ui/why-not';
import { useMayRegister } from './may';
import { SearchBox } from './search-box';

const pageSize = 50;
const folded = (text: string): string => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

function wanted(items: readonly Ente[], { testo = '', tipo }: EntiSearch): readonly Ente[] {
  const words = folded(testo.trim());
  return items.filter(
    (ente) =>
      (tipo === undefined || ente.tipo === tipo) &&
      folded([ente.denominazione, ente.codiceFiscale, ente.codiceIpa, ente.codiceIstat].join(' ')).includes(words),
  );
}

function EntiTable({ rows }: { rows: readonly Ente[] }): ReactElement {
  const { t } = useTranslation();
  const code = (value: string | null): ReactElement =>
    value === null ? <Muted>{t('enti.nonIndicato')}</Muted> : <Code short>{value}</Code>;
  const columns: readonly Column<Ente>[] = [
    {
      key: 'denominazione',
      title: t('enti.campo.denominazione'),
      main: true,
      cell: (ente) => (
        <TextLink strong to="/enti/$enteId" params={{ enteId: ente.id }}>
          {ente.denominazione}
        </TextLink>
      ),
    },
    { key: 'tipo', title: t('enti.campo.tipo'), cell: (ente) => t(`enti.tipo.${ente.tipo}`) },
    { key: 'cf', title: t('enti.campo.codiceFiscale'), cell: (ente) => code(ente.codiceFiscale) },
    { key: 'ipa', title: t('enti.campo.codiceIpa'), cell: (ente) => code(ente.codiceIpa) },
    { key: 'istat', title: t('enti.campo.codiceIstat'), cell: (ente) => code(ente.codiceIstat) },
  ];
  return <Table caption={t('enti.titolo')} columns={columns} rows={rows} rowKey={(ente) => ente.id} />;
}

function Commands(): ReactElement {
  const { t } = useTranslation();
  const may = useMayRegister();
  if (!may.allowed) return <WhyNot id="enti-perche" summary={t('enti.percheNuovo')} reason={may.reason} />;
  return (
    <Row>
      <ButtonLink to="/enti/importa" icon="it-upload">
        {t('enti.importa')}
      </ButtonLink>
      <ButtonLink to="/enti/nuovo" look="primary" icon="it-plus">
        {t('enti.registra')}
      </ButtonLink>
    </Row>
  );
}

/** The bodies the person may see: for the Province all of its SUA, for a comune itself and the Province. */
export function EntiPage(): ReactElement {
  const { t } = useTranslation();
  const search = useSearch({ from: '/riservata/enti' });
  const navigate = useNavigate({ from: '/enti' });
  const enti = useQuery(entiQuery());
  const change = (part: { [K in keyof EntiSearch]?: EntiSearch[K] | undefined }): void => {
    void navigate({
      search: changedSearch<EntiSearch>(search, { pagina: undefined, ...part }),
      replace: true,
      resetScroll: false,
    });
  };
  const rows = wanted(enti.data?.items ?? [], search);
  const pages = Math.max(1, Math.ceil(rows.length / pageSize));
  const page = Math.min(search.pagina ?? 1, pages);
  return (
    <Stack>
      <Row align="between">
        <PageHeading windowTitle={t('enti.titolo')}>{t('enti.titolo')}</PageHeading>
        <Commands />
      </Row>
      <Lead>{t('enti.testo')}</Lead>
      <SearchBox
        label={t('enti.cerca')}
        value={search.testo}
        onSearch={(testo) => {
          change({ testo });
        }}
      >
        <SelectField
          label={t('enti.campo.tipo')}
          empty={t('enti.ogniTipo')}
          options={enteTypes.map((value) => ({ value, label: t(`enti.tipo.${value}`) }))}
          value={search.tipo ?? ''}
          onChange={(event) => {
            change({ tipo: enteTypes.find((value) => value === event.target.value) });
          }}
        />
      </SearchBox>
      <p role="status">{enti.data === undefined ? '\u00a0' : t('enti.trovati', { count: rows.length })}</p>
      {enti.isPending && <Skeleton rows={8} />}
      {enti.error && <TroubleNotice trouble={troubleOf(enti.error)} retrying={enti.isFetching} onRetry={() => void enti.refetch()} />}
      {enti.data !== undefined && rows.length === 0 && (
        <EmptyState title={t('enti.nessunoFiltri')}>
          <Button
            onClick={() => {
              change({ testo: undefined, tipo: undefined });
            }}
          >
            {t('scrivania.azzera')}
          </Button>
        </EmptyState>
      )}
      {rows.length > 0 && <EntiTable rows={rows.slice((page - 1) * pageSize, page * pageSize)} />}
      <Pagination
        page={page}
        pages={pages}
        onPage={(pagina) => {
          change({ pagina });
        }}
      />
    </Stack>
  );
}
