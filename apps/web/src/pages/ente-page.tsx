import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type EnteDetail, type Qualification } from '../api/client';
import { shortDay } from '../format/dates';
import { ButtonLink, TextLink } from '../ui/button';
import { Badge, EmptyState } from '../ui/feedback';
import { Code, Muted, Paragraph, Section, Stack, Strong } from '../ui/layout';
import { type Column, Table } from '../ui/table';
import { WhyNot } from '../ui/why-not';
import { useEnte } from './ente-frame';
import { useMay } from './may';

const codes = [
  'codiceFiscale',
  'codiceIpa',
  'codiceIstat',
  'codiceIstatAnac',
  'codiceAusa',
  'codiceCentroCosto',
  'nuts',
  'pec',
  'popolazione',
  'patrono',
] as const;

function Codes({ ente }: { ente: EnteDetail }): ReactElement {
  const { t } = useTranslation();
  const columns: readonly Column<(typeof codes)[number]>[] = [
    { key: 'campo', title: t('enti.colonnaCodice'), main: true, cell: (field) => <Strong>{t(`enti.campo.${field}`)}</Strong> },
    {
      key: 'valore',
      title: t('enti.colonnaValore'),
      cell: (field) => {
        const value = ente[field];
        if (value === null) return <Muted>{t('enti.nonIndicato')}</Muted>;
        return field === 'popolazione' ? t('enti.abitanti', { count: Number(value) }) : <Code>{value}</Code>;
      },
    },
    { key: 'che', title: t('enti.colonnaServe'), cell: (field) => t(`enti.serve.${field}`) },
  ];
  return <Table caption={t('enti.codici')} columns={columns} rows={codes} rowKey={(field) => field} />;
}

function Qualifications({ rows }: { rows: readonly Qualification[] }): ReactElement {
  const { t } = useTranslation();
  const today = toRomeDate(new Date().toISOString());
  if (rows.length === 0) return <EmptyState title={t('enti.nessunaQualifica')} />;
  const columns: readonly Column<Qualification>[] = [
    {
      key: 'settore',
      title: t('enti.qualifica.settore'),
      main: true,
      cell: (row) => (
        <>
          <Strong>{t(`enti.settore.${row.settore}`)}</Strong>
          <br />
          <Muted>{t(`enti.ambito.${row.ambito}`)}</Muted>
        </>
      ),
    },
    { key: 'livello', title: t('enti.qualifica.livello'), cell: (row) => row.livello },
    {
      key: 'dal',
      title: t('enti.qualifica.validita'),
      cell: (row) =>
        row.al === null
          ? t('enti.dalSenzaFine', { dal: shortDay(row.dal) })
          : t('enti.dalAl', { dal: shortDay(row.dal), al: shortDay(row.al) }),
    },
    {
      key: 'stato',
      title: t('enti.qualifica.oggi'),
      cell: (row) => {
        if (row.dal > today) return <Badge tone="info">{t('enti.qualifica.futura')}</Badge>;
        if (row.al !== null && row.al < today) return <Badge tone="danger">{t('enti.qualifica.scaduta')}</Badge>;
        return <Badge tone="success">{t('enti.qualifica.valida')}</Badge>;
      },
    },
    { key: 'atto', title: t('enti.qualifica.atto'), cell: (row) => row.attoANAC ?? <Muted>{t('enti.nonIndicato')}</Muted> },
  ];
  return (
    <Table
      caption={t('enti.qualifiche')}
      columns={columns}
      rows={rows}
      rowKey={({ settore, ambito, livello, dal }) => `${settore} ${ambito} ${livello} ${dal}`}
    />
  );
}

type Convenzione = EnteDetail['convenzioni'][number];
function Convenzioni({ rows }: { rows: readonly Convenzione[] }): ReactElement {
  const { t } = useTranslation();
  if (rows.length === 0) return <EmptyState title={t('enti.nessunaConvenzione')} />;
  const columns: readonly Column<Convenzione>[] = [
    {
      key: 'numero',
      title: t('enti.convenzione.numero'),
      main: true,
      cell: (row) => (
        <TextLink strong to="/convenzioni/$dossierId" params={{ dossierId: row.id }}>
          {t('enti.convenzione.n', { n: row.numero })}
        </TextLink>
      ),
    },
    { key: 'stato', title: t('scrivania.stato'), cell: (row) => t(`convenzioni.stato.${row.stato}`, row.stato) },
    {
      key: 'periodo',
      title: t('enti.qualifica.validita'),
      cell: (row) => t('enti.dalAl', { dal: shortDay(row.dal), al: shortDay(row.al) }),
    },
    { key: 'ambito', title: t('enti.convenzione.ambito'), cell: (row) => row.ambito.join('; ') },
  ];
  return <Table caption={t('enti.convenzioni')} columns={columns} rows={rows} rowKey={(row) => row.id} />;
}

/** What is known of a body: its codes and what each is for, its qualifications, its convenzioni. */
export function EntePage(): ReactElement {
  const { t } = useTranslation();
  const ente = useEnte();
  const mayWrite = useMay('ente.write', ente.id);
  return (
    <Stack gap="lg">
      <Section
        id="codici"
        title={t('enti.codici')}
        aside={
          mayWrite.allowed && (
            <ButtonLink look="primary" to="/enti/$enteId/modifica" params={{ enteId: ente.id }}>
              {t('enti.modifica')}
            </ButtonLink>
          )
        }
      >
        <WhyNot id="modifica-perche" summary={t('enti.percheModifica')} reason={mayWrite.reason} />
        <Codes ente={ente} />
      </Section>
      <Section id="qualifiche" title={t('enti.qualifiche')}>
        <Paragraph>{t('enti.qualificheTesto')}</Paragraph>
        <Qualifications rows={ente.qualificazioni} />
      </Section>
      <Section id="convenzioni" title={t('enti.convenzioni')}>
        <Convenzioni rows={ente.convenzioni} />
      </Section>
    </Stack>
  );
}
