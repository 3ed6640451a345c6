import './drafting.scss';
import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { lazy, type ReactElement, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../api/client';
import { documentsQuery, queryClient } from '../api/queries';
import { type Trouble, troubleOf } from '../api/trouble';
import { DocumentTrouble } from '../pages/document-trouble';
import { Button, ButtonLink } from '../ui/button';
import { EmptyState, Skeleton, TroubleNotice } from '../ui/feedback';
import { Muted, Section, Stack } from '../ui/layout';
import { draftsQuery } from './queries';
import { SidePanel } from './side-panel';

/** The editor is the heaviest thing of all pages: it comes when a draft is open. */
const DraftingDesk = lazy(async () => ({ default: (await import('./drafting-desk')).DraftingDesk }));

/** One document of the dossier, written together. */
export function DraftingPage(): ReactElement {
  const { t } = useTranslation();
  const { dossierId, code } = useParams({ from: '/riservata/fascicoli/$dossierId/redazione/$code' });
  const { pannello, blocco, commento } = useSearch({ from: '/riservata/fascicoli/$dossierId/redazione/$code' });
  const drafts = useQuery(draftsQuery(dossierId));
  const documents = useQuery(documentsQuery(dossierId));
  const draft = drafts.data?.items.find((item) => item.code === code);
  const document = documents.data?.items.find((item) => item.code === code);
  const title = draft?.title ?? document?.title;
  return (
    <Section
      id="redazione"
      title={title ?? code}
      aside={
        <ButtonLink small icon="it-arrow-left" to="/fascicoli/$dossierId/redazione" params={{ dossierId }}>
          {t('redazione.tuttiIDocumenti')}
        </ButtonLink>
      }
    >
      {drafts.isPending && <Skeleton rows={12} />}
      {drafts.error && <TroubleNotice trouble={troubleOf(drafts.error)} onRetry={() => void drafts.refetch()} />}
      {drafts.data && documents.data && title === undefined && <EmptyState title={t('redazione.nonCe', { codice: code })} />}
      {drafts.data && !draft && document && <OpenTheDraft dossierId={dossierId} code={code} />}
      {draft && (
        <Suspense fallback={<Skeleton rows={12} />}>
          <DraftingDesk
            key={draft.id}
            dossierId={dossierId}
            draft={draft}
            block={blocco}
            panel={<SidePanel open={pannello ?? 'proposte'} asked={pannello === undefined ? null : `${pannello} ${commento ?? ''}`} />}
          />
        </Suspense>
      )}
    </Section>
  );
}

/** A document nobody has begun to write in: what opening it does, and opening it. */
function OpenTheDraft({ dossierId, code }: { dossierId: string; code: string }): ReactElement {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const open = async (): Promise<void> => {
    setBusy(true);
    setTrouble(null);
    try {
      const { data, error } = await client.POST('/api/dossiers/{dossierId}/drafts/{code}', { params: { path: { dossierId, code } } });
      if (data === undefined) setTrouble(troubleOf(error));
      else await queryClient.invalidateQueries({ queryKey: draftsQuery(dossierId).queryKey });
    } catch (error) {
      setTrouble(troubleOf(error));
    }
    setBusy(false);
  };
  return (
    <EmptyState title={t('redazione.apri.titolo')}>
      <Stack>
        <Muted>{t('redazione.apri.spiega')}</Muted>
        {trouble && <DocumentTrouble trouble={trouble} dossierId={dossierId} />}
        <div>
          <Button look="primary" busy={busy} onClick={() => void open()}>
            {t('redazione.apri.apri')}
          </Button>
        </div>
      </Stack>
    </EmptyState>
  );
}
