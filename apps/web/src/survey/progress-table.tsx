import { useQuery } from '@tanstack/react-query';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { troubleOf } from '../api/trouble';
import { EmptyState, Skeleton, TroubleNotice } from '../ui/feedback';
import { Table } from '../ui/table';
import { decimal, percent } from './figures';
import { type SurveyProgress, surveyProgressQuery } from './queries';

type Figures = SurveyProgress['totale'];

/** How far each body is from its certified baseline, and all of them together. */
export function SurveyProgressTable(): ReactElement {
  const { t } = useTranslation();
  const progress = useQuery(surveyProgressQuery());
  const { data } = progress;
  if (progress.error) {
    return <TroubleNotice trouble={troubleOf(progress.error)} retrying={progress.isFetching} onRetry={() => void progress.refetch()} />;
  }
  if (data === undefined) return <Skeleton rows={3} />;
  if (data.enti.length === 0) return <EmptyState title={t('rilevazione.nessunaCertificata')} />;
  const rows = [
    ...data.enti.map(({ ente, baseline, semestre, ...figures }) => ({
      key: ente.id,
      name: ente.denominazione,
      semesters: semestre === null ? baseline : t('rilevazione.daA', { da: baseline, a: semestre }),
      ...figures,
    })),
    { key: 'totale', name: t('rilevazione.tutti'), semesters: '', ...data.totale },
  ];
  const change = (before: string | number | null, now: string | number | null): string =>
    t('rilevazione.daA', { da: decimal(before), a: decimal(now) });
  const columnsOf = (days: 'lorda' | 'netta') => ({
    key: days,
    title: t(`rilevazione.${days}`),
    cell: (row: Figures) => `${change(row[days].giorniBase, row[days].giorni)} (${percent(row[days].riduzioneTempi)})`,
  });
  return (
    <Table
      caption={t('rilevazione.andamentoEnti')}
      rows={rows}
      rowKey={({ key }) => key}
      columns={[
        { key: 'ente', title: t('rilevazione.ente'), main: true, cell: ({ name }) => name },
        { key: 'semestri', title: t('rilevazione.semestri'), cell: ({ semesters }) => semesters },
        {
          key: 'arretrato',
          title: t('rilevazione.arretrato'),
          cell: ({ lorda }) => `${change(lorda.arretratoBase, lorda.arretrato)} (${percent(lorda.riduzioneArretrato)})`,
        },
        columnsOf('lorda'),
        columnsOf('netta'),
      ]}
    />
  );
}
