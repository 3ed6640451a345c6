import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { client, type SessionSummary } from '../api/client';
import { clientName } from '../format/client-name';
import { dayAndTime, recently } from '../format/dates';
import { Button } from '../ui/button';
import { Badge, TroubleNotice } from '../ui/feedback';
import { CardItem, Muted, Row, Stack, Strong } from '../ui/layout';
import { useRequest } from './use-request';

/** One open session: with what, since when, for whom, and its end. */
export function SessionCard({ session, onEnded }: { session: SessionSummary; onEnded: () => void }): ReactElement {
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
          <Row>
            <Strong>{session.client === null ? t('sessioni.programmaIgnoto') : clientName(session.client)}</Strong>
            {session.current && (
              <Badge tone="info" icon="it-check">
                {t('sessioni.questa')}
              </Badge>
            )}
          </Row>
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
        <span>
          {t('sessioni.aperta', { quando: recently(session.createdAt, new Date()) })} · {t(`sessioni.metodo.${session.method}`)}
        </span>
        <Muted>
          {session.ente} · {t('sessioni.finisce', { quando: dayAndTime(session.expiresAt) })}
        </Muted>
        {request.trouble && <TroubleNotice trouble={request.trouble} />}
      </Stack>
    </CardItem>
  );
}
