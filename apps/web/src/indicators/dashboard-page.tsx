import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useRouteContext, useSearch } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { entiQuery } from '../api/queries';
import { troubleOf } from '../api/trouble';
import { shortDay } from '../format/dates';
import { changedSearch, type IndicatorsSearch } from '../search-params';
import { DownloadLink } from '../ui/button';
import { SpreadKey } from '../ui/chart';
import { SurveyProgressTable } from '../survey/progress-table';
import { DayField } from '../ui/day-field';
import { EmptyState, Skeleton, TroubleNotice } from '../ui/feedback';
import { SelectField } from '../ui/field';
import { Lead, Muted, Paragraph, Row, Section, Stack } from '../ui/layout';
import { PageHeading } from '../ui/page';
import { BacklogTable, MonthsView, WorkloadTables } from './desk-tables';
import { periodOf } from './period';
import { indicatorsAsked, indicatorsQuery, type Indicators } from './queries';
import { KpiTables, PhaseTables, WaitingTable } from './times-tables';

type Change = (part: { [K in keyof IndicatorsSearch]?: IndicatorsSearch[K] | undefined }) => void;

function Filters({ search, data, onChange }: { search: IndicatorsSearch; data: Indicators | undefined; onChange: Change }): ReactElement {
  const { t } = useTranslation();
  const { session } = useRouteContext({ from: '/riservata' });
  const enti = useQuery(entiQuery());
  const period = periodOf(search);
  const kinds = data?.kinds ?? [];
  return (
    <Row align="baseline">
      <SelectField
        label={t('cruscotto.tipo')}
        empty={t('modulo.scegli')}
        options={kinds.map(({ code, title }) => ({ value: code, label: title }))}
        value={data?.kind.code ?? ''}
        onChange={(event) => {
          onChange({ tipo: event.target.value === 'GARA' ? undefined : event.target.value });
        }}
      />
      <DayField
        id="dal"
        label={t('cruscotto.dal')}
        value={period.from}
        onChange={(dal) => {
          onChange({ dal: dal || undefined });
        }}
      />
      <DayField
        id="al"
        label={t('cruscotto.al')}
        value={period.to}
        onChange={(al) => {
          onChange({ al: al || undefined });
        }}
      />
      {session.ente.tipo === 'PROVINCIA' && (
        <SelectField
          label={t('cruscotto.ente')}
          empty={t('cruscotto.tuttiGliEnti')}
          options={(enti.data?.items ?? []).map(({ id, denominazione }) => ({ value: id, label: denominazione }))}
          value={search.ente ?? ''}
          onChange={(event) => {
            onChange({ ente: event.target.value || undefined });
          }}
        />
      )}
    </Row>
  );
}

function Figures({ data }: { data: Indicators }): ReactElement {
  const { t } = useTranslation();
  if (data.baseline === null) {
    return (
      <EmptyState title={t('cruscotto.vuoto')}>
        <p>{t('cruscotto.vuotoAiuto')}</p>
      </EmptyState>
    );
  }
  return (
    <Stack gap="lg">
      <Section id="indicatori" title={t('cruscotto.indicatori')}>
        <Muted>
          {t(data.baseline.complete ? 'cruscotto.base' : 'cruscotto.baseInCorso', {
            dal: shortDay(data.baseline.from),
            al: shortDay(data.baseline.to),
          })}
        </Muted>
        <SpreadKey />
        <KpiTables kpis={data.kpis} />
      </Section>
      <Section id="arretrato" title={t('cruscotto.arretrato')}>
        <BacklogTable backlog={data.backlog} />
      </Section>
      <Section id="attese" title={t('cruscotto.attese')}>
        <Paragraph>{t('cruscotto.atteseTesto')}</Paragraph>
        <WaitingTable whole={data.waiting} phases={data.phases} />
      </Section>
      <Section id="fasi" title={t('cruscotto.fasi')}>
        <PhaseTables phases={data.phases} />
      </Section>
      <Section id="carico" title={t('cruscotto.carico')}>
        <WorkloadTables workload={data.workload} />
      </Section>
      <Section id="mesi" title={t('cruscotto.mesi')}>
        <MonthsView months={data.months} />
      </Section>
    </Stack>
  );
}

/** How long dossiers take, where the days go, what lies on whose desk: as drawings that are tables too, to take away as CSV. */
export function DashboardPage(): ReactElement {
  const { t } = useTranslation();
  const search = useSearch({ from: '/riservata/cruscotto' });
  const navigate = useNavigate({ from: '/cruscotto' });
  const indicators = useQuery({ ...indicatorsQuery(search), placeholderData: keepPreviousData });
  const { data, error } = indicators;
  const asked = new URLSearchParams(indicatorsAsked(search));
  return (
    <Stack>
      <PageHeading windowTitle={t('cruscotto.titolo')}>{t('cruscotto.titolo')}</PageHeading>
      <Lead>{t('cruscotto.testo')}</Lead>
      <Filters
        search={search}
        data={data}
        onChange={(part) => {
          void navigate({ search: changedSearch<IndicatorsSearch>(search, part), replace: true, resetScroll: false });
        }}
      />
      <Row>
        <DownloadLink href={`/api/indicators/csv?${asked.toString()}`}>{t('cruscotto.csv')}</DownloadLink>
      </Row>
      {indicators.isPending && <Skeleton rows={8} />}
      {error && <TroubleNotice trouble={troubleOf(error)} retrying={indicators.isFetching} onRetry={() => void indicators.refetch()} />}
      {data !== undefined && <Figures data={data} />}
      <Section id="rilevazioni" title={t('rilevazione.andamentoEnti')}>
        <Muted>{t('rilevazione.andamentoEntiTesto')}</Muted>
        <SurveyProgressTable />
      </Section>
    </Stack>
  );
}
