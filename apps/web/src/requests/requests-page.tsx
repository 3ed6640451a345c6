import { useQuery } from '@tanstack/react-query';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { troubleOf } from '../api/trouble';
import { useDossier } from '../pages/dossier-frame';
import { Skeleton, TroubleNotice } from '../ui/feedback';
import { Stack } from '../ui/layout';
import { NotesSection } from './notes-section';
import { requestsQuery, threadQuery } from './queries';
import { RequestsSection } from './requests-section';
import { ThreadSection } from './thread-section';

/** What comune and SUA ask each other on a dossier, and what each notes down for itself. */
export function RequestsPage(): ReactElement {
  const { t } = useTranslation();
  const dossier = useDossier();
  const thread = useQuery(threadQuery(dossier.id));
  const requests = useQuery(requestsQuery(dossier.id));
  // While nothing has been asked and nothing can be, talking is what the page is for.
  const talksFirst = requests.data?.richieste.length === 0 && requests.data.percheNo.chiedere !== null;
  const asked = requests.data && <RequestsSection dossier={dossier} data={requests.data} />;
  return (
    <Stack gap="lg">
      {requests.isPending && <Skeleton rows={4} />}
      {requests.error && (
        <TroubleNotice trouble={troubleOf(requests.error)} retrying={requests.isFetching} onRetry={() => void requests.refetch()} />
      )}
      {!talksFirst && asked}
      {thread.isPending && <Skeleton rows={4} />}
      {thread.error && (
        <TroubleNotice
          trouble={{ ...troubleOf(thread.error), title: t('richieste.messaggi.nonLetti') }}
          retrying={thread.isFetching}
          onRetry={() => void thread.refetch()}
        />
      )}
      {thread.data && (
        <>
          <ThreadSection dossierId={dossier.id} thread={thread.data} />
          <NotesSection dossierId={dossier.id} thread={thread.data} />
        </>
      )}
      {talksFirst && asked}
    </Stack>
  );
}
