import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { MonthsChart } from '../ui/chart';
import { Badge, EmptyState } from '../ui/feedback';
import { Muted } from '../ui/layout';
import { type Column, Table } from '../ui/table';
import { days, monthLabel } from './period';
import { type Indicators } from './queries';

interface LoadRow {
  readonly key: string;
  readonly name: string;
  readonly open: number;
  readonly oldest: number;
  readonly median: number;
}

function Loads({ rows, caption, title }: { rows: readonly LoadRow[]; caption: string; title: string }): ReactElement {
  const { t } = useTranslation();
  const columns: readonly Column<LoadRow>[] = [
    { key: 'nome', title, main: true, cell: ({ name }) => name },
    { key: 'aperti', title: t('cruscotto.inAttesa'), numeric: true, cell: ({ open }) => open },
    { key: 'mediana', title: t('cruscotto.daMediana'), numeric: true, cell: ({ median }) => days(median) },
    { key: 'vecchio', title: t('cruscotto.daPiuVecchio'), numeric: true, cell: ({ oldest }) => days(oldest) },
  ];
  return <Table caption={caption} columns={columns} rows={rows} rowKey={({ key }) => key} />;
}

/** What lies on whose desk now. */
export function WorkloadTables({ workload }: { workload: Indicators['workload'] }): ReactElement {
  const { t } = useTranslation();
  if (workload.byRole.length === 0) return <EmptyState title={t('cruscotto.nessunCarico')} />;
  return (
    <>
      <Loads
        caption={t('cruscotto.caricoRuoli')}
        title={t('cruscotto.ruolo')}
        rows={workload.byRole.map(({ role, title, ...load }) => ({ key: role, name: title, ...load }))}
      />
      <Loads
        caption={t('cruscotto.caricoEnti')}
        title={t('cruscotto.ente')}
        rows={workload.byEnte.map(({ ente, ...load }) => ({ key: ente.id, name: ente.denominazione, ...load }))}
      />
    </>
  );
}

/** Open dossiers by state, and how many are past the term of the state. */
export function BacklogTable({ backlog }: { backlog: Indicators['backlog'] }): ReactElement {
  const { t } = useTranslation();
  if (backlog.length === 0) return <EmptyState title={t('cruscotto.nessunArretrato')} />;
  return (
    <Table
      caption={t('cruscotto.arretrato')}
      rows={backlog}
      rowKey={({ state }) => state}
      columns={[
        { key: 'stato', title: t('cruscotto.stato'), main: true, cell: ({ label }) => label },
        { key: 'aperti', title: t('cruscotto.aperti'), numeric: true, cell: ({ open }) => open },
        {
          key: 'ritardo',
          title: t('cruscotto.oltreTermine'),
          numeric: true,
          cell: ({ late }) =>
            late === null ? <Muted>{t('cruscotto.senzaTermine')}</Muted> : late === 0 ? late : <Badge tone="danger">{late}</Badge>,
        },
        { key: 'vecchio', title: t('cruscotto.daPiuVecchio'), numeric: true, cell: ({ oldest }) => days(oldest) },
      ]}
    />
  );
}

export function MonthsView({ months }: { months: Indicators['months'] }): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <MonthsChart months={months.map((row) => ({ ...row, label: monthLabel(row.month) }))} />
      <Table
        caption={t('cruscotto.mesi')}
        rows={months}
        rowKey={({ month }) => month}
        columns={[
          { key: 'mese', title: t('cruscotto.mese'), main: true, cell: ({ month }) => monthLabel(month) },
          { key: 'aperti', title: t('cruscotto.aperti'), numeric: true, cell: ({ opened }) => opened },
          { key: 'conclusi', title: t('cruscotto.conclusi'), numeric: true, cell: ({ concluded }) => concluded },
          { key: 'fine', title: t('cruscotto.apertiFine'), numeric: true, cell: ({ open }) => open },
        ]}
      />
    </>
  );
}
