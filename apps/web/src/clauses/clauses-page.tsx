import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { troubleOf } from '../api/trouble';
import { shortDay } from '../format/dates';
import { ButtonLink, TextLink } from '../ui/button';
import { Badge, EmptyState, Skeleton, TroubleNotice } from '../ui/feedback';
import { TextField } from '../ui/field';
import { Lead, Muted, Row, Stack } from '../ui/layout';
import { LibraryTabs } from '../library/library-heading';
import { PageHeading } from '../ui/page';
import { type Column, Table } from '../ui/table';
import { type ClauseRow, clausesQuery } from './queries';

export function Period({ validFrom, validTo }: { validFrom: string; validTo: string | null }): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      {t('clausole.dal', { giorno: shortDay(validFrom) })}
      {validTo !== null && ` ${t('clausole.al', { giorno: shortDay(validTo) })}`}
    </>
  );
}

function useColumns(): readonly Column<ClauseRow>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'clausola',
      title: t('clausole.clausola'),
      main: true,
      cell: (row) => (
        <>
          <TextLink strong to="/modelli/clausole/$code" params={{ code: row.code }}>
            {row.code} {row.title}
          </TextLink>
          <br />
          <Row>
            {row.protected && (
              <Badge tone="info" icon="it-locked">
                {t('clausole.protetta')}
              </Badge>
            )}
            {row.origin === 'SUA' && <Badge>{t('clausole.dellaProvincia')}</Badge>}
            {!row.inForce && <Badge tone="warning">{t('clausole.nonInVigore')}</Badge>}
            {row.hasDraft && <Badge tone="warning">{t('clausole.conBozza')}</Badge>}
          </Row>
        </>
      ),
    },
    { key: 'quando', title: t('clausole.quando'), cell: ({ conditionInWords }) => conditionInWords },
    {
      key: 'validita',
      title: t('clausole.validita'),
      cell: (row) => (
        <>
          <Period {...row} />
          <br />
          <Muted>{t('clausole.versione', { versione: row.version })}</Muted>
        </>
      ),
    },
    { key: 'documenti', title: t('clausole.documenti'), cell: ({ documents }) => documents.map(({ code }) => code).join(', ') },
    { key: 'fascicoli', title: t('clausole.fascicoli'), numeric: true, cell: ({ counters }) => counters.dossiers },
    {
      key: 'scostamenti',
      title: t('clausole.scostamenti'),
      numeric: true,
      cell: ({ counters }) =>
        counters.deviations === 0 ? 0 : t('clausole.scostamentiDi', { aperti: counters.openDeviations, tutti: counters.deviations }),
    },
    { key: 'verifiche', title: t('clausole.verificheNonPassate'), numeric: true, cell: ({ counters }) => counters.failingChecks },
  ];
}

const folded = (text: string): string => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
const matches = (row: ClauseRow, wanted: string): boolean =>
  folded([row.code, row.title, row.conditionInWords, ...row.documents.flatMap(({ code, title }) => [code, title])].join(' ')).includes(
    folded(wanted.trim()),
  );

/** The clauses of the Province: when each is there, where it goes, who uses it and who leaves it. */
export function ClausesPage(): ReactElement {
  const { t } = useTranslation();
  const list = useQuery(clausesQuery());
  const columns = useColumns();
  const [wanted, setWanted] = useState('');
  const shown = list.data?.items.filter((row) => matches(row, wanted)) ?? [];
  return (
    <Stack gap="lg">
      <Row align="between">
        <PageHeading windowTitle={t('clausole.titolo')}>{t('clausole.titolo')}</PageHeading>
        {list.data?.whyNot === null && (
          <ButtonLink look="primary" icon="it-plus" to="/modelli/clausole/nuova">
            {t('clausole.nuova')}
          </ButtonLink>
        )}
      </Row>
      <LibraryTabs />
      <Lead>{t('clausole.testo')}</Lead>
      {list.isPending && <Skeleton rows={12} />}
      {list.error && <TroubleNotice trouble={troubleOf(list.error)} retrying={list.isFetching} onRetry={() => void list.refetch()} />}
      {list.data && (
        <>
          <TextField
            id="cerca-clausola"
            type="search"
            label={t('clausole.cerca')}
            hint={t('clausole.cercaAiuto')}
            value={wanted}
            onChange={(event) => {
              setWanted(event.target.value);
            }}
          />
          {shown.length === 0 ? (
            <EmptyState title={t(list.data.items.length === 0 ? 'clausole.nessuna' : 'clausole.nessunaTrovata')} />
          ) : (
            <Table caption={t('clausole.elenco', { count: shown.length })} columns={columns} rows={shown} rowKey={({ code }) => code} />
          )}
          {list.data.whyNot !== null && <Muted>{list.data.whyNot}</Muted>}
        </>
      )}
    </Stack>
  );
}
