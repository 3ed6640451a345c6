import { formatEuro } from '@gare/domain/money/money';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { queryClient } from '../api/queries';
import { troubleOf } from '../api/trouble';
import { dayAndTime, shortDay } from '../format/dates';
import { useDossier } from '../pages/dossier-frame';
import { useMay } from '../pages/may';
import { useRequest } from '../pages/use-request';
import { Button, DownloadLink } from '../ui/button';
import { Badge, EmptyState, Notice, ProgressBar, Skeleton, TroubleNotice } from '../ui/feedback';
import { SelectField } from '../ui/field';
import { Disclosure, Facts, Muted, Ordered, Paragraph, Row, Section, Stack, Strong } from '../ui/layout';
import { type Column, Table } from '../ui/table';
import { PaymentsSection } from './payments-section';
import { type Statement, type StatementFile, statementFilesQuery, statementQuery } from './queries';

type Member = Statement['enti'][number];
type Line = Member['righe'][number];

const firstYear = 2024;
const pollMs = 2000;

function Lines({ member }: { member: Member }): ReactElement {
  const { t } = useTranslation();
  const columns: readonly Column<Line>[] = [
    { key: 'data', title: t('rendiconto.data'), cell: (line) => <time dateTime={line.data}>{shortDay(line.data)}</time> },
    {
      key: 'cosa',
      title: t('rendiconto.cosa'),
      main: true,
      cell: (line) => (
        <>
          <Strong>{t(`rendiconto.tipo.${line.tipo}`)}</Strong>
          <br />
          {line.descrizione}
          {line.codice !== null && <Muted> {line.codice}</Muted>}
          {line.passi.length > 0 && (
            <Disclosure summary={t('rendiconto.passi')}>
              <ol>
                {line.passi.map(({ testo, importo }) => (
                  <li key={testo}>
                    {testo} {formatEuro(importo)}
                  </li>
                ))}
              </ol>
            </Disclosure>
          )}
        </>
      ),
    },
    {
      key: 'importo',
      title: t('rendiconto.importo'),
      numeric: true,
      cell: (line) => (line.importo === null ? <Muted>{line.manca}</Muted> : formatEuro(line.importo)),
    },
  ];
  if (member.righe.length === 0) return <EmptyState title={t('rendiconto.vuoto')} />;
  return (
    <Table
      caption={t('rendiconto.righe')}
      columns={columns}
      rows={member.righe}
      rowKey={(line) => `${line.tipo} ${line.data} ${line.codice ?? ''} ${line.descrizione}`}
    />
  );
}

function FileLine({ file, enteId }: { file: StatementFile; enteId: string }): ReactElement {
  const { t } = useTranslation();
  if (file.status === 'FORMING')
    return <ProgressBar value={file.job?.progress ?? 0} label={file.job?.step ?? t('rendiconto.inFormazione')} />;
  if (file.status === 'FAILED') {
    return (
      <Notice tone="danger" title={t('rendiconto.nonFormato')}>
        <p>{file.reason}</p>
      </Notice>
    );
  }
  return (
    <Row>
      <DownloadLink icon="it-file-pdf" href={`/api/enti/${enteId}/statements/${file.anno}/pdf/${file.id}`}>
        {file.fileName}
      </DownloadLink>
      <Muted>{dayAndTime(file.createdAt)}</Muted>
      {file.outdated && <Badge tone="warning">{t('rendiconto.superato')}</Badge>}
    </Row>
  );
}

function Files({ enteId, year }: { enteId: string; year: number }): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const files = useQuery({
    ...statementFilesQuery(enteId, year),
    refetchInterval: (query) => (query.state.data?.items.some(({ status }) => status === 'FORMING') === true ? pollMs : false),
  });
  const items = files.data?.items ?? [];
  const forming = items.some(({ status }) => status === 'FORMING');
  const form = async (): Promise<void> => {
    const outcome = await request.send(() =>
      client.POST('/api/enti/{enteId}/statements/{year}/pdf', { params: { path: { enteId, year } } }),
    );
    if (!outcome.ok) return;
    announce(t('rendiconto.avviato'));
    await queryClient.invalidateQueries({ queryKey: statementFilesQuery(enteId, year).queryKey });
  };
  return (
    <Stack gap="sm">
      <Row>
        <Button look="primary" icon="it-file-pdf" busy={request.busy || forming} onClick={() => void form()}>
          {t('rendiconto.formaPdf')}
        </Button>
        <DownloadLink href={`/api/enti/${enteId}/statements/${year}/csv?formato=italiano`}>{t('rendiconto.csv')}</DownloadLink>
      </Row>
      {request.trouble && <TroubleNotice trouble={request.trouble} />}
      {items.length > 0 && (
        <Ordered label={t('rendiconto.file')}>
          {items.map((file) => (
            <li key={file.id}>
              <FileLine file={file} enteId={enteId} />
            </li>
          ))}
        </Ordered>
      )}
    </Stack>
  );
}

function StatementOf({ member }: { member: Member }): ReactElement {
  const { t } = useTranslation();
  const { attivita } = member;
  return (
    <Stack>
      <Facts
        items={[
          [t('rendiconto.aperti'), attivita.aperti],
          [
            t('rendiconto.pubblicati'),
            t('rendiconto.pubblicatiPer', { count: attivita.pubblicati, importo: formatEuro(attivita.importoPubblicato) }),
          ],
          [t('rendiconto.aggiudicati'), attivita.aggiudicati],
        ]}
      />
      <Lines member={member} />
      <Facts
        items={[
          [t('rendiconto.dovuto'), <Strong key="dovuto">{formatEuro(member.dovuto)}</Strong>],
          [t('rendiconto.fatturato'), formatEuro(member.fatturato)],
          [t('rendiconto.pagato'), formatEuro(member.pagato)],
          [t('rendiconto.saldo'), <Strong key="saldo">{formatEuro(member.saldo)}</Strong>],
          [t('rendiconto.quota'), formatEuro(member.quotaIncentivo)],
          ...(member.iva === null ? [] : [[t('rendiconto.iva'), member.iva] as const]),
        ]}
      />
    </Stack>
  );
}

/** Activity of the SUA for the comune in a year and what is due for it, to take away as PDF and as CSV. */
export function StatementPage(): ReactElement {
  const { t } = useTranslation();
  const dossier = useDossier();
  const enteId = dossier.ente.id;
  const { anno } = useSearch({ from: '/riservata/convenzioni/$dossierId/rendiconto' });
  const navigate = useNavigate({ from: '/convenzioni/$dossierId/rendiconto' });
  const thisYear = Number(toRomeDate(new Date().toISOString()).slice(0, 4));
  const year = anno ?? thisYear;
  const may = useMay('statement.read', enteId);
  const statement = useQuery({ ...statementQuery(enteId, year), enabled: may.allowed });
  const [member] = statement.data?.enti ?? [];
  return (
    <Stack gap="lg">
      <Section id="rendiconto" title={t('rendiconto.titolo', { anno: year })}>
        <Stack>
          <Paragraph>{t('rendiconto.testo')}</Paragraph>
          {!may.allowed && (
            <Notice tone="info" title={t('rendiconto.nonPuoi')}>
              <p>{may.reason}</p>
            </Notice>
          )}
          <SelectField
            label={t('rendiconto.anno')}
            empty={t('modulo.scegli')}
            options={Array.from({ length: thisYear - firstYear + 1 }, (_, back) => String(thisYear - back)).map((value) => ({
              value,
              label: value,
            }))}
            value={String(year)}
            onChange={(event) => {
              const wanted = Number(event.target.value);
              void navigate({ search: wanted === thisYear || wanted === 0 ? {} : { anno: wanted }, replace: true, resetScroll: false });
            }}
          />
          {may.allowed && statement.isPending && <Skeleton rows={6} />}
          {statement.error && (
            <TroubleNotice trouble={troubleOf(statement.error)} retrying={statement.isFetching} onRetry={() => void statement.refetch()} />
          )}
          {member && (
            <>
              <Files enteId={enteId} year={year} />
              <StatementOf member={member} />
            </>
          )}
        </Stack>
      </Section>
      {may.allowed && <PaymentsSection convenzione={dossier} />}
    </Stack>
  );
}
