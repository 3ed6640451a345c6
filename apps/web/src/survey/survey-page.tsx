import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { troubleOf } from '../api/trouble';
import { EmptyState, Skeleton, TroubleNotice } from '../ui/feedback';
import { Muted, Section, Stack } from '../ui/layout';
import { Table } from '../ui/table';
import { CaseImportPanel } from './case-import';
import { decimal, percent } from './figures';
import { type Survey, surveyQuery } from './queries';
import { TakeOver } from './take-over';

function Recomputed({ survey }: { survey: Survey }): ReactElement {
  const { t } = useTranslation();
  if (survey.ricalcolo.length === 0) return <EmptyState title={t('rilevazione.nessunaPratica')} />;
  return (
    <Table
      caption={t('rilevazione.ricalcolo')}
      rows={survey.ricalcolo}
      rowKey={({ procedura }) => procedura}
      columns={[
        { key: 'procedura', title: t('rilevazione.procedura'), main: true, cell: ({ procedura }) => procedura },
        { key: 'casi', title: t('rilevazione.casi'), cell: ({ casi }) => casi },
        { key: 'concluse', title: t('rilevazione.concluse'), cell: ({ concluse }) => concluse },
        { key: 'sospese', title: t('rilevazione.conSospensioni'), cell: ({ conSospensioni }) => conSospensioni },
        { key: 'lorda', title: t('rilevazione.lorda'), cell: ({ lorda }) => decimal(lorda) },
        { key: 'netta', title: t('rilevazione.netta'), cell: ({ netta }) => decimal(netta) },
      ]}
    />
  );
}

function Progress({ survey }: { survey: Survey }): ReactElement {
  const { t } = useTranslation();
  const { andamento, baseline } = survey;
  if (andamento === null) return <EmptyState title={t('rilevazione.senzaBaseline')} />;
  const { lorda, netta } = andamento;
  const rows = [
    {
      voce: t('rilevazione.arretrato'),
      prima: String(lorda.arretratoBase),
      ora: String(lorda.arretrato),
      riduzione: percent(lorda.riduzioneArretrato),
    },
    {
      voce: t('rilevazione.lorda'),
      prima: decimal(lorda.giorniBase),
      ora: decimal(lorda.giorni),
      riduzione: percent(lorda.riduzioneTempi),
    },
    {
      voce: t('rilevazione.netta'),
      prima: decimal(netta.giorniBase),
      ora: decimal(netta.giorni),
      riduzione: percent(netta.riduzioneTempi),
    },
  ];
  return (
    <Table
      caption={t('rilevazione.andamento')}
      rows={rows}
      rowKey={({ voce }) => voce}
      columns={[
        { key: 'voce', title: t('rilevazione.voce'), main: true, cell: ({ voce }) => voce },
        { key: 'prima', title: t('rilevazione.prima', { semestre: baseline?.semestre ?? '' }), cell: ({ prima }) => prima },
        { key: 'ora', title: t('rilevazione.ora'), cell: ({ ora }) => ora },
        { key: 'riduzione', title: t('rilevazione.riduzione'), cell: ({ riduzione }) => riduzione },
      ]}
    />
  );
}

/** Cases of a survey, the averages they give, and how far the body is from its baseline. */
export function SurveyPage(): ReactElement {
  const { t } = useTranslation();
  const { dossierId } = useParams({ from: '/riservata/fascicoli/$dossierId/pratiche' });
  const survey = useQuery(surveyQuery(dossierId));
  const { data } = survey;
  return (
    <Stack>
      {survey.isPending && <Skeleton rows={6} />}
      {survey.error && (
        <TroubleNotice trouble={troubleOf(survey.error)} retrying={survey.isFetching} onRetry={() => void survey.refetch()} />
      )}
      {data && (
        <>
          <Section id="ricalcolo" title={t('rilevazione.ricalcolo')}>
            <Stack gap="sm">
              <Muted>{t('rilevazione.ricalcoloTesto')}</Muted>
              <Recomputed survey={data} />
              <TakeOver dossierId={dossierId} survey={data} />
            </Stack>
          </Section>
          <Section id="andamento" title={t('rilevazione.andamento')}>
            <Stack gap="sm">
              <Muted>{t('rilevazione.andamentoTesto')}</Muted>
              <Progress survey={data} />
            </Stack>
          </Section>
          <Section id="carica-pratiche" title={t('rilevazione.caricaTitolo')}>
            <CaseImportPanel dossierId={dossierId} whyNot={data.whyNot} ownTenders={data.ownTenders} />
          </Section>
        </>
      )}
    </Stack>
  );
}
