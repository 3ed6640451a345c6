import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../api/client';
import { troubleOf } from '../api/trouble';
import { dayAndTime } from '../format/dates';
import { saveAs } from '../format/text-file';
import { useRequest } from '../pages/use-request';
import { NotFoundPage } from '../pages/not-found';
import { Button, TextLink } from '../ui/button';
import { Badge, EmptyState, Skeleton, TroubleNotice } from '../ui/feedback';
import { SelectField } from '../ui/field';
import { Code, Facts, Muted, Row, Section, Stack } from '../ui/layout';
import { Breadcrumbs, PageHeading } from '../ui/page';
import { Table } from '../ui/table';
import { Differences } from './differences';
import { Migrations } from './migrations';
import { PassageDialog } from './passage-dialog';
import {
  kindDifferencesQuery,
  type KindDossier,
  kindDossiersQuery,
  type KindVersion,
  kindVersionsQuery,
  type KindVersions,
} from './queries';

interface Place {
  readonly kind: KindVersions;
  readonly version: KindVersion;
}

function Text({ kind, version }: Place): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const download = async (): Promise<void> => {
    const path = { code: kind.code, version: version.version };
    const outcome = await request.send(() => client.GET('/api/kinds/{code}/versions/{version}', { params: { path } }));
    if (outcome.ok) saveAs(`${kind.code}-${version.version}.json`, outcome.data.text);
  };
  return (
    <Stack>
      <Facts
        items={[
          [t('tipi.origine'), t(version.shipped ? 'tipi.delProdotto' : 'tipi.dellaProvincia')],
          [t('tipi.pubblicata'), dayAndTime(version.publishedAt)],
          ...(version.publishedBy === null ? [] : [[t('tipi.daChi'), version.publishedBy] as const]),
          ...(version.motivation === null ? [] : [[t('tipi.motivazione'), version.motivation] as const]),
          [t('registro.impronta'), <Code key="impronta">{version.sha256}</Code>],
        ]}
      />
      <Row>
        <Button icon="it-download" busy={request.busy} onClick={() => void download()}>
          {t('tipi.scarica')}
        </Button>
      </Row>
      {request.trouble && <TroubleNotice trouble={request.trouble} />}
    </Stack>
  );
}

function Compared({ kind, version }: Place): ReactElement | null {
  const { t } = useTranslation();
  const others = kind.versions.filter((other) => other !== version);
  const [with_, setWith] = useState(others.find(({ inForce }) => inForce)?.version ?? others[0]?.version ?? '');
  const differences = useQuery({ ...kindDifferencesQuery(kind.code, with_, version.version), enabled: with_ !== '' });
  if (others.length === 0) return null;
  return (
    <Section id="differenze" title={t('tipi.differenze')}>
      <Stack>
        <SelectField
          id="confronto"
          label={t('tipi.confronto')}
          empty={t('modulo.scegli')}
          options={others.map((other) => ({ value: other.version, label: other.version }))}
          value={with_}
          onChange={(event) => {
            setWith(event.target.value);
          }}
        />
        {differences.isPending && <Skeleton rows={4} />}
        {differences.error && <TroubleNotice trouble={troubleOf(differences.error)} onRetry={() => void differences.refetch()} />}
        {differences.data && (
          <Differences differences={differences.data.differences} caption={t('tipi.differenzeDa', { versione: with_ })} />
        )}
      </Stack>
    </Section>
  );
}

function Dossiers({ kind, version, mayPass }: Place & { mayPass: boolean }): ReactElement {
  const { t } = useTranslation();
  const list = useQuery(kindDossiersQuery(kind.code, version.version));
  const [passing, setPassing] = useState<KindDossier | 'tutti' | null>(null);
  const others = kind.versions.filter((other) => other !== version);
  const running = list.data?.items.filter(({ state }) => !state.final) ?? [];
  const canPass = mayPass && others.length > 0;
  return (
    <Section
      id="fascicoli"
      title={t('tipi.fascicoliSu', { count: list.data?.total ?? version.dossiers })}
      aside={
        canPass &&
        running.length > 0 && (
          <Button
            onClick={() => {
              setPassing('tutti');
            }}
          >
            {t('tipi.passaTuttiAzione')}
          </Button>
        )
      }
    >
      {list.isPending && <Skeleton rows={4} />}
      {list.error && <TroubleNotice trouble={troubleOf(list.error)} onRetry={() => void list.refetch()} />}
      {list.data?.items.length === 0 && <EmptyState title={t('tipi.nessunFascicolo')} />}
      {list.data && list.data.items.length > 0 && (
        <Table
          caption={t('tipi.fascicoliSu', { count: list.data.total })}
          rows={list.data.items}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'fascicolo',
              title: t('tipi.fascicolo'),
              main: true,
              cell: (row) => (
                <>
                  <TextLink strong to="/fascicoli/$dossierId" params={{ dossierId: row.id }}>
                    {row.oggetto}
                  </TextLink>
                  <br />
                  <Muted>{row.codiceAppalto}</Muted>
                </>
              ),
            },
            { key: 'ente', title: t('scrivania.colonnaEnte'), cell: (row) => row.ente },
            { key: 'stato', title: t('scrivania.colonnaStato'), cell: (row) => row.state.label },
            {
              key: 'azioni',
              title: t('movimenti.azioni'),
              cell: (row) =>
                canPass && !row.state.final ? (
                  <Button
                    small
                    aria-label={t('tipi.passaUno', { codice: row.codiceAppalto })}
                    onClick={() => {
                      setPassing(row);
                    }}
                  >
                    {t('tipi.passa')}
                  </Button>
                ) : (
                  <Muted>{t('movimenti.nessunaAzione')}</Muted>
                ),
            },
          ]}
        />
      )}
      {passing !== null && (
        <PassageDialog
          code={kind.code}
          from={version}
          others={others}
          dossier={passing === 'tutti' ? undefined : passing}
          onClose={() => {
            setPassing(null);
          }}
        />
      )}
    </Section>
  );
}

/** One version of a kind: where it comes from, what it changes, the dossiers on it and their passage to another. */
export function KindVersionPage(): ReactElement {
  const { t } = useTranslation();
  const { code, version: wanted } = useParams({ from: '/riservata/tipi-di-fascicolo/$code/$version' });
  const register = useQuery(kindVersionsQuery());
  if (register.isPending) return <Skeleton rows={10} />;
  if (register.error)
    return <TroubleNotice trouble={troubleOf(register.error)} retrying={register.isFetching} onRetry={() => void register.refetch()} />;
  const kind = register.data.items.find((item) => item.code === code);
  const version = kind?.versions.find((item) => item.version === wanted);
  if (kind === undefined || version === undefined) return <NotFoundPage />;
  const place = { kind, version };
  return (
    <Stack gap="lg">
      <Breadcrumbs items={[{ label: t('tipi.titolo'), to: '/tipi-di-fascicolo' }, { label: `${kind.title} ${wanted}` }]} />
      <Row align="baseline">
        <PageHeading windowTitle={`${kind.title} ${wanted}`}>{t('tipi.tipoVersione', { tipo: kind.title, versione: wanted })}</PageHeading>
        {version.inForce && <Badge tone="success">{t('tipi.inVigore')}</Badge>}
      </Row>
      <Text {...place} />
      <Compared key={wanted} {...place} />
      <Dossiers {...place} mayPass={register.data.mayPublish} />
      <Migrations code={code} from={wanted} />
    </Stack>
  );
}
