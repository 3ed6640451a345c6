import { type ReactElement, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../announcements';
import { client } from '../../api/client';
import { dayAndTime } from '../../format/dates';
import { useRequest } from '../../pages/use-request';
import { Button } from '../../ui/button';
import { Badge, TroubleNotice } from '../../ui/feedback';
import { HiddenText, Muted, Row, Stack } from '../../ui/layout';
import { WhyNot } from '../../ui/why-not';
import { CommentForm, stillNamed } from './comment-form';
import { shortened } from './new-thread';
import { type DraftPlace, type Thread } from './queries';
import { ThreadMessageItem } from './thread-message-item';
import { sendThreadAct } from './use-threads';

interface ThreadItemProps {
  readonly place: DraftPlace;
  readonly thread: Thread;
  readonly mayWrite: boolean;
  /** Chosen in the text or by its address: it is brought into view. */
  readonly current: boolean;
  /** Leads to the commented text; null where the text is gone. */
  readonly onGoToText: (() => void) | null;
}

/** A thread: the passage, what was said about it, and what can be done. */
export function ThreadItem({ place, thread, mayWrite, current, onGoToText }: ThreadItemProps): ReactElement {
  const { t } = useTranslation();
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!current) return;
    item.current?.scrollIntoView({ block: 'nearest' });
    item.current?.focus({ preventScroll: true });
  }, [current]);
  const internal = thread.visibilita === 'INTERNO';
  return (
    <li
      ref={item}
      id={`commento-${thread.id}`}
      tabIndex={-1}
      className={`gi-comment${internal ? ' gi-comment-inside' : ''}${current ? ' gi-comment-open' : ''}`}
    >
      <Stack gap="sm">
        <Row>
          <Badge tone={internal ? 'warning' : 'neutral'} icon={internal ? 'it-locked' : 'it-user'}>
            {internal ? t('commenti.interno', { ente: thread.ente ?? '' }) : t('commenti.condiviso')}
          </Badge>
          {thread.peso !== null && (
            <Badge tone={thread.peso === 'BLOCCA' ? 'danger' : 'neutral'}>{t(`commenti.peso.${thread.peso}`)}</Badge>
          )}
          {thread.risolto !== null && (
            <Badge tone="success" icon="it-check">
              {t('commenti.chiuso')}
            </Badge>
          )}
        </Row>
        {thread.citazione !== '' && <blockquote className="gi-comment-quote">«{shortened(thread.citazione)}»</blockquote>}
        {onGoToText === null ? (
          <Muted>{t('commenti.testoTolto')}</Muted>
        ) : (
          <Row>
            <Button small look="quiet" icon="it-arrow-left" onClick={onGoToText}>
              {t('commenti.vaiAlTesto')}
              <HiddenText> «{shortened(thread.citazione)}»</HiddenText>
            </Button>
          </Row>
        )}
        <ol className="gi-comment-said" aria-label={t('commenti.messaggi')}>
          {thread.messaggi.map((message) => (
            <ThreadMessageItem key={message.id} place={place} thread={thread} message={message} mayWrite={mayWrite} />
          ))}
        </ol>
        {thread.risolto !== null && (
          <Muted>
            {t('commenti.chiusoDa', { chi: thread.risolto.da, ente: thread.risolto.ente, quando: dayAndTime(thread.risolto.at) })}
          </Muted>
        )}
        {mayWrite && <ThreadActions place={place} thread={thread} />}
      </Stack>
    </li>
  );
}

function ThreadActions({ place, thread }: { place: DraftPlace; thread: Thread }): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const [replying, setReplying] = useState(false);
  const path = { dossierId: place.dossierId, code: place.code, threadId: thread.id };
  const open = thread.risolto === null;
  const settle = async (): Promise<void> => {
    const body = { clientId: crypto.randomUUID(), risolto: open };
    const taken = await sendThreadAct(request, place, () =>
      client.POST('/api/dossiers/{dossierId}/drafts/{code}/threads/{threadId}/settlement', { params: { path }, body }),
    );
    if (taken) announce(t(open ? 'commenti.chiusoOra' : 'commenti.riaperto'));
  };
  const whyNot = `commento-${thread.id}-perche`;
  return (
    <>
      {replying && (
        <CommentForm
          place={place}
          about={`risposta-${thread.id}`}
          label={t('commenti.risposta')}
          submit={t('commenti.inviaRisposta')}
          visibility={thread.visibilita}
          autoFocus
          onCancel={() => {
            setReplying(false);
          }}
          send={async ({ testo, menzioni, clientId }, sending) => {
            const body = { clientId, testo, menzioni: stillNamed({ testo, menzioni }) };
            const taken = await sendThreadAct(sending, place, () =>
              client.POST('/api/dossiers/{dossierId}/drafts/{code}/threads/{threadId}/messages', { params: { path }, body }),
            );
            if (taken) setReplying(false);
            return taken;
          }}
        />
      )}
      <Row>
        {!replying && (
          <Button
            small
            onClick={() => {
              setReplying(true);
            }}
          >
            {t('commenti.rispondi')}
          </Button>
        )}
        <Button
          small
          icon={open ? 'it-check' : 'it-restore'}
          busy={request.busy}
          aria-disabled={thread.percheNonRisolve !== null}
          aria-describedby={thread.percheNonRisolve === null ? undefined : whyNot}
          onClick={() => void settle()}
        >
          {t(open ? 'commenti.chiudi' : 'commenti.riapri')}
        </Button>
      </Row>
      <WhyNot id={whyNot} reason={thread.percheNonRisolve} />
      {request.trouble && <TroubleNotice trouble={request.trouble} />}
    </>
  );
}
