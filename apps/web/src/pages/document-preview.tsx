import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { documentFileUrl } from '../api/client';
import { documentsQuery } from '../api/queries';
import { troubleOf } from '../api/trouble';
import { dayAndTime } from '../format/dates';
import { fileSize } from '../format/numbers';
import { ButtonLink, DownloadButton, DownloadLink } from '../ui/button';
import { ViewSwitch } from '../ui/board';
import { EmptyState, Notice, Skeleton, TroubleNotice } from '../ui/feedback';
import { Code, Disclosure, Facts, Muted, Row, Section, Split, Stack } from '../ui/layout';
import { type BoundValue, versionFactsQuery } from '../facts/queries';
import { ValueDialog } from '../facts/value-dialog';
import { UnreadText } from '../facts/unread-text';
import { TextOfVersion } from '../facts/document-text-page';
import { DocumentVersions } from './document-versions';
import { PdfView } from './pdf-view';

const shownHashLetters = 16;

/** The pages of a version; its values open where they come from. */
function BoundPdf({ shown, title }: { shown: { dossierId: string; code: string; version: number }; title: string }): ReactElement {
  const facts = useQuery(versionFactsQuery(shown.dossierId, shown.code, shown.version));
  const [chosen, setChosen] = useState<BoundValue | null>(null);
  return (
    <>
      <PdfView
        url={documentFileUrl({ ...shown, format: 'pdf', inline: true })}
        title={title}
        bound={{ facts: facts.data, onChoose: setChosen }}
      />
      {chosen && (
        <ValueDialog
          dossierId={shown.dossierId}
          value={chosen}
          onClose={() => {
            setChosen(null);
          }}
        />
      )}
    </>
  );
}

/** A document as it will be published, beside its identity card. */
export function DocumentPreviewPage(): ReactElement {
  const { t } = useTranslation();
  const { dossierId, code } = useParams({ from: '/riservata/fascicoli/$dossierId/documenti/$code' });
  const { versione, vista } = useSearch({ from: '/riservata/fascicoli/$dossierId/documenti/$code' });
  const navigate = useNavigate({ from: '/fascicoli/$dossierId/documenti/$code' });
  const documents = useQuery(documentsQuery(dossierId));
  if (documents.isPending) return <Skeleton rows={8} />;
  if (documents.error) return <TroubleNotice trouble={troubleOf(documents.error)} onRetry={() => void documents.refetch()} />;
  const document = documents.data.items.find((item) => item.code === code);
  const current = document?.current ?? null;
  const back = (
    <ButtonLink small icon="it-arrow-left" to="/fascicoli/$dossierId/documenti" params={{ dossierId }} search={{ documento: code }}>
      {t('documenti.torna')}
    </ButtonLink>
  );
  if (document === undefined || current === null) return <EmptyState title={t('documenti.nienteDaMostrare')}>{back}</EmptyState>;
  const version = versione ?? current.version;
  const shown = { dossierId, code, version };
  return (
    <Section id="anteprima" title={document.title} aside={back}>
      <Split
        asideLabel={t('documenti.carta')}
        aside={
          <Stack>
            <Facts
              items={[
                [t('documenti.colonnaVersione'), String(version)],
                [t('documenti.colonnaQuando'), `${dayAndTime(current.createdAt)}, ${current.createdBy}`],
                [t('documenti.colonnaPeso'), fileSize(current.bytes)],
                [t('documenti.colonnaImpronta'), <Code key="sha256">{current.sha256.slice(0, shownHashLetters)}</Code>],
                ...(current.template === null
                  ? []
                  : [[t('documenti.modello'), `${current.template.code} ${current.template.version}`] as const]),
              ]}
            />
            {current.unread && <UnreadText unread={current.unread} />}
            {current.findings.length > 0 && (
              <Notice tone="warning" title={t('documenti.rilievi')}>
                <ul>
                  {current.findings.map((finding) => (
                    <li key={finding}>{finding}</li>
                  ))}
                </ul>
              </Notice>
            )}
            {current.formats.includes('pdf') && (
              <DownloadButton href={documentFileUrl({ ...shown, format: 'pdf' })}>{t('documenti.scarica.pdf')}</DownloadButton>
            )}
            <Row>
              {current.formats
                .filter((format) => format !== 'pdf')
                .map((format) => (
                  <DownloadLink
                    key={format}
                    href={documentFileUrl({ ...shown, format })}
                    icon={format === 'docx' ? 'it-file-docx' : 'it-download'}
                  >
                    {t(`documenti.scarica.${format}`)}
                  </DownloadLink>
                ))}
            </Row>
            {version > 1 && (
              <ButtonLink
                small
                to="/fascicoli/$dossierId/documenti/$code/confronto"
                params={{ dossierId, code }}
                search={{ versione: version }}
              >
                {t('fatti.confronta')}
              </ButtonLink>
            )}
            {current.version > 1 && (
              <Disclosure summary={t('documenti.versioni', { count: current.version })}>
                <DocumentVersions dossierId={dossierId} code={code} />
              </Disclosure>
            )}
          </Stack>
        }
      >
        <Stack>
          <ViewSwitch
            label={t('documenti.vista')}
            options={[
              { value: 'pagine', label: t('documenti.vistaPagine') },
              { value: 'dati', label: t('fatti.testo') },
            ]}
            value={vista ?? 'pagine'}
            onChange={(chosen) => {
              void navigate({
                search: { ...(versione === undefined ? {} : { versione }), ...(chosen === 'dati' ? { vista: chosen } : {}) },
                replace: true,
                resetScroll: false,
              });
            }}
          />
          {vista === 'dati' ? (
            <TextOfVersion dossierId={dossierId} code={code} version={version} line={null} />
          ) : current.formats.includes('pdf') ? (
            <BoundPdf key={`${code} ${version}`} shown={shown} title={document.title} />
          ) : (
            <Muted>{t('documenti.soloScarico')}</Muted>
          )}
        </Stack>
      </Split>
    </Section>
  );
}
