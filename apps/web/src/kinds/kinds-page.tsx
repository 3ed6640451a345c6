import { useQuery } from '@tanstack/react-query';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { troubleOf } from '../api/trouble';
import { dayAndTime, shortDay } from '../format/dates';
import { ButtonLink, TextLink } from '../ui/button';
import { Badge, EmptyState, Skeleton, TroubleNotice } from '../ui/feedback';
import { Lead, Muted, Row, Section, Stack } from '../ui/layout';
import { PageHeading } from '../ui/page';
import { type Column, Table } from '../ui/table';
import { type KindVersion, kindVersionsQuery, type KindVersions } from './queries';

function Versions({ kind }: { kind: KindVersions }): ReactElement {
  const { t } = useTranslation();
  const columns: readonly Column<KindVersion>[] = [
    {
      key: 'versione',
      title: t('tipi.versione'),
      main: true,
      cell: ({ version, inForce, shipped }) => (
        <>
          <TextLink strong to="/tipi-di-fascicolo/$code/$version" params={{ code: kind.code, version }}>
            {version}
          </TextLink>{' '}
          {inForce && <Badge tone="success">{t('tipi.inVigore')}</Badge>}
          <br />
          <Muted>{t(shipped ? 'tipi.delProdotto' : 'tipi.dellaProvincia')}</Muted>
        </>
      ),
    },
    {
      key: 'vale',
      title: t('tipi.vale'),
      cell: ({ validFrom, validTo }) => (
        <>
          {validFrom === null ? t('tipi.daSempre') : t('incarichi.dal', { giorno: shortDay(validFrom) })}
          {validTo !== null && <> {t('incarichi.al', { giorno: shortDay(validTo) })}</>}
        </>
      ),
    },
    {
      key: 'pubblicata',
      title: t('tipi.pubblicata'),
      cell: ({ publishedAt, publishedBy, motivation }) => (
        <>
          <time dateTime={publishedAt}>{dayAndTime(publishedAt)}</time>
          {publishedBy !== null && (
            <>
              <br />
              {publishedBy}
            </>
          )}
          {motivation !== null && (
            <>
              <br />
              <Muted>{motivation}</Muted>
            </>
          )}
        </>
      ),
    },
    { key: 'fascicoli', title: t('tipi.fascicoli'), numeric: true, cell: ({ dossiers }) => dossiers },
  ];
  return (
    <Table caption={t('tipi.versioniDi', { tipo: kind.title })} columns={columns} rows={kind.versions} rowKey={(row) => row.version} />
  );
}

/** The register of dossier kinds: what was published, by whom, and how many dossiers are on each version. */
export function KindsPage(): ReactElement {
  const { t } = useTranslation();
  const register = useQuery(kindVersionsQuery());
  const { data } = register;
  return (
    <Stack gap="lg">
      <Row align="between">
        <PageHeading windowTitle={t('tipi.titolo')}>{t('tipi.titolo')}</PageHeading>
        {data?.mayPublish === true && (
          <ButtonLink look="primary" icon="it-plus" to="/tipi-di-fascicolo/nuova-versione">
            {t('tipi.nuova')}
          </ButtonLink>
        )}
      </Row>
      <Lead>{t('tipi.testo')}</Lead>
      {register.isPending && <Skeleton rows={8} />}
      {register.error && (
        <TroubleNotice trouble={troubleOf(register.error)} retrying={register.isFetching} onRetry={() => void register.refetch()} />
      )}
      {data?.items.length === 0 && <EmptyState title={t('tipi.nessuno')} />}
      {data?.items.map((kind) => (
        <Section key={kind.code} id={`tipo-${kind.code}`} title={kind.title}>
          <Versions kind={kind} />
        </Section>
      ))}
    </Stack>
  );
}
