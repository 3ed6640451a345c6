import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { dayAndTime } from '../format/dates';
import { useRequest } from '../pages/use-request';
import { Button, DownloadLink } from '../ui/button';
import { Badge, TroubleNotice } from '../ui/feedback';
import { SelectField } from '../ui/field';
import { Disclosure, Muted, PlainList, Row, Stack, Strong } from '../ui/layout';
import { type Message, type Note, type Thread } from './queries';
import { SaidItem, Words } from './said-list';

/** Who said it and when, by the clock of the server. */
export function SaidHead({ said }: { said: Note }): ReactElement {
  const { t } = useTranslation();
  const { autore, at, precedenti } = said;
  return (
    <p className="gi-said-head">
      <Strong>{autore.nome}</Strong>{' '}
      <Muted>
        {autore.ente} · <time dateTime={at}>{dayAndTime(at)}</time>
        {precedenti.length > 0 && ` · ${t('richieste.messaggi.corretto')}`}
      </Muted>
    </p>
  );
}

export function Earlier({ said }: { said: Note }): ReactElement | null {
  const { t } = useTranslation();
  if (said.precedenti.length === 0) return null;
  return (
    <Disclosure summary={t('richieste.messaggi.prima', { count: said.precedenti.length })}>
      {said.precedenti.map((before) => (
        <div key={before.at}>
          <Muted>{dayAndTime(before.at)}</Muted>
          <Words>{before.testo}</Words>
        </div>
      ))}
    </Disclosure>
  );
}

interface MessageItemProps {
  readonly dossierId: string;
  readonly message: Message;
  readonly thread: Thread;
  readonly onKept: (thread: Thread) => void;
  readonly onCorrect: () => void;
}

/** Takes the words into the note of the informal phase, or also into a field of the sheet that is empty. */
function TakeOver({ dossierId, message, thread, onKept }: Omit<MessageItemProps, 'onCorrect'>): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const [campo, setCampo] = useState('');
  const mark = async (nelFascicolo: boolean): Promise<void> => {
    const outcome = await request.send(() =>
      client.POST('/api/dossiers/{dossierId}/thread/{messageId}/mark', {
        params: { path: { dossierId, messageId: message.id } },
        body: { nelFascicolo, campo: nelFascicolo && campo !== '' ? campo : null },
      }),
    );
    if (!outcome.ok) return;
    onKept(outcome.data);
    announce(t(nelFascicolo ? 'richieste.messaggi.portato' : 'richieste.messaggi.tolto'));
  };
  return (
    <Disclosure summary={t('richieste.messaggi.nelFascicolo')}>
      <Stack gap="sm">
        {thread.campi.length > 0 && message.campo === null && (
          <SelectField
            id={`campo-${message.id}`}
            label={t('richieste.messaggi.campo')}
            hint={t('richieste.messaggi.campoAiuto')}
            empty={t('richieste.messaggi.soloNota')}
            options={thread.campi.map(({ path, label }) => ({ value: path, label }))}
            value={campo}
            onChange={(event) => {
              setCampo(event.target.value);
            }}
          />
        )}
        <Row>
          {(!message.nelFascicolo || campo !== '') && (
            <Button small busy={request.busy} icon="it-plus" onClick={() => void mark(true)}>
              {t('richieste.messaggi.porta')}
            </Button>
          )}
          {message.nelFascicolo && (
            <Button small look="quiet" busy={request.busy} onClick={() => void mark(false)}>
              {t('richieste.messaggi.togli')}
            </Button>
          )}
        </Row>
        {request.trouble && <TroubleNotice trouble={request.trouble} />}
      </Stack>
    </Disclosure>
  );
}

export function MessageItem(props: MessageItemProps): ReactElement {
  const { t } = useTranslation();
  const { dossierId, message, thread, onCorrect } = props;
  return (
    <SaidItem own={message.autore.parte === thread.parte}>
      <SaidHead said={message} />
      <Words>{message.testo}</Words>
      {message.nelFascicolo && (
        <Badge tone="success" icon="it-check">
          {message.campo === null
            ? t('richieste.messaggi.segnato')
            : t('richieste.messaggi.segnatoCampo', {
                campo: thread.campi.find(({ path }) => path === message.campo)?.label ?? message.campo,
              })}
        </Badge>
      )}
      {message.allegati.length > 0 && (
        <PlainList label={t('richieste.messaggi.allegati')}>
          {message.allegati.map(({ id, fileName }) => (
            <li key={id}>
              <DownloadLink href={`/api/dossiers/${dossierId}/thread/attachments/${id}/file`}>{fileName}</DownloadLink>
            </li>
          ))}
        </PlainList>
      )}
      <Earlier said={message} />
      {thread.percheNo === null && (
        <>
          <TakeOver {...props} />
          {message.proprio && (
            <Button small look="quiet" onClick={onCorrect}>
              {t('richieste.messaggi.correggi')}
            </Button>
          )}
        </>
      )}
    </SaidItem>
  );
}
