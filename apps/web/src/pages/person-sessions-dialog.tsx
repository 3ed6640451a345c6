import { useQuery } from '@tanstack/react-query';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client, type SessionSummary } from '../api/client';
import { personSessionsQuery } from '../api/registry-queries';
import { troubleOf } from '../api/trouble';
import { dayAndTime, recently } from '../format/dates';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { EmptyState, Skeleton, TroubleNotice } from '../ui/feedback';
import { CardItem, CardList, Muted, Paragraph, Row, Stack, Strong } from '../ui/layout';
import { useRequest } from './use-request';

function SessionCard({ session, onEnded }: { session: SessionSummary; onEnded: () => void }): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const end = async (): Promise<void> => {
    const outcome = await request.send(() => client.DELETE('/api/sessions/{sessionId}', { params: { path: { sessionId: session.id } } }));
    if (outcome.ok) onEnded();
  };
  return (
    <CardItem>
      <Stack gap="sm">
        <Row align="between">
          <span>
            <Strong>{t('sessioni.aperta', { quando: recently(session.createdAt, new Date()) })}</Strong>
            {session.current && <Muted> {t('sessioni.questa')}</Muted>}
          </span>
          {!session.current && (
            <Button
              small
              look="danger"
              busy={request.busy}
              aria-label={t('sessioni.chiudiDel', { quando: dayAndTime(session.createdAt) })}
              onClick={() => void end()}
            >
              {t('sessioni.chiudi')}
            </Button>
          )}
        </Row>
        <Muted>
          {session.client ?? t('sessioni.programmaIgnoto')} · {t('sessioni.finisce', { quando: dayAndTime(session.expiresAt) })}
        </Muted>
        {request.trouble && <TroubleNotice trouble={request.trouble} />}
      </Stack>
    </CardItem>
  );
}

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
