import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../announcements';
import { client } from '../../api/client';
import { type Request } from '../../pages/use-request';
import { ChoiceField } from '../../ui/choice-field';
import { Box, Muted, Stack } from '../../ui/layout';
import { type Comment, CommentForm, stillNamed } from './comment-form';
import { type DraftPlace, type Thread, type Threads } from './queries';
import { type Passage } from './thread-places';
import { sendThreadAct } from './use-threads';

interface NewThreadProps {
  readonly place: DraftPlace;
  readonly threads: Threads;
  readonly passage: Passage;
  readonly onDone: () => void;
}

type Visibility = Thread['visibilita'];
type Weight = NonNullable<Thread['peso']>;

/** A comment on a passage. It is internal unless the person chooses to share it: what was shared cannot be taken back unread. */
export function NewThread({ place, threads, passage, onDone }: NewThreadProps): ReactElement {
  const { t } = useTranslation();
  const { interniDi, pesa } = threads;
  const [visibility, setVisibility] = useState<Visibility>(interniDi === null ? 'CONDIVISO' : 'INTERNO');
  const [weight, setWeight] = useState<Weight | null>(null);
  const send = async ({ testo, menzioni, clientId }: Comment, request: Request): Promise<boolean> => {
    const body = {
      ...{ clientId, testo, visibilita: visibility, peso: visibility === 'CONDIVISO' ? weight : null },
      ...{ ancora: passage.ancora, bloccoId: passage.bloccoId, citazione: passage.citazione, menzioni: stillNamed({ testo, menzioni }) },
    };
    const params = { path: { dossierId: place.dossierId, code: place.code } };
    const taken = await sendThreadAct(request, place, () =>
      client.POST('/api/dossiers/{dossierId}/drafts/{code}/threads', { params, body }),
    );
    if (taken) {
      announce(t('commenti.inviato'));
      onDone();
    }
    return taken;
  };
  return (
    <Box>
      <CommentForm
        place={place}
        about="nuovo"
        label={t('commenti.nuovo')}
        submit={t('commenti.invia')}
        visibility={visibility}
        autoFocus
        send={send}
        onCancel={onDone}
      >
        <Stack gap="sm">
          <Muted>«{shortened(passage.citazione)}»</Muted>
          {interniDi !== null && (
            <ChoiceField
              id="commento-visibilita"
              label={t('commenti.chiLoVede')}
              options={[
                { value: 'INTERNO', label: t('commenti.soloEnte', { ente: interniDi }) },
                { value: 'CONDIVISO', label: t('commenti.tutti') },
              ]}
              value={[visibility]}
              onChange={([chosen]) => {
                setVisibility(chosen === 'CONDIVISO' ? 'CONDIVISO' : 'INTERNO');
              }}
            />
          )}
          {pesa && visibility === 'CONDIVISO' && (
            <ChoiceField
              id="commento-peso"
              label={t('commenti.peso.nome')}
              options={(['BLOCCA', 'AVVISA'] as const).map((value) => ({ value, label: t(`commenti.peso.scelta.${value}`) }))}
              value={weight === null ? [] : [weight]}
              onChange={([chosen]) => {
                setWeight(chosen === 'BLOCCA' ? 'BLOCCA' : 'AVVISA');
              }}
              onClear={() => {
                setWeight(null);
              }}
            />
          )}
        </Stack>
      </CommentForm>
    </Box>
  );
}

const longest = 160;

export function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, longest).trimEnd()}…` : text;
}
