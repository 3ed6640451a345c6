import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { queryClient } from '../api/queries';
import { dateInWords, dayAndTime } from '../format/dates';
import { EmptyState, Notice, TroubleNotice } from '../ui/feedback';
import { Muted, Paragraph, Section, Stack } from '../ui/layout';
import { WhyNot } from '../ui/why-not';
import { Composer } from './composer';
import { MessageItem } from './message-item';
import { type Message, type Thread, readDossierAgain, threadQuery } from './queries';
import { SaidList } from './said-list';

/** On whom a question waits, since when and by when. */
function Waiting({ thread }: { thread: Thread }): ReactElement | null {
  const { t } = useTranslation();
  const { domanda, parte } = thread;
  if (domanda === null) return null;
  const onUs = domanda.aspetta === parte;
  const entro = domanda.entro === null ? '' : ` ${t('richieste.messaggi.entro', { giorno: dateInWords(domanda.entro) })}`;
  return (
    <Notice tone={domanda.scaduta ? 'warning' : 'info'} title={t(onUs ? 'richieste.messaggi.toccaANoi' : 'richieste.messaggi.toccaALoro')}>
      <p className="gi-p">
        {t('richieste.messaggi.dal', { quando: dayAndTime(domanda.da) })}
        {entro}
        {domanda.scaduta && ` ${t('richieste.messaggi.scaduta')}`}
      </p>
    </Notice>
  );
}

export function ThreadSection({ dossierId, thread }: { dossierId: string; thread: Thread }): ReactElement {
  const { t } = useTranslation();
  const [correcting, setCorrecting] = useState<Message | null>(null);
  const keep = (data: Thread): void => {
    queryClient.setQueryData(threadQuery(dossierId).queryKey, data);
    void readDossierAgain(dossierId);
  };
  const params = { path: { dossierId } };
  return (
    <Section id="messaggi" title={t('richieste.messaggi.titolo')}>
      <Stack>
        <Paragraph>{t('richieste.messaggi.testo')}</Paragraph>
        <Waiting thread={thread} />
        {thread.messaggi.length === 0 && (
          <EmptyState title={t('richieste.messaggi.nessuno')}>
            <Muted>{t('richieste.messaggi.nessunoTesto')}</Muted>
          </EmptyState>
        )}
        <SaidList label={t('richieste.messaggi.elenco')}>
          {thread.messaggi.map((message) => (
            <MessageItem
              key={message.id}
              dossierId={dossierId}
              message={message}
              thread={thread}
              onKept={keep}
              onCorrect={() => {
                setCorrecting(message);
              }}
            />
          ))}
        </SaidList>
        <WhyNot id="messaggi-perche" summary={t('richieste.messaggi.perche')} reason={thread.percheNo} />
        {thread.percheNo === null && (
          <Composer
            key={correcting?.id ?? 'nuovo'}
            id={correcting === null ? 'messaggio' : 'correzione'}
            dossierId={dossierId}
            asks={correcting === null ? thread.parte === 'COMUNE' && thread.domanda?.aspetta !== 'COMUNE' : null}
            correcting={correcting}
            label={t(correcting === null ? 'richieste.messaggi.scrivi' : 'richieste.messaggi.correggi')}
            onCancel={() => {
              setCorrecting(null);
            }}
            send={async ({ testo, clientId, allegati, chiede }, request) => {
              const outcome = await request.send(() =>
                client.POST('/api/dossiers/{dossierId}/thread', {
                  params,
                  body: {
                    ...{ clientId, testo, chiedeRisposta: chiede, corregge: correcting?.id ?? null },
                    allegati: allegati.map(({ id }) => id),
                  },
                }),
              );
              if (!outcome.ok) return false;
              keep(outcome.data);
              setCorrecting(null);
              announce(t('richieste.messaggi.inviato'));
              return true;
            }}
            trouble={(trouble, waiting) => (
              <TroubleNotice trouble={waiting ? { ...trouble, remedy: t('richieste.messaggi.resta') } : trouble} />
            )}
          />
        )}
      </Stack>
    </Section>
  );
}
