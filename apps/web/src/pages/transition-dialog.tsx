import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client, type DossierDetail, type Transition } from '../api/client';
import { dossierQuery, queryClient } from '../api/queries';
import { type Trouble, troubleOf } from '../api/trouble';
import { ConfirmDialog } from '../ui/dialog';
import { TroubleNotice } from '../ui/feedback';
import { TextArea } from '../ui/field';
import { Facts, Stack } from '../ui/layout';

const shortestMotivation = 20;

/** What a step does, said once before it is done; side steps ask for a reason that stays in the register. */
export function TransitionDialog({
  dossier,
  step,
  onClose,
}: {
  dossier: DossierDetail;
  step: Transition;
  onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const [motivation, setMotivation] = useState('');
  const [missing, setMissing] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);

  const confirm = async (): Promise<void> => {
    if (step.needsMotivation && motivation.trim().length < shortestMotivation) {
      setMissing(true);
      document.getElementById('motivazione')?.focus();
      return;
    }
    setBusy(true);
    setTrouble(null);
    try {
      const { data, error } = await client.POST('/api/dossiers/{dossierId}/transitions', {
        params: { path: { dossierId: dossier.id } },
        body: { event: step.event, ...(motivation.trim() === '' ? {} : { motivation: motivation.trim() }) },
      });
      if (data === undefined) {
        setTrouble(troubleOf(error));
      } else {
        queryClient.setQueryData(dossierQuery(dossier.id).queryKey, data);
        void queryClient.invalidateQueries();
        announce(t('fascicolo.passato', { stato: data.state.label }));
        onClose();
      }
    } catch (error) {
      setTrouble(troubleOf(error));
    }
    setBusy(false);
  };

  return (
    <ConfirmDialog title={step.label} onClose={onClose} confirm={t('fascicolo.conferma')} busy={busy} onConfirm={() => void confirm()}>
      <Stack>
        <Facts
          items={[
            [t('fascicolo.oggetto'), dossier.oggetto],
            [t('fascicolo.statoOra'), dossier.state.label],
            [t('fascicolo.statoDopo'), step.to.label],
          ]}
        />
        <p>{t('fascicolo.restaNelRegistro')}</p>
        {step.needsMotivation && (
          <TextArea
            id="motivazione"
            label={t('fascicolo.motivazione')}
            hint={t('fascicolo.motivazioneAiuto')}
            error={missing && motivation.trim().length < shortestMotivation ? t('fascicolo.motivazioneManca') : undefined}
            rows={4}
            maxLength={4000}
            value={motivation}
            onChange={(event) => {
              setMotivation(event.target.value);
            }}
          />
        )}
        {trouble && <TroubleNotice trouble={trouble} />}
      </Stack>
    </ConfirmDialog>
  );
}
