import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { SharesBar, SliceMark, SpreadBar } from '../ui/chart';
import { EmptyState } from '../ui/feedback';
import { Disclosure, Muted, Strong } from '../ui/layout';
import { type Column, Table } from '../ui/table';
import { days, percent } from './period';
import { type Indicators } from './queries';

type Spread = Indicators['phases'][number]['gross'];
type Kpi = Indicators['kpis'][number];
type PhaseRow = Indicators['phases'][number];

interface TimeRow {
  readonly key: string;
  readonly name: string;
  readonly now: Spread;
  readonly baseline: Spread | null;
  readonly target: number | null;
}

/** Where a figure stands against target and starting point, in words. */
function Comparison({ now, baseline, target }: Pick<TimeRow, 'now' | 'baseline' | 'target'>): ReactElement {
  const { t } = useTranslation();
  if (now.p50 === null) return <Muted>{t('cruscotto.nessunCaso')}</Muted>;
  const against = (reference: number | null, key: 'obiettivo' | 'partenza'): string | null =>
    reference === null
      ? null
      : t(`cruscotto.${key}`, {
          giorni: days(reference),
          scarto: days(Math.abs((now.p50 ?? 0) - reference)),
          context: sign((now.p50 ?? 0) - reference),
        });
  const parts = [against(target, 'obiettivo'), against(baseline?.p50 ?? null, 'partenza')].filter((part) => part !== null);
  return parts.length === 0 ? <Muted>{t('cruscotto.senzaConfronto')}</Muted> : <>{parts.join(' ')}</>;
}

const sign = (difference: number): 'meno' | 'pari' | 'oltre' => (Math.abs(difference) < 0.05 ? 'pari' : difference < 0 ? 'meno' : 'oltre');

function useTimeColumns(rows: readonly TimeRow[], title: string): readonly Column<TimeRow>[] {
  const { t } = useTranslation();
  const scale = Math.max(0, ...rows.flatMap(({ now, baseline, target }) => [now.p90 ?? 0, baseline?.p50 ?? 0, target ?? 0]));
  return [
    { key: 'nome', title, main: true, cell: ({ name }) => name },
    {
      key: 'grafico',
      title: t('cruscotto.grafico'),
      cell: ({ now, baseline, target }) => (
        <SpreadBar p50={now.p50} p90={now.p90} target={target} baseline={baseline?.p50 ?? null} scale={scale} />
      ),
    },
    { key: 'p50', title: t('cruscotto.meta'), numeric: true, cell: ({ now }) => <Strong>{days(now.p50)}</Strong> },
    { key: 'p90', title: t('cruscotto.noveSuDieci'), numeric: true, cell: ({ now }) => days(now.p90) },
    { key: 'n', title: t('cruscotto.casi'), numeric: true, cell: ({ now }) => now.n },
    { key: 'confronto', title: t('cruscotto.confronto'), cell: (row) => <Comparison {...row} /> },
  ];
}

function Times({ rows, caption, title }: { rows: readonly TimeRow[]; caption: string; title: string }): ReactElement {
  const columns = useTimeColumns(rows, title);
  return <Table caption={caption} columns={columns} rows={rows} rowKey={({ key }) => key} />;
}

/** One indicator of the kind: for all, and body by body. */
export function KpiTables({ kpis }: { kpis: readonly Kpi[] }): ReactElement {
  const { t } = useTranslation();
  if (kpis.length === 0) return <EmptyState title={t('cruscotto.senzaIndicatori')} />;
  return (
    <>
      <Times
        caption={t('cruscotto.indicatori')}
        title={t('cruscotto.indicatore')}
        rows={kpis.map(({ code, title, now, baseline, target }) => ({ key: code, name: title, now, baseline, target }))}
      />
      {kpis
        .filter(({ byEnte }) => byEnte.length > 0)
        .map(({ code, title, target, byEnte }) => (
          <Disclosure key={code} summary={t('cruscotto.perEnte', { indicatore: title })}>
            <Times
              caption={t('cruscotto.perEnte', { indicatore: title })}
              title={t('cruscotto.ente')}
              rows={byEnte.map(({ ente, now, baseline }) => ({ key: ente.id, name: ente.denominazione, now, baseline, target }))}
            />
          </Disclosure>
        ))}
    </>
  );
}

export function PhaseTables({ phases }: { phases: readonly PhaseRow[] }): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <Times
        caption={t('cruscotto.fasi')}
        title={t('cruscotto.fase')}
        rows={phases.map(({ phase, gross, baseline }) => ({ key: phase, name: phase, now: gross, baseline, target: null }))}
      />
      <Disclosure summary={t('cruscotto.netti')}>
        <Times
          caption={t('cruscotto.netti')}
          title={t('cruscotto.fase')}
          rows={phases.map(({ phase, net }) => ({ key: phase, name: phase, now: net, baseline: null, target: null }))}
        />
      </Disclosure>
    </>
  );
}

/** Who was waited on: the whole period and phase by phase; every day belongs to one party. */
export function WaitingTable({ whole, phases }: { whole: Indicators['waiting']; phases: readonly PhaseRow[] }): ReactElement {
  const { t } = useTranslation();
  const rows = [
    { name: t('cruscotto.tutto'), parts: whole },
    ...phases.map(({ phase, waiting }) => ({ name: phase, parts: waiting })),
  ].filter(({ parts }) => parts.length > 0);
  if (rows.length === 0) return <EmptyState title={t('cruscotto.nessunaAttesa')} />;
  return (
    <Table
      caption={t('cruscotto.attese')}
      rows={rows}
      rowKey={({ name }) => name}
      columns={[
        { key: 'fase', title: t('cruscotto.fase'), main: true, cell: ({ name }) => name },
        { key: 'grafico', title: t('cruscotto.grafico'), cell: ({ parts }) => <SharesBar parts={parts} /> },
        {
          key: 'parti',
          title: t('cruscotto.chi'),
          cell: ({ parts }) =>
            parts.map(({ party, share, days: waited }) => (
              <div key={party}>
                <SliceMark party={party} />{' '}
                {t('cruscotto.parte', { chi: t(`cruscotto.parti.${party}`), quota: percent(share), giorni: days(waited) })}
              </div>
            )),
        },
      ]}
    />
  );
}
