import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { troubleOf } from '../api/trouble';
import { dayAndTime } from '../format/dates';
import { Button } from '../ui/button';
import { Badge, EmptyState, Skeleton, TroubleNotice } from '../ui/feedback';
import { Lead, Muted, Row, Stack } from '../ui/layout';
import { Breadcrumbs, PageHeading } from '../ui/page';
import { type Column, Table } from '../ui/table';
import { WhyNot } from '../ui/why-not';
import { OutageDialog } from './outage-dialog';
import { OutageReversalDialog } from './outage-reversal-dialog';
import { outagesQuery, type PadOutage } from './queries';

function OutagesTable({ rows, onReverse }: { rows: readonly PadOutage[]; onReverse: ((row: PadOutage) => void) | null }): ReactElement {
  const { t } = useTranslation();
  const columns: readonly Column<PadOutage>[] = [
    {
      key: 'piattaforma',
      title: t('piattaforma.nome'),
      main: true,
      cell: (row) => (
        <>
          {row.platform} {row.reversal !== null && <Badge>{t('termini.annullato')}</Badge>}
        </>
      ),
    },
    { key: 'dal', title: t('piattaforma.dal'), cell: (row) => <time dateTime={row.from}>{dayAndTime(row.from)}</time> },
    { key: 'al', title: t('piattaforma.al'), cell: (row) => <time dateTime={row.to}>{dayAndTime(row.to)}</time> },
    {
      key: 'prova',
      title: t('piattaforma.prova'),
      cell: (row) => (
        <>
          {row.evidence}
          {row.reversal !== null && (
            <>
              <br />
              <Muted>{t('piattaforma.annullatoDa', { chi: row.reversal.by, motivo: row.reversal.reason })}</Muted>
            </>
          )}
        </>
      ),
    },
    { key: 'chi', title: t('termini.registratoDa'), cell: (row) => row.recordedBy },
    ...(onReverse === null
      ? []
      : [
          {
            key: 'azioni',
            title: t('piattaforma.azioni'),
            cell: (row: PadOutage) =>
              row.reversal === null && (
                <Button
                  small
                  look="danger"
                  aria-label={t('piattaforma.annullaQuesto', { nome: row.platform, quando: dayAndTime(row.from) })}
                  onClick={() => {
                    onReverse(row);
                  }}
                >
                  {t('piattaforma.annulla')}
                </Button>
              ),
          },
        ]),
  ];
  return <Table caption={t('piattaforma.titolo')} columns={columns} rows={rows} rowKey={(row) => row.id} />;
}

/** The register of outages of the platforms for offers: the Province keeps it, every body reads it. */
export function OutagesPage(): ReactElement {
  const { t } = useTranslation();
  const outages = useQuery(outagesQuery());
  const [recording, setRecording] = useState(false);
  const [reversing, setReversing] = useState<PadOutage | null>(null);
  const { data } = outages;
  const mayRecord = data?.whyNotRecord === null;
  return (
    <Stack>
      <Breadcrumbs items={[{ label: t('termini.titolo'), to: '/termini' }, { label: t('piattaforma.titolo') }]} />
      <PageHeading windowTitle={t('piattaforma.titolo')}>{t('piattaforma.titolo')}</PageHeading>
      <Lead>{t('piattaforma.testo')}</Lead>
      {mayRecord && (
        <Row>
          <Button
            look="primary"
            icon="it-plus"
            onClick={() => {
              setRecording(true);
            }}
          >
            {t('piattaforma.registra')}
          </Button>
        </Row>
      )}
      {data && <WhyNot id="piattaforma-perche" summary={t('piattaforma.perche')} reason={data.whyNotRecord} />}
      {outages.isPending && <Skeleton rows={4} />}
      {outages.error && (
        <TroubleNotice trouble={troubleOf(outages.error)} retrying={outages.isFetching} onRetry={() => void outages.refetch()} />
      )}
      {data?.items.length === 0 && <EmptyState title={t('piattaforma.nessuno')} />}
      {data && data.items.length > 0 && <OutagesTable rows={data.items} onReverse={mayRecord ? setReversing : null} />}
      {recording && (
        <OutageDialog
          onClose={() => {
            setRecording(false);
          }}
        />
      )}
      {reversing && (
        <OutageReversalDialog
          outage={reversing}
          onClose={() => {
            setReversing(null);
          }}
        />
      )}
    </Stack>
  );
}
