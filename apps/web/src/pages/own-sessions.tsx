import { useQuery } from '@tanstack/react-query';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { ownSessionsQuery } from '../api/account-queries';
import { client } from '../api/client';
import { troubleOf } from '../api/trouble';
import { Button } from '../ui/button';
import { Skeleton, TroubleNotice } from '../ui/feedback';
import { CardList, Paragraph, Section } from '../ui/layout';
import { SessionCard } from './session-card';
import { useRequest } from './use-request';

/** Where the person is signed in: one session can be ended, or all but this one. */
export function OwnSessions(): ReactElement {
  const { t } = useTranslation();
  const sessions = useQuery(ownSessionsQuery());
  const request = useRequest();
  const items = [...(sessions.data?.items ?? [])].sort((a, b) => Number(b.current) - Number(a.current));
  const ended = (count: number): void => {
    announce(t('sessioni.chiuse', { count }));
    void sessions.refetch();
    // The button that was used is gone: reading goes on at the heading of the list.
    document.getElementById('sessioni')?.focus();
  };
  const endOthers = async (): Promise<void> => {
    const outcome = await request.send(() => client.DELETE('/api/sessions'));
    if (outcome.ok) ended(outcome.data.ended);
  };
  return (
    <Section id="sessioni" title={t('sessioni.proprie')}>
      <Paragraph>{t('sessioni.proprieTesto')}</Paragraph>
      {sessions.isPending && <Skeleton rows={2} />}
      {sessions.error && <TroubleNotice trouble={troubleOf(sessions.error)} onRetry={() => void sessions.refetch()} />}
      {request.trouble && <TroubleNotice trouble={request.trouble} />}
      {items.length > 0 && (
        <CardList label={t('sessioni.proprie')}>
          {items.map((session) => (
            <SessionCard
              key={session.id}
              session={session}
              onEnded={() => {
                ended(1);
              }}
            />
          ))}
        </CardList>
      )}
      {items.length > 1 && (
        <div>
          <Button look="danger" busy={request.busy} onClick={() => void endOthers()}>
            {t('sessioni.chiudiAltre')}
          </Button>
        </div>
      )}
    </Section>
  );
}
