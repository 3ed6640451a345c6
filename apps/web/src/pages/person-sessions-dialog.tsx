import { useQuery } from '@tanstack/react-query';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { personSessionsQuery } from '../api/registry-queries';
import { troubleOf } from '../api/trouble';
import { Dialog } from '../ui/dialog';
import { EmptyState, Skeleton, TroubleNotice } from '../ui/feedback';
import { CardList, Paragraph, Stack } from '../ui/layout';
import { SessionCard } from './session-card';

/** The open sessions of a person, each of which the head of the SUA can end at once. */
export function PersonSessionsDialog({
  person,
  onClose,
}: {
  person: { readonly id: string; readonly nome: string };
  onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const sessions = useQuery(personSessionsQuery(person.id));
  const title = t('sessioni.titolo', { persona: person.nome });
  return (
    <Dialog title={title} onClose={onClose}>
      <Stack>
        <Paragraph>{t('sessioni.spiegazione')}</Paragraph>
        {sessions.isPending && <Skeleton rows={2} />}
        {sessions.error && (
          <TroubleNotice trouble={troubleOf(sessions.error)} retrying={sessions.isFetching} onRetry={() => void sessions.refetch()} />
        )}
        {sessions.data?.items.length === 0 && <EmptyState title={t('sessioni.nessuna')} />}
        {sessions.data !== undefined && sessions.data.items.length > 0 && (
          <CardList label={title}>
            {sessions.data.items.map((session) => (
              <SessionCard
                key={session.id}
                session={session}
                onEnded={() => {
                  announce(t('sessioni.chiusa'));
                  void sessions.refetch();
                }}
              />
            ))}
          </CardList>
        )}
      </Stack>
    </Dialog>
  );
}
