import { contractObjects, procedureTypes } from '@gare/domain/library/applies-to';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { troubleOf } from '../api/trouble';
import { shortDay } from '../format/dates';
import { DownloadLink, TextLink } from '../ui/button';
import { Skeleton, StatusText, TroubleNotice } from '../ui/feedback';
import { CardItem, CardList, Facts, Muted, Paragraph, Row, Section, Stack, Strong } from '../ui/layout';
import { Breadcrumbs, PageHeading } from '../ui/page';
import { type Column, Table } from '../ui/table';
import { LifecycleActions } from './lifecycle-actions';
import { type LibraryTemplateDetail, templateFileUrl, templateQuery, templatesQuery } from './queries';
import { TemplateTable } from './template-table';
import { StateBadge } from './template-words';
import { ValidityLine } from './validity-line';

/** One version of a template: what it is, when it is in force beside the others, what the check says, who uses it. */
export function TemplatePage(): ReactElement {
  const { t } = useTranslation();
  const { templateId } = useParams({ from: '/riservata/modelli/$templateId' });
  const template = useQuery(templateQuery(templateId));
  const library = useQuery(templatesQuery());
  const { data } = template;
  const versions = library.data?.items.filter(({ code }) => code === data?.code) ?? [];
  return (
    <Stack gap="lg">
      <Breadcrumbs
        items={[{ label: t('modelli.titolo'), to: '/modelli' }, { label: data === undefined ? t('modelli.modello') : data.code }]}
      />
      {template.isPending && <Skeleton rows={8} />}
      {template.error && (
        <TroubleNotice trouble={troubleOf(template.error)} retrying={template.isFetching} onRetry={() => void template.refetch()} />
      )}
      {data && <Head template={data} mayManage={library.data?.mayManage === true} />}
      {data && <About template={data} />}
      {data && versions.length > 0 && (
        <Section id="versioni" title={t('modelli.versioni')}>
          <Stack>
            <ValidityLine versions={versions} now={new Date()} />
            <TemplateTable caption={t('modelli.versioni')} rows={versions} />
          </Stack>
        </Section>
      )}
      {data?.origin === 'PROVINCIA' && <Findings template={data} />}
      {data && <Usage template={data} />}
    </Stack>
  );
}

function Head({ template, mayManage }: { template: LibraryTemplateDetail; mayManage: boolean }): ReactElement {
  const { t } = useTranslation();
  const { code, title, version, id } = template;
  return (
    <Stack>
      <PageHeading windowTitle={`${code} ${version}`}>
        {code} · {title}, {version}
      </PageHeading>
      <Row>
        <StateBadge template={template} />
        <DownloadLink href={templateFileUrl(id)} icon="it-file-docx">
          {t('modelli.scarica')}
        </DownloadLink>
      </Row>
      <p>
        <TextLink to="/modelli/$modello/verifica" params={{ modello: id }}>
          {t('modelli.verifica')}
        </TextLink>
      </p>
      {mayManage && template.origin === 'PROVINCIA' && <LifecycleActions template={template} />}
    </Stack>
  );
}

/** The chosen codes in words, in the order of the list. */
const named = <T extends string>(all: readonly T[], chosen: readonly string[], word: (code: T) => string): string =>
  all
    .filter((code) => chosen.includes(code))
    .map(word)
    .join(', ');

function About({ template }: { template: LibraryTemplateDetail }): ReactElement {
  const { t } = useTranslation();
  const { origin, owner, procedures, objects, legalBasis, includes, uploadedBy, publishedBy, retiredReason } = template;
  return (
    <Section id="dati" title={t('modelli.dati')}>
      <Facts
        items={[
          [t('modelli.provenienza'), t(`modelli.origine.${origin}`)],
          [t('modelli.di'), t(`modelli.proprietario.${owner}`)],
          [t('modelli.perProcedure'), named(procedureTypes, procedures, (code) => t(`modelli.procedure.${code}`)) || t('modelli.tutte')],
          [t('modelli.perOggetti'), named(contractObjects, objects, (code) => t(`modelli.oggetti.${code}`)) || t('modelli.tutti')],
          [t('modelli.norme'), legalBasis === '' ? '–' : legalBasis],
          [t('modelli.include'), includes.length === 0 ? t('modelli.nessunaParte') : includes.join(', ')],
          ...(uploadedBy === null ? [] : [[t('modelli.caricatoDa'), uploadedBy] as const]),
          ...(publishedBy === null ? [] : [[t('modelli.pubblicatoDa'), publishedBy] as const]),
          ...(retiredReason === null ? [] : [[t('modelli.motivoRitiro'), retiredReason] as const]),
        ]}
      />
    </Section>
  );
}

function Findings({ template }: { template: LibraryTemplateDetail }): ReactElement {
  const { t } = useTranslation();
  return (
    <Section id="controllo" title={t('modelli.controllo')}>
      {template.findings.length === 0 ? (
        <StatusText tone="success" icon="it-check-circle">
          {t('modelli.aPosto')}
        </StatusText>
      ) : (
        <CardList label={t('modelli.controllo')}>
          {template.findings.map((finding, index) => (
            <CardItem key={index}>
              <StatusText
                tone={finding.severity === 'BLOCCA' ? 'danger' : 'warning'}
                icon={finding.severity === 'BLOCCA' ? 'it-error' : 'it-warning-circle'}
              >
                {t(`modelli.gravita.${finding.severity}`)}
              </StatusText>
              <Paragraph>
                <Strong>{finding.message}</Strong> {finding.tag}
              </Paragraph>
              <Muted>
                {[
                  ...finding.heading,
                  t('modelli.paragrafo', { numero: finding.paragraph }),
                  ...(finding.origin === null ? [] : [t('modelli.dallaParte', { nome: finding.origin })]),
                ].join(' › ')}
              </Muted>
              {finding.suggestion !== null && <Paragraph>{t('modelli.suggerimento', { testo: finding.suggestion })}</Paragraph>}
            </CardItem>
          ))}
        </CardList>
      )}
    </Section>
  );
}

type Use = LibraryTemplateDetail['usedBy'][number];

function Usage({ template }: { template: LibraryTemplateDetail }): ReactElement {
  const { t } = useTranslation();
  const columns: readonly Column<Use>[] = [
    {
      key: 'fascicolo',
      title: t('modelli.fascicolo'),
      main: true,
      cell: ({ dossierId, codiceAppalto, oggetto }) => (
        <>
          <TextLink strong to="/fascicoli/$dossierId/documenti" params={{ dossierId }}>
            {codiceAppalto ?? dossierId.slice(0, 8)}
          </TextLink>
          <br />
          <Muted>{oggetto}</Muted>
        </>
      ),
    },
    { key: 'ente', title: t('modelli.ente'), cell: ({ ente }) => ente },
    { key: 'dal', title: t('modelli.dalGiorno'), cell: ({ pinnedAt }) => shortDay(pinnedAt.slice(0, 10)) },
  ];
  return (
    <Section id="usato" title={t('modelli.usato')}>
      {template.usedBy.length === 0 ? (
        <Paragraph>{t('modelli.nonUsato')}</Paragraph>
      ) : (
        <Table caption={t('modelli.usato')} columns={columns} rows={template.usedBy} rowKey={({ dossierId }) => dossierId} />
      )}
    </Section>
  );
}
