import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type DossierSummary } from '../api/client';
import { type DossierSort } from '../api/dossier-sort';
import { dayAndTime, daysUntil, shortDay } from '../format/dates';
import { TextLink } from '../ui/button';
import { Badge, StatusText } from '../ui/feedback';
import { Muted, Strong } from '../ui/layout';
import { type Column, Table } from '../ui/table';
import { stateTone } from './state-tone';

const soonDays = 7;

interface DeskTableProps {
  readonly rows: readonly DossierSummary[];
  readonly sort: DossierSort;
  readonly waiting: boolean;
  readonly onSort: (sort: DossierSort) => void;
}

function Blocks({ dossier }: { dossier: DossierSummary }): ReactElement {
  const { t } = useTranslation();
  const { firstBlock, blocks } = dossier;
  if (blocks === 0 || firstBlock === null) return <Muted>{t('scrivania.nessunBlocco')}</Muted>;
  const params = { dossierId: dossier.id };
  const more = blocks > 1 ? <Muted> {t('scrivania.altriBlocchi', { count: blocks - 1 })}</Muted> : null;
  return (
    <StatusText tone="danger" icon="it-error">
      {firstBlock.path === null ? (
        <TextLink to="/fascicoli/$dossierId/verifiche" params={params}>
          {firstBlock.message}
        </TextLink>
      ) : (
        <TextLink to="/fascicoli/$dossierId/scheda" params={params} search={{ campo: firstBlock.path }}>
          {firstBlock.message}
        </TextLink>
      )}
      {more}
    </StatusText>
  );
}

function Deadline({ instant }: { instant: string | null }): ReactElement {
  const { t } = useTranslation();
  if (instant === null) return <Muted>{t('scrivania.senzaScadenza')}</Muted>;
  const days = daysUntil(instant, new Date());
  const left = days < 0 ? t('scrivania.passata') : t('scrivania.fra', { count: days });
  return (
    <>
      <time dateTime={instant}>{dayAndTime(instant)}</time>
      <br />
      {days >= 0 && days <= soonDays ? <Strong>{left}</Strong> : <Muted>{left}</Muted>}
    </>
  );
}

export function DeskTable({ rows, sort, waiting, onSort }: DeskTableProps): ReactElement {
  const { t } = useTranslation();
  const sortable = (key: 'oggetto' | 'ente' | 'scadenzaOfferte'): Column<DossierSummary>['sort'] => ({
    direction: sort === key ? 'ascending' : sort === `-${key}` ? 'descending' : 'none',
    onSort: () => {
      onSort(sort === key ? `-${key}` : key);
    },
  });
  const columns: readonly Column<DossierSummary>[] = [
    {
      key: 'oggetto',
      title: t('scrivania.colonnaOggetto'),
      main: true,
      sort: sortable('oggetto'),
      cell: (dossier) => (
        <>
          <TextLink strong to="/fascicoli/$dossierId" params={{ dossierId: dossier.id }}>
            {dossier.oggetto}
          </TextLink>
          <br />
          <Muted>
            {dossier.codiceAppalto} · {dossier.kind.title}
          </Muted>
        </>
      ),
    },
    { key: 'ente', title: t('scrivania.colonnaEnte'), sort: sortable('ente'), cell: (dossier) => dossier.ente.denominazione },
    {
      key: 'stato',
      title: t('scrivania.colonnaStato'),
      cell: (dossier) => <Badge tone={stateTone(dossier.state)}>{dossier.state.label}</Badge>,
    },
    {
      key: 'turno',
      title: t('scrivania.colonnaTurno'),
      cell: (dossier) => (
        <>
          {dossier.turn.label}
          <br />
          <Muted>{t('scrivania.daQuando', { quando: shortDay(dossier.turn.since) })}</Muted>
        </>
      ),
    },
    { key: 'blocchi', title: t('scrivania.colonnaBlocchi'), cell: (dossier) => <Blocks dossier={dossier} /> },
    {
      key: 'scadenza',
      title: t('scrivania.colonnaScadenza'),
      sort: sortable('scadenzaOfferte'),
      cell: (dossier) => <Deadline instant={dossier.scadenzaOfferte} />,
    },
  ];
  return <Table caption={t('scrivania.tabella')} columns={columns} rows={rows} rowKey={(dossier) => dossier.id} waiting={waiting} />;
}
