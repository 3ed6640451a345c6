import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../announcements';
import { client } from '../../api/client';
import { dayAndTime } from '../../format/dates';
import { useRequest } from '../../pages/use-request';
import { Words } from '../../requests/said-list';
import { Button } from '../../ui/button';
import { TroubleNotice } from '../../ui/feedback';
import { Disclosure, Muted, Row, Strong } from '../../ui/layout';
import { CommentForm, stillNamed } from './comment-form';
import { type DraftPlace, type Thread, type ThreadMessage } from './queries';
import { sendThreadAct } from './use-threads';

interface ThreadMessageItemProps {
  readonly place: DraftPlace;
  readonly thread: Thread;
  readonly message: ThreadMessage;
  readonly mayWrite: boolean;
}

/** One thing said in a thread; its author can say it anew or take it back. */
export function ThreadMessageItem({ place, thread, message, mayWrite }: ThreadMessageItemProps): ReactElement {
  const { t } = useTranslation();
  const [correcting, setCorrecting] = useState(false);
  const request = useRequest();
  const path = { dossierId: place.dossierId, code: place.code, threadId: thread.id, messageId: message.id };
  const withdraw = async (): Promise<void> => {
    const body = { clientId: crypto.randomUUID() };
    const taken = await sendThreadAct(request, place, () =>
      client.POST('/api/dossiers/{dossierId}/drafts/{code}/threads/{threadId}/messages/{messageId}/withdrawal', {
        params: { path },
        body,
      }),
    );
    if (taken) announce(t('commenti.ritirato'));
  };
  return (
    <li>
      <MessageHead message={message} />
      {message.testo === null && <Muted>{t('commenti.ritiratoIl', { quando: dayAndTime(message.ritirato ?? message.at) })}</Muted>}
      {message.testo !== null && !correcting && <Words>{message.testo}</Words>}
      {correcting && (
        <CommentForm
          place={place}
          about={message.id}
          label={t('commenti.correzione')}
          submit={t('commenti.inviaCorrezione')}
          visibility={thread.visibilita}
          initial={{ testo: message.testo ?? '', menzioni: message.menzioni }}
          autoFocus
          onCancel={() => {
            setCorrecting(false);
          }}
          send={async ({ testo, menzioni, clientId }, sending) => {
            const body = { clientId, testo, menzioni: stillNamed({ testo, menzioni }) };
            const taken = await sendThreadAct(sending, place, () =>
              client.POST('/api/dossiers/{dossierId}/drafts/{code}/threads/{threadId}/messages/{messageId}/correction', {
                params: { path },
                body,
              }),
            );
            if (taken) setCorrecting(false);
            return taken;
          }}
        />
      )}
      <Earlier message={message} />
      {mayWrite && message.proprio && message.testo !== null && !correcting && (
        <Row>
          <Button
            small
            look="quiet"
            onClick={() => {
              setCorrecting(true);
            }}
          >
            {t('commenti.correggi')}
          </Button>
          <Button small look="quiet" busy={request.busy} onClick={() => void withdraw()}>
            {t('commenti.ritira')}
          </Button>
        </Row>
      )}
      {request.trouble && <TroubleNotice trouble={request.trouble} />}
    </li>
  );
}

function MessageHead({ message: { autore, at, precedenti } }: { message: ThreadMessage }): ReactElement {
  const { t } = useTranslation();
  return (
    <p className="gi-said-head">
      <Strong>{autore.nome}</Strong>{' '}
      <Muted>
        {autore.inseritoDa === null ? autore.ente : t('commenti.daWord', { chi: autore.inseritoDa })} ·{' '}
        <time dateTime={at}>{dayAndTime(at)}</time>
        {precedenti.length > 0 && ` · ${t('commenti.corretto')}`}
      </Muted>
    </p>
  );
}

function Earlier({ message: { precedenti } }: { message: ThreadMessage }): ReactElement | null {
  const { t } = useTranslation();
  if (precedenti.length === 0) return null;
  return (
    <Disclosure summary={t('commenti.prima')}>
      {precedenti.map(({ testo, at }) => (
        <div key={at}>
          <Muted>{dayAndTime(at)}</Muted>
          <Words>{testo}</Words>
        </div>
      ))}
    </Disclosure>
  );
}
