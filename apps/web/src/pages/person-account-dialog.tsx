import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { personQuery, type PersonAccount } from '../api/account-queries';
import { client } from '../api/client';
import { queryClient } from '../api/queries';
import { troubleOf } from '../api/trouble';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Skeleton, TroubleNotice } from '../ui/feedback';
import { TextArea } from '../ui/field';
import { Facts, Paragraph, Row, Stack, Subtitle } from '../ui/layout';
import { type AccessLink, AccessLinkNotice } from './access-link-notice';
import { useRequest } from './use-request';

type Act = 'disable' | 'enable' | 'second-factor/reset';

/** The account of a person, for the head of the SUA: a new link, the second factor, shutting and opening it again. */
export function PersonAccountDialog({ personId, onClose }: { personId: string; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const person = useQuery(personQuery(personId));
  const name = person.data ? `${person.data.nome} ${person.data.cognome}` : '';
  return (
    <Dialog title={t('persone.accessoTitolo', { persona: name })} onClose={onClose}>
      {person.isPending && <Skeleton rows={3} />}
      {person.error && <TroubleNotice trouble={troubleOf(person.error)} onRetry={() => void person.refetch()} />}
      {person.data && <PersonAccountActs person={person.data} />}
    </Dialog>
  );
}

function PersonAccountActs({ person }: { person: PersonAccount }): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const [link, setLink] = useState<AccessLink | null>(null);
  const [act, setAct] = useState<Act | null>(null);
  const yesNo = (is: boolean): string => (is ? t('persone.si') : t('persone.no'));
  const giveLink = async (): Promise<void> => {
    const params = { path: { personId: person.id } };
    const outcome = await request.send(() => client.POST('/api/people/{personId}/access-link', { params }));
    if (outcome.ok) setLink(outcome.data);
  };
  return (
    <Stack>
      <Facts
        items={[
          [t('profilo.email'), person.email],
          [t('profilo.codiceFiscale'), person.codiceFiscale ?? t('profilo.codiceFiscaleManca')],
          [t('persone.haPassword'), yesNo(person.hasPassword)],
          [t('fattore.titolo'), yesNo(person.secondFactor)],
          [t('persone.accesso'), person.disabled ? t('persone.chiuso') : t('persone.aperto')],
        ]}
      />
      {request.trouble && <TroubleNotice trouble={request.trouble} />}
      {link && <AccessLinkNotice link={link} name={`${person.nome} ${person.cognome}`} />}
      {act === null ? (
        <Row>
          {!person.disabled && (
            <Button icon="it-key" busy={request.busy} onClick={() => void giveLink()}>
              {t('persone.daiCollegamento')}
            </Button>
          )}
          {person.secondFactor && (
            <Button
              onClick={() => {
                setAct('second-factor/reset');
              }}
            >
              {t('persone.azzera')}
            </Button>
          )}
          <Button
            look={person.disabled ? 'secondary' : 'danger'}
            onClick={() => {
              setAct(person.disabled ? 'enable' : 'disable');
            }}
          >
            {person.disabled ? t('persone.riapri') : t('persone.chiudi')}
          </Button>
        </Row>
      ) : (
        <MotivatedAct
          act={act}
          person={person}
          onEnd={() => {
            setAct(null);
          }}
        />
      )}
    </Stack>
  );
}

const words = { disable: 'chiudi', enable: 'riapri', 'second-factor/reset': 'azzera' } as const;

function MotivatedAct({ act, person, onEnd }: { act: Act; person: PersonAccount; onEnd: () => void }): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const [motivation, setMotivation] = useState('');
  const [tried, setTried] = useState(false);
  const confirm = async (): Promise<void> => {
    setTried(true);
    if (motivation.trim() === '') {
      document.getElementById('accesso-motivazione')?.focus();
      return;
    }
    const init = { params: { path: { personId: person.id } }, body: { motivation: motivation.trim() } };
    const outcome = await request.send(() => client.POST(`/api/people/{personId}/${act}`, init));
    if (!outcome.ok) return;
    queryClient.setQueryData(personQuery(person.id).queryKey, outcome.data);
    announce(t(`persone.fatto.${words[act]}`));
    onEnd();
  };
  return (
    <Stack>
      <Subtitle>{t(`persone.${words[act]}`)}</Subtitle>
      <Paragraph>{t(`persone.spiega.${words[act]}`)}</Paragraph>
      {request.trouble && <TroubleNotice trouble={request.trouble} />}
      <TextArea
        id="accesso-motivazione"
        label={t('incarichi.motivazione')}
        hint={t('persone.motivazioneAiuto')}
        error={tried && motivation.trim() === '' ? t('persone.motivazioneManca') : undefined}
        rows={2}
        maxLength={200}
        value={motivation}
        onChange={(event) => {
          setMotivation(event.target.value);
        }}
      />
      <Row>
        <Button look="primary" busy={request.busy} onClick={() => void confirm()}>
          {t(`persone.${words[act]}`)}
        </Button>
        <Button onClick={onEnd}>{t('azioni.annulla')}</Button>
      </Row>
    </Stack>
  );
}
