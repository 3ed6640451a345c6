import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../api/client';
import { useFieldProblems } from '../pages/field-problems';
import { useKeptForm } from '../pages/kept-form';
import { useSession } from '../pages/may';
import { useRequest } from '../pages/use-request';
import { DayField } from '../ui/day-field';
import { ConfirmDialog } from '../ui/dialog';
import { TroubleNotice } from '../ui/feedback';
import { TextArea } from '../ui/field';
import { Paragraph, Stack } from '../ui/layout';
import { type IntegrationRequest, type Requests } from './queries';

interface DialogProps {
  readonly dossierId: string;
  readonly request: IntegrationRequest;
  readonly onClose: () => void;
  readonly onKept: (kept: Requests, said: string) => void;
}

const shortest = 10;

/** Gives another day for the answer. */
export function ProlongDialog({ dossierId, request, onClose, onKept }: DialogProps): ReactElement {
  const { t } = useTranslation();
  const { utente } = useSession();
  const sending = useRequest();
  const form = useKeptForm(`proroga.${utente.id}.${request.id}`, { entro: '', motivazione: '' });
  const { entro, motivazione } = form.values;
  const problems = useFieldProblems(
    'proroga',
    {
      entro: entro === '' ? t('richieste.proroga.giornoManca') : undefined,
      motivazione: motivazione.trim().length < shortest ? t('richieste.motivoManca') : undefined,
    },
    sending.trouble,
  );
  const send = async (): Promise<void> => {
    if (!problems.check()) return;
    const outcome = await sending.send(() =>
      client.POST('/api/dossiers/{dossierId}/requests/{requestId}/prolong', {
        params: { path: { dossierId, requestId: request.id } },
        body: { entro, motivazione: motivazione.trim() },
      }),
    );
    if (!outcome.ok) {
      problems.focusRefused(outcome.trouble);
      return;
    }
    form.reset();
    onClose();
    onKept(outcome.data, t('richieste.proroga.fatta'));
  };
  return (
    <ConfirmDialog
      title={t('richieste.proroga.titolo')}
      onClose={onClose}
      confirm={t('richieste.proroga.conferma')}
      busy={sending.busy}
      onConfirm={() => void send()}
    >
      <Stack>
        <Paragraph>{t('richieste.proroga.testo')}</Paragraph>
        <DayField
          id="proroga-entro"
          label={t('richieste.proroga.giorno')}
          error={problems.errorAt('entro')}
          value={entro}
          onChange={(value) => {
            form.set({ entro: value });
          }}
        />
        <TextArea
          id="proroga-motivazione"
          label={t('richieste.motivo')}
          error={problems.errorAt('motivazione')}
          rows={3}
          value={motivazione}
          onChange={(event) => {
            form.set({ motivazione: event.target.value });
          }}
        />
        {problems.rest && <TroubleNotice trouble={problems.rest} />}
      </Stack>
    </ConfirmDialog>
  );
}

/** The SUA does without what is missing. */
export function CloseDialog({ dossierId, request, onClose, onKept }: DialogProps): ReactElement {
  const { t } = useTranslation();
  const { utente } = useSession();
  const sending = useRequest();
  const form = useKeptForm(`chiusura.${utente.id}.${request.id}`, { motivazione: '' });
  const { motivazione } = form.values;
  const problems = useFieldProblems(
    'chiusura',
    { motivazione: motivazione.trim().length < shortest ? t('richieste.motivoManca') : undefined },
    sending.trouble,
  );
  const send = async (): Promise<void> => {
    if (!problems.check()) return;
    const outcome = await sending.send(() =>
      client.POST('/api/dossiers/{dossierId}/requests/{requestId}/close', {
        params: { path: { dossierId, requestId: request.id } },
        body: { motivazione: motivazione.trim() },
      }),
    );
    if (!outcome.ok) return;
    form.reset();
    onClose();
    onKept(outcome.data, t('richieste.chiusura.fatta'));
  };
  return (
    <ConfirmDialog
      title={t('richieste.chiusura.titolo')}
      onClose={onClose}
      confirm={t('richieste.chiusura.conferma')}
      busy={sending.busy}
      onConfirm={() => void send()}
    >
      <Stack>
        <Paragraph>{t('richieste.chiusura.testo')}</Paragraph>
        <TextArea
          id="chiusura-motivazione"
          label={t('richieste.motivo')}
          error={problems.errorAt('motivazione')}
          rows={3}
          value={motivazione}
          onChange={(event) => {
            form.set({ motivazione: event.target.value });
          }}
        />
        {problems.rest && <TroubleNotice trouble={problems.rest} />}
      </Stack>
    </ConfirmDialog>
  );
}
