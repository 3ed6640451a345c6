import { fromRome, toRome } from '@gare/domain/calendar/rome-time';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { useRequest } from '../pages/use-request';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Notice, TroubleNotice } from '../ui/feedback';
import { Muted, Paragraph, Stack } from '../ui/layout';
import { type Column, Table } from '../ui/table';
import { TimedField } from '../ui/timed-field';
import { type DossierTerms, type Simulation, type TermDifference } from './queries';
import { TermDay } from './term-day';

function Differences({ rows }: { rows: readonly TermDifference[] }): ReactElement {
  const { t } = useTranslation();
  const day = (moment: TermDifference['before']): ReactElement =>
    moment === null ? <Muted>{t('termini.nonCera')}</Muted> : <TermDay term={moment} />;
  const columns: readonly Column<TermDifference>[] = [
    { key: 'termine', title: t('termini.termine'), main: true, cell: ({ title }) => title },
    { key: 'prima', title: t('termini.primaColonna'), cell: ({ before }) => day(before) },
    { key: 'dopo', title: t('termini.dopoColonna'), cell: ({ after }) => day(after) },
    {
      key: 'esito',
      title: t('termini.esito'),
      cell: ({ after }) => (after === null ? <Muted>{t('termini.nonCeraPiu')}</Muted> : t(`termini.esitoProva.${after.state}`)),
    },
    { key: 'articolo', title: t('termini.articolo'), cell: ({ cite }) => cite },
  ];
  return <Table caption={t('termini.cambierebbero')} columns={columns} rows={rows} rowKey={({ code }) => code} />;
}

/** What would happen to the terms with another deadline for offers; nothing is written. */
export function SimulationDialog({
  dossierId,
  dates,
  onClose,
}: {
  dossierId: string;
  dates: DossierTerms['dates'];
  onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const start = dates.scadenzaOfferte === null ? { date: '', time: '12:00' } : toRome(dates.scadenzaOfferte);
  const [moment, setMoment] = useState({ date: start.date, time: start.time });
  const [missing, setMissing] = useState(false);
  const [result, setResult] = useState<Simulation | null>(null);
  const run = async (): Promise<void> => {
    const incomplete = moment.date === '' || moment.time === '';
    setMissing(incomplete);
    if (incomplete) {
      document.getElementById('prova-scadenza')?.focus();
      return;
    }
    const query = { scadenzaOfferte: fromRome(moment.date, moment.time) };
    const outcome = await request.send(() =>
      client.GET('/api/dossiers/{dossierId}/terms/simulation', { params: { path: { dossierId }, query } }),
    );
    if (!outcome.ok) return;
    setResult(outcome.data);
    announce(t('termini.provaFatta', { count: outcome.data.differences.length }));
  };
  return (
    <Dialog
      wide
      title={t('termini.prova')}
      onClose={onClose}
      actions={
        <>
          <Button look="primary" busy={request.busy} onClick={() => void run()}>
            {t('termini.calcola')}
          </Button>
          <Button onClick={onClose}>{t('azioni.chiudi')}</Button>
        </>
      }
    >
      <Stack>
        <Paragraph>{t('termini.provaTesto')}</Paragraph>
        <TimedField
          id="prova-scadenza"
          label={t('termini.nuovaScadenza')}
          date={moment.date}
          time={moment.time}
          readOnly={false}
          error={missing ? t('termini.scadenzaManca') : undefined}
          onChange={(date, time) => {
            setMoment({ date, time });
          }}
          onLeave={() => undefined}
        />
        {request.trouble && <TroubleNotice trouble={request.trouble} />}
        {result?.differences.length === 0 && <Notice tone="info" title={t('termini.nonCambia')} />}
        {result && result.differences.length > 0 && <Differences rows={result.differences} />}
      </Stack>
    </Dialog>
  );
}
