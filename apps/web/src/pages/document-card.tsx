import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client, documentFileUrl, type DocumentView } from '../api/client';
import { documentsQuery, queryClient } from '../api/queries';
import { type Trouble, troubleOf } from '../api/trouble';
import { DocumentContradictions } from '../facts/document-contradictions';
import { recently } from '../format/dates';
import { fileSize } from '../format/numbers';
import { Button, ButtonLink, DownloadLink } from '../ui/button';
import { Badge, type BadgeTone, Notice, ProgressBar } from '../ui/feedback';
import { type IconName } from '../ui/icon-names';
import { CardItem, Code, Disclosure, Muted, Paragraph, Row, Stack, Subtitle } from '../ui/layout';
import { WhyNot } from '../ui/why-not';
import { DocumentUpload } from './document-upload';
import { DocumentVersions } from './document-versions';

const looks: Record<DocumentView['state'], { readonly tone: BadgeTone; readonly icon: IconName }> = {
  MISSING: { tone: 'neutral', icon: 'it-file-pdf' },
  GENERATING: { tone: 'info', icon: 'it-refresh' },
  READY: { tone: 'success', icon: 'it-check-circle' },
  STALE: { tone: 'warning', icon: 'it-restore' },
  FAILED: { tone: 'danger', icon: 'it-error' },
};

type Format = NonNullable<DocumentView['current']>['formats'][number];

interface DocumentCardProps {
  readonly document: DocumentView;
  readonly dossierId: string;
  /** Word files can be edited in the browser. */
  readonly officeEditor: boolean;
  readonly onTrouble: (trouble: Trouble | null) => void;
}

/** Facts of the current version on one line. */
function useVersionLine(document: DocumentView): string | null {
  const { t } = useTranslation();
  const { current } = document;
  if (current === null) return null;
  const pages = current.pages === null ? [] : [t('documenti.pagine', { count: current.pages })];
  return [
    t('documenti.versione', { n: current.version }),
    fileSize(current.bytes),
    ...pages,
    recently(current.createdAt, new Date()),
    current.createdBy,
  ].join(' · ');
}

/** An uploaded PDF is its own original: one link is enough. */
function filesOf(formats: readonly Format[]): readonly Format[] {
  return formats.includes('pdf') ? formats.filter((format) => format !== 'original') : formats;
}

function Files({ document, dossierId }: Pick<DocumentCardProps, 'document' | 'dossierId'>): ReactElement | null {
  const { t } = useTranslation();
  const { current } = document;
  if (current === null) return null;
  const target = { dossierId, code: document.code, version: current.version };
  return (
    <>
      {current.formats.includes('pdf') && (
        <ButtonLink
          small
          to="/fascicoli/$dossierId/documenti/$code"
          params={{ dossierId, code: document.code }}
          aria-label={t('documenti.apriDi', { nome: document.title })}
        >
          {t('documenti.apri')}
        </ButtonLink>
      )}
      {filesOf(current.formats).map((format) => (
        <DownloadLink
          key={format}
          href={documentFileUrl({ ...target, format })}
          icon={format === 'docx' ? 'it-file-docx' : 'it-download'}
          describedAs={document.title}
        >
          {t(`documenti.scarica.${format}`)}
        </DownloadLink>
      ))}
    </>
  );
}

/** Why it cannot be made or replaced here; said once where both have the same reason. */
function WhyNotOnDocument({ document }: { document: DocumentView }): ReactElement {
  const { t } = useTranslation();
  const { generate, upload } = document.whyNot;
  const id = `documento-${document.code}-perche`;
  const reason = document.format === 'tpl' && generate !== upload ? generate : null;
  return (
    <>
      <WhyNot id={id} reason={reason} summary={t('documenti.percheGenera')} />
      <WhyNot id={`${id}-carica`} reason={upload} summary={t(generate === upload ? 'azioni.perche' : 'documenti.percheCarica')} />
    </>
  );
}

/** By which phase it is due, who drafts and who signs it, and where it is published. */
function WhoAndWhen({ document: { phase, drafter, signer, publish } }: { document: DocumentView }): ReactElement | null {
  const { t } = useTranslation();
  const parts = [
    ...(phase === null ? [] : [t('documenti.entroFase', { fase: phase.label })]),
    ...(drafter === null ? [] : [t('documenti.redige', { chi: drafter })]),
    ...(signer === null ? [] : [t('documenti.firma', { chi: signer })]),
    ...(publish.length === 0 ? [] : [t('documenti.siPubblica', { dove: publish.map((where) => t(`documenti.dove.${where}`)).join(', ') })]),
  ];
  return parts.length === 0 ? null : <Muted>{parts.join(' · ')}</Muted>;
}

/** One document of the set: state, why it is asked, its file, and making or uploading the next version. */
export function DocumentCard({ document, dossierId, officeEditor, onTrouble }: DocumentCardProps): ReactElement {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const look = looks[document.state];
  const working = document.state === 'GENERATING';
  const version = useVersionLine(document);
  const generate = async (): Promise<void> => {
    setBusy(true);
    onTrouble(null);
    try {
      const { data, error } = await client.POST('/api/dossiers/{dossierId}/documents/generate', {
        params: { path: { dossierId } },
        body: { codes: [document.code] },
      });
      if (data === undefined) onTrouble(troubleOf(error));
      else announce(t('documenti.avviato', { nome: document.title }));
      await queryClient.invalidateQueries({ queryKey: documentsQuery(dossierId).queryKey });
    } catch (error) {
      onTrouble(troubleOf(error));
    }
    setBusy(false);
  };

  return (
    <CardItem id={`documento-${document.code}`} tone={document.state === 'FAILED' ? 'danger' : 'plain'}>
      <Stack gap="sm">
        <Row align="baseline">
          <Badge tone={look.tone} icon={look.icon}>
            {t(`documenti.stato.${document.state}`)}
          </Badge>
          <Subtitle>{document.title}</Subtitle>
          <Muted>
            <Code>{document.code}</Code>
          </Muted>
        </Row>
        <Paragraph>
          <Muted>
            {document.requirement === 'UNKNOWN' && document.legalBasis !== null ? `${document.why} (${document.legalBasis})` : document.why}
          </Muted>
        </Paragraph>
        <WhoAndWhen document={document} />
        {working && <ProgressBar value={document.job?.progress ?? 0} label={document.job?.step ?? t('documenti.inCoda')} />}
        {document.state === 'STALE' && <Notice tone="warning">{document.reason ?? t('documenti.superato')}</Notice>}
        {document.state === 'FAILED' && (
          <Notice tone="danger" title={t('documenti.nonRiuscito')}>
            {document.reason ?? document.job?.reason ?? t('documenti.senzaMotivo')}
          </Notice>
        )}
        {version !== null && <Muted>{version}</Muted>}
        <DocumentContradictions document={document} dossierId={dossierId} />
        <Row>
          <Files document={document} dossierId={dossierId} />
          {document.canGenerate && (
            <Button
              small
              icon="it-refresh"
              busy={busy || working}
              onClick={() => void generate()}
              aria-label={t(document.current === null ? 'documenti.generaDi' : 'documenti.rigeneraDi', { nome: document.title })}
            >
              {t(document.current === null ? 'documenti.genera' : 'documenti.rigenera')}
            </Button>
          )}
          {document.current !== null && document.current.version > 1 && (
            <ButtonLink
              small
              to="/fascicoli/$dossierId/documenti/$code/confronto"
              params={{ dossierId, code: document.code }}
              search={{ versione: document.current.version }}
              aria-label={`${t('fatti.confronta')}: ${document.title}`}
            >
              {t('fatti.confronta')}
            </ButtonLink>
          )}
          {document.format === 'tpl' && document.requirement !== 'NA' && (
            <ButtonLink
              small
              to="/fascicoli/$dossierId/redazione/$code"
              params={{ dossierId, code: document.code }}
              aria-label={`${t('documenti.scriviInsieme')}: ${document.title}`}
            >
              {t('documenti.scriviInsieme')}
            </ButtonLink>
          )}
          {document.current?.handEdited === true && (
            <ButtonLink
              small
              to="/fascicoli/$dossierId/documenti/$code/modifiche"
              params={{ dossierId, code: document.code }}
              aria-label={`${t('fatti.modifiche')}: ${document.title}`}
            >
              {t('fatti.modifiche')}
            </ButtonLink>
          )}
          {officeEditor && document.current?.formats.includes('docx') === true && (
            <ButtonLink
              small
              to="/fascicoli/$dossierId/documenti/$code/editor"
              params={{ dossierId, code: document.code }}
              aria-label={`${t('editor.apriDi')}: ${document.title}`}
            >
              {t('editor.apriDi')}
            </ButtonLink>
          )}
          {document.canUpload && <DocumentUpload document={document} dossierId={dossierId} />}
        </Row>
        {document.requirement !== 'NA' && <WhyNotOnDocument document={document} />}
        {document.current !== null && document.current.version > 1 && (
          <Disclosure summary={t('documenti.versioni', { count: document.current.version })}>
            <DocumentVersions dossierId={dossierId} code={document.code} />
          </Disclosure>
        )}
      </Stack>
    </CardItem>
  );
}
