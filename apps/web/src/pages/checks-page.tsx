import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { type CheckResult, type Checks, client } from '../api/client';
import { checksQuery, queryClient } from '../api/queries';
import { type Trouble, troubleOf } from '../api/trouble';
import { shortDay } from '../format/dates';
import { type CheckFilter } from '../search-params';
import { Button } from '../ui/button';
import { EmptyState, Notice, Skeleton, TroubleNotice } from '../ui/feedback';
import { CardList, Muted, Row, Section, Stack } from '../ui/layout';
import { Counters } from '../ui/table';
import { CheckCard } from './check-card';
import { useDossier } from './dossier-frame';
import { permissionOn } from './permission-on';

const filterRules: Record<CheckFilter, (result: CheckResult) => boolean> = {
  'da-sistemare': (result) => result.status === 'KO' && (result.severity === 'BLOCK' || result.severity === 'ERROR'),
  ko: (result) => result.status === 'KO' && (result.severity === 'WARN' || result.severity === 'INFO'),
  'da-valutare': (result) => result.status === 'DA_VALUTARE',
  'non-verificabili': (result) => result.status === 'UNKNOWN',
  superate: (result) => result.status === 'OK',
  'non-applicabili': (result) => result.status === 'NA',
};

function countOf(filter: CheckFilter, { summary }: Checks): number {
  switch (filter) {
    case 'da-sistemare':
      return summary.blocks + summary.errors;
    case 'ko':
      return summary.warnings;
    case 'da-valutare':
      return summary.toJudge;
    case 'non-verificabili':
      return summary.unknown;
    case 'superate':
      return summary.ok;
    case 'non-applicabili':
      return summary.notApplicable;
  }
}

function Results({ checks, dossierId, filter }: { checks: Checks; dossierId: string; filter: CheckFilter | undefined }): ReactElement {
  const { t } = useTranslation();
  const shown = checks.results.filter(filter === undefined ? (result) => result.status !== 'NA' : filterRules[filter]);
  if (shown.length === 0) return <EmptyState title={t(checks.results.length === 0 ? 'verifiche.maiEseguite' : 'verifiche.nessuna')} />;
  return (
    <CardList label={t('verifiche.risultati')}>
      {shown.map((result) => (
        <CheckCard key={result.checkId} result={result} dossierId={dossierId} />
      ))}
    </CardList>
  );
}

/** The legal and consistency checks, worst first, each with the way to the field that mends it. */
export function ChecksPage(): ReactElement {
  const { t } = useTranslation();
  const { dossierId } = useParams({ from: '/riservata/fascicoli/$dossierId/verifiche' });
  const { esito } = useSearch({ from: '/riservata/fascicoli/$dossierId/verifiche' });
  const navigate = useNavigate({ from: '/fascicoli/$dossierId/verifiche' });
  const dossier = useDossier();
  const permission = permissionOn(dossier, 'check.run');
  const checks = useQuery({ ...checksQuery(dossierId), refetchInterval: (query) => (query.state.data?.running === true ? 2000 : false) });
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);
  const data = checks.data;

  const runAgain = async (): Promise<void> => {
    setBusy(true);
    setTrouble(null);
    try {
      const { data: started, error } = await client.POST('/api/dossiers/{dossierId}/checks/run', { params: { path: { dossierId } } });
      if (started === undefined) setTrouble(troubleOf(error));
      else {
        announce(t('verifiche.avviate'));
        await queryClient.invalidateQueries({ queryKey: checksQuery(dossierId).queryKey });
      }
    } catch (error) {
      setTrouble(troubleOf(error));
    }
    setBusy(false);
  };

  const show = (next: CheckFilter | undefined): void => {
    void navigate({ search: next === undefined ? {} : { esito: next }, replace: true, resetScroll: false });
  };
  const filters = ['da-sistemare', 'ko', 'da-valutare', 'non-verificabili', 'superate', 'non-applicabili'] as const;
  return (
    <Section
      id="verifiche"
      title={t('verifiche.titolo')}
      aside={
        <Button
          look="primary"
          icon="it-refresh"
          busy={busy || data?.running === true}
          aria-disabled={!permission.allowed}
          aria-describedby={permission.allowed ? undefined : 'verifiche-perche'}
          onClick={() => void runAgain()}
        >
          {t(data?.running === true ? 'verifiche.inCorso' : 'verifiche.ripeti')}
        </Button>
      }
    >
      <Stack>
        {!permission.allowed && <p id="verifiche-perche">{permission.reason ?? t('verifiche.nonPuoi')}</p>}
        <p>
          {t('verifiche.spiegazione')} {data && <Muted>{t('verifiche.allaData', { data: shortDay(data.asOf) })}</Muted>}
        </p>
        {trouble && <TroubleNotice trouble={trouble} onRetry={() => void runAgain()} />}
        {data?.running === true && (
          <Notice tone="info" live="status">
            {t('verifiche.inCorsoTesto')}
          </Notice>
        )}
        {checks.isPending && <Skeleton rows={6} />}
        {checks.error && (
          <TroubleNotice trouble={troubleOf(checks.error)} retrying={checks.isFetching} onRetry={() => void checks.refetch()} />
        )}
        {data && (
          <>
            <Counters
              label={t('verifiche.filtri')}
              items={filters.map((filter) => ({
                key: filter,
                label: t(`verifiche.filtro.${filter}`),
                count: countOf(filter, data),
                pressed: esito === filter,
                ...(filter === 'da-sistemare' ? { tone: 'danger' as const } : filter === 'ko' ? { tone: 'warning' as const } : {}),
                onPress: () => {
                  show(esito === filter ? undefined : filter);
                },
              }))}
            />
            {esito !== undefined && (
              <Row>
                <Button
                  small
                  onClick={() => {
                    show(undefined);
                  }}
                >
                  {t('verifiche.mostraTutte')}
                </Button>
              </Row>
            )}
            <Results checks={data} dossierId={dossierId} filter={esito} />
          </>
        )}
      </Stack>
    </Section>
  );
}
