import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type DocumentView } from '../api/client';
import { documentsQuery } from '../api/queries';
import { troubleOf } from '../api/trouble';
import { TextLink } from '../ui/button';
import { EmptyState, Skeleton, TroubleNotice } from '../ui/feedback';
import { CardItem, CardList, Code, Lead, Muted, Row, Section, Stack, Subtitle } from '../ui/layout';

/** Only what is made from a template can be written here; the rest is uploaded. */
function canBeWritten(document: DocumentView): boolean {
  return document.format === 'tpl' && document.requirement !== 'NA';
}

/** The documents of a dossier that are written together. */
export function DraftsPage(): ReactElement {
  const { t } = useTranslation();
  const { dossierId } = useParams({ from: '/riservata/fascicoli/$dossierId/redazione' });
  const documents = useQuery(documentsQuery(dossierId));
  const items = (documents.data?.items ?? []).filter(canBeWritten);
  return (
    <Section id="redazione" title={t('redazione.titolo')}>
      <Stack>
        <Lead>{t('redazione.spiega')}</Lead>
        {documents.isPending && <Skeleton rows={8} />}
        {documents.error && <TroubleNotice trouble={troubleOf(documents.error)} onRetry={() => void documents.refetch()} />}
        {documents.data && items.length === 0 && <EmptyState title={t('redazione.nessuno')} />}
        {items.length > 0 && (
          <CardList label={t('redazione.titolo')}>
            {items.map((document) => (
              <DraftCard key={document.code} dossierId={dossierId} document={document} />
            ))}
          </CardList>
        )}
      </Stack>
    </Section>
  );
}

function DraftCard({ dossierId, document }: { dossierId: string; document: DocumentView }): ReactElement {
  const { t } = useTranslation();
  return (
    <CardItem>
      <Row align="between">
        <Row align="baseline">
          <Subtitle>
            <TextLink strong to="/fascicoli/$dossierId/redazione/$code" params={{ dossierId, code: document.code }}>
              {document.title}
            </TextLink>
          </Subtitle>
          <Muted>
            <Code short>{document.code}</Code>
          </Muted>
        </Row>
        {document.drafter !== null && <Muted>{t('documenti.redige', { chi: document.drafter })}</Muted>}
      </Row>
    </CardItem>
  );
}
