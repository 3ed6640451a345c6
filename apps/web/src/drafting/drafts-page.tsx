import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type DocumentView } from '../api/client';
import { documentsQuery } from '../api/queries';
import { troubleOf } from '../api/trouble';
import { TextLink } from '../ui/button';
import { Badge, EmptyState, Skeleton, TroubleNotice } from '../ui/feedback';
import { CardItem, CardList, Code, Lead, Muted, Row, Section, Stack, Subtitle } from '../ui/layout';
import { type Draft, draftsQuery } from './queries';

/** Only what is made from a template can be written here; the rest is uploaded. */
function canBeWritten(document: DocumentView): boolean {
  return document.format === 'tpl' && document.requirement !== 'NA';
}

/** The documents of a dossier that are written together: those in hand first. */
export function DraftsPage(): ReactElement {
  const { t } = useTranslation();
  const { dossierId } = useParams({ from: '/riservata/fascicoli/$dossierId/redazione' });
  const documents = useQuery(documentsQuery(dossierId));
  const drafts = useQuery(draftsQuery(dossierId));
  const draftOf = (document: DocumentView): Draft | undefined => drafts.data?.items.find(({ code }) => code === document.code);
  const items = (documents.data?.items ?? [])
    .filter((document) => canBeWritten(document) || draftOf(document) !== undefined)
    .toSorted((a, b) => Number(draftOf(b) !== undefined) - Number(draftOf(a) !== undefined));
  const error = documents.error ?? drafts.error;
  const isPending = documents.isPending || drafts.isPending;
  return (
    <Section id="redazione" title={t('redazione.titolo')}>
      <Stack>
        <Lead>{t('redazione.spiega')}</Lead>
        {isPending && <Skeleton rows={8} />}
        {error && (
          <TroubleNotice
            trouble={troubleOf(error)}
            onRetry={() => {
              void documents.refetch();
              void drafts.refetch();
            }}
          />
        )}
        {!isPending && !error && items.length === 0 && <EmptyState title={t('redazione.nessuno')} />}
        {!isPending && items.length > 0 && (
          <CardList label={t('redazione.titolo')}>
            {items.map((document) => (
              <DraftCard key={document.code} dossierId={dossierId} document={document} draft={draftOf(document)} />
            ))}
          </CardList>
        )}
      </Stack>
    </Section>
  );
}

const rights = { SCRIVE: 'scriviTu', SUGGERISCE: 'proponiTu', LEGGE: 'leggiTu' } as const;

function DraftCard({ dossierId, document, draft }: { dossierId: string; document: DocumentView; draft: Draft | undefined }): ReactElement {
  const { t } = useTranslation();
  return (
    <CardItem>
      <Stack gap="sm">
        <Row align="baseline">
          <Badge tone={draft === undefined ? 'neutral' : draft.state === 'APERTA' ? 'info' : 'done'}>
            {t(draft === undefined ? 'redazione.daAprire' : draft.state === 'APERTA' ? 'redazione.aperta' : 'redazione.chiusa')}
          </Badge>
          <Subtitle>
            <TextLink strong to="/fascicoli/$dossierId/redazione/$code" params={{ dossierId, code: document.code }}>
              {document.title}
            </TextLink>
          </Subtitle>
          <Muted>
            <Code short>{document.code}</Code>
          </Muted>
        </Row>
        <Muted>
          {[
            ...(draft === undefined ? [] : [t(`redazione.${rights[draft.mode]}`)]),
            ...(document.drafter === null ? [] : [t('documenti.redige', { chi: document.drafter })]),
          ].join(' · ')}
        </Muted>
      </Stack>
    </CardItem>
  );
}
