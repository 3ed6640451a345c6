import { useQuery } from '@tanstack/react-query';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useAskingAgain } from '../api/live-updates';
import { dayAndTime } from '../format/dates';
import { Badge } from '../ui/feedback';
import { Muted, Section } from '../ui/layout';
import { Table } from '../ui/table';
import { kindMigrationsQuery } from './queries';

const askAgainMs = 1500;

/** Passages of all dossiers that were asked for: how far they are, how they ended, which dossiers stayed and why. */
export function Migrations({ code, from }: { code: string; from: string }): ReactElement | null {
  const { t } = useTranslation();
  const askAgain = useAskingAgain(askAgainMs);
  const migrations = useQuery({
    ...kindMigrationsQuery(code),
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ job }) => job.status === 'queued' || job.status === 'running') === true ? askAgain : false,
  });
  const rows = (migrations.data?.items ?? []).filter((item) => item.from === from || item.to === from);
  if (rows.length === 0) return null;
  return (
    <Section id="passaggi" title={t('tipi.passaggi')}>
      <Table
        caption={t('tipi.passaggi')}
        rows={rows}
        rowKey={({ job }) => job.id}
        columns={[
          {
            key: 'quando',
            title: t('tipi.passaggio'),
            main: true,
            cell: (row) => (
              <>
                {t('tipi.daA', { da: row.from, a: row.to })}
                <br />
                <Muted>{dayAndTime(row.job.createdAt)}</Muted>
              </>
            ),
          },
          {
            key: 'stato',
            title: t('scrivania.colonnaStato'),
            cell: ({ job }) => (
              <Badge tone={job.status === 'done' ? 'success' : job.status === 'failed' ? 'danger' : 'info'}>
                {job.status === 'running' ? t('tipi.lavoroAl', { percento: job.progress }) : t(`tipi.lavoro.${job.status}`)}
              </Badge>
            ),
          },
          {
            key: 'esito',
            title: t('tipi.esito'),
            cell: ({ job, outcome }) =>
              outcome === null ? (
                (job.reason ?? job.step ?? '–')
              ) : (
                <>
                  {t('tipi.passati', { count: outcome.passed })}
                  {outcome.remaining.length > 0 && (
                    <ul>
                      {outcome.remaining.map(({ codiceAppalto, refusal }) => (
                        <li key={codiceAppalto}>
                          {codiceAppalto}: {refusal}
                        </li>
                      ))}
                    </ul>
                  )}
                </>
              ),
          },
        ]}
      />
    </Section>
  );
}
