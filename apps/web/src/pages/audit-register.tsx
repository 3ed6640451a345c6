import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type AuditAct } from '../api/client';
import { type Query } from '../api/queries';
import { type AuditFilter, type AuditPage, auditPageSize } from '../api/registry-queries';
import { troubleOf } from '../api/trouble';
import { dayAndTime, shortDay } from '../format/dates';
import { i18n } from '../i18n';
import { type AuditSearch, changedSearch } from '../search-params';
import { Button, DownloadButton } from '../ui/button';
import { EmptyState, Skeleton, StatusText, TroubleNotice } from '../ui/feedback';
import { SelectField } from '../ui/field';
import { Code, CodeBlock, Disclosure, Muted, Paragraph, Row, Section, Stack, Strong } from '../ui/layout';
import { type Column, Table } from '../ui/table';
import { WhyNot } from '../ui/why-not';
import { AuditDetails } from './audit-details';
import { type May } from './may';
import { roleNames } from './role-names';
import { SearchBox } from './search-box';

interface AuditRegisterProps {
  /** Of a dossier, of a convenzione or of a body. */
  readonly query: (filter: AuditFilter) => Query<AuditPage>;
  readonly exportUrl: string;
  readonly mayExport: May;
  readonly search: AuditSearch;
  readonly onSearch: (search: AuditSearch, replace: boolean) => void;
}

/** Kinds of acts in words; one that has none yet is shown by its code. */
function kindName(kind: string): string {
  return i18n.t(`registro.tipi.${kind}`, kind);
}

function Filters({
  search,
  page,
  onSearch,
}: Pick<AuditRegisterProps, 'search' | 'onSearch'> & { page: AuditPage | undefined }): ReactElement {
  const { t } = useTranslation();
  const change = (part: { [K in keyof AuditSearch]?: AuditSearch[K] | undefined }): void => {
    onSearch(changedSearch<AuditSearch>(search, { prima: undefined, ...part }), true);
  };
  return (
    <SearchBox
      label={t('registro.cerca')}
      value={search.testo}
      onSearch={(testo) => {
        change({ testo });
      }}
    >
      <SelectField
        label={t('registro.tipo')}
        empty={t('registro.ogniTipo')}
        options={(page?.kinds ?? []).map((value) => ({ value, label: kindName(value) }))}
        value={search.tipo ?? ''}
        onChange={(event) => {
          change({ tipo: event.target.value === '' ? undefined : event.target.value });
        }}
      />
      <SelectField
        label={t('registro.persona')}
        empty={t('registro.ognuno')}
        options={(page?.people ?? []).map(({ id, nome }) => ({ value: id, label: nome }))}
        value={search.persona ?? ''}
        onChange={(event) => {
          change({ persona: event.target.value === '' ? undefined : event.target.value });
        }}
      />
    </SearchBox>
  );
}

function Acts({ acts, waiting }: { acts: readonly AuditAct[]; waiting: boolean }): ReactElement {
  const { t } = useTranslation();
  const columns: readonly Column<AuditAct>[] = [
    { key: 'n', title: t('registro.numero'), numeric: true, cell: (act) => act.sequence },
    {
      key: 'cosa',
      title: t('registro.cosa'),
      main: true,
      cell: (act) => (
        <>
          {act.summary}
          <AuditDetails act={act} />
        </>
      ),
    },
    {
      key: 'chi',
      title: t('registro.chi'),
      cell: (act) => (
        <>
          <Strong>{act.person}</Strong>
          <br />
          <Muted>
            {act.role !== null && `${roleNames(t, [act.role as Parameters<typeof roleNames>[1][number]])}, `}
            {act.ente}
          </Muted>
        </>
      ),
    },
    { key: 'quando', title: t('registro.quando'), cell: (act) => <time dateTime={act.at}>{dayAndTime(act.at)}</time> },
    { key: 'impronta', title: t('registro.impronta'), cell: (act) => <Code short>{act.hash.slice(0, 12)}</Code> },
  ];
  return <Table caption={t('registro.titolo')} columns={columns} rows={acts} rowKey={(act) => String(act.sequence)} waiting={waiting} />;
}

function Seal({ page }: { page: AuditPage }): ReactElement {
  const { t } = useTranslation();
  const { sealed } = page;
  return (
    <StatusText tone={sealed === null ? 'muted' : 'success'} icon={sealed === null ? 'it-info-circle' : 'it-locked'}>
      {sealed === null ? t('registro.nonSigillato') : t('registro.sigillato', { n: sealed.sequence, giorno: shortDay(sealed.day) })}
    </StatusText>
  );
}

function Pages({ search, page, onSearch }: Pick<AuditRegisterProps, 'search' | 'onSearch'> & { page: AuditPage }): ReactElement | null {
  const { t } = useTranslation();
  const last = page.items.at(-1)?.sequence;
  const { prima, ...newest } = search;
  const more = last !== undefined && last > 1 && page.items.length < page.matching && page.items.length === auditPageSize;
  if (prima === undefined && !more) return null;
  return (
    <Row>
      {prima !== undefined && (
        <Button
          small
          icon="it-chevron-left"
          onClick={() => {
            onSearch(newest, false);
          }}
        >
          {t('registro.piuRecenti')}
        </Button>
      )}
      {more && (
        <Button
          small
          icon="it-chevron-right"
          onClick={() => {
            onSearch({ ...newest, prima: last }, false);
          }}
        >
          {t('registro.precedenti')}
        </Button>
      )}
    </Row>
  );
}

/** Who did what and when, with the values before and after; each act carries the hash of the one before. */
export function AuditRegister({ query, exportUrl, mayExport, search, onSearch }: AuditRegisterProps): ReactElement {
  const { t } = useTranslation();
  const filter = { kind: search.tipo, personId: search.persona, text: search.testo, before: search.prima };
  const audit = useQuery({ ...query(filter), placeholderData: keepPreviousData });
  const { data } = audit;
  return (
    <Section
      id="registro"
      title={t('registro.titolo')}
      aside={mayExport.allowed && <DownloadButton href={exportUrl}>{t('registro.esporta')}</DownloadButton>}
    >
      <Stack>
        <Paragraph>{t('registro.spiegazione')}</Paragraph>
        {!mayExport.allowed && <WhyNot id="registro-perche" summary={t('registro.percheEsporta')} reason={mayExport.reason} />}
        {data && <Seal page={data} />}
        <Filters search={search} page={data} onSearch={onSearch} />
        <p role="status">{data === undefined ? '\u00a0' : t('registro.trovate', { count: data.matching, totale: data.total })}</p>
        {audit.isPending && <Skeleton rows={8} />}
        {audit.error && <TroubleNotice trouble={troubleOf(audit.error)} retrying={audit.isFetching} onRetry={() => void audit.refetch()} />}
        {data?.items.length === 0 && (
          <EmptyState title={t('registro.nessuna')}>
            <Button
              onClick={() => {
                onSearch({}, true);
              }}
            >
              {t('scrivania.azzera')}
            </Button>
          </EmptyState>
        )}
        {data !== undefined && data.items.length > 0 && <Acts acts={data.items} waiting={audit.isPlaceholderData} />}
        {data && <Pages search={search} page={data} onSearch={onSearch} />}
        <Disclosure summary={t('registro.comeVerificare')}>
          <Stack gap="sm">
            <Paragraph>{t('registro.verificaTesto')}</Paragraph>
            <CodeBlock label={t('registro.verificaComando')}>{'npm run verify -- FASCICOLO-registro.jsonl'}</CodeBlock>
            <Paragraph>{t('registro.verificaLimite')}</Paragraph>
          </Stack>
        </Disclosure>
      </Stack>
    </Section>
  );
}
