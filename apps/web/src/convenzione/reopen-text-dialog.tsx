import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { useRequest } from '../pages/use-request';
import { ConfirmDialog } from '../ui/dialog';
import { TroubleNotice } from '../ui/feedback';
import { TextArea } from '../ui/field';
import { Paragraph, Stack } from '../ui/layout';
import { takeConvenzione } from './queries';

const shortest = 20;

/** Opens a fixed text again, with the reason that stays in the register. */
export function ReopenTextDialog({ dossierId, onClose }: { dossierId: string; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const [motivazione, setMotivazione] = useState('');
  const [tried, setTried] = useState(false);
  const short = motivazione.trim().length < shortest;
  const confirm = async (): Promise<void> => {
    setTried(true);
    if (short) {
      document.getElementById('riapri-motivazione')?.focus();
      return;
    }
    const outcome = await request.send(() =>
      client.POST('/api/convenzioni/{dossierId}/text', {
        params: { path: { dossierId } },
        body: { azione: 'RIAPRI', motivazione: motivazione.trim() },
      }),
    );
    if (!outcome.ok) return;
    takeConvenzione(outcome.data);
    announce(t('convenzioni.testoRiaperto'));
    onClose();
  };
  return (
    <ConfirmDialog
      title={t('convenzioni.riapri')}
      onClose={onClose}
      confirm={t('convenzioni.riapri')}
      busy={request.busy}
      onConfirm={() => void confirm()}
    >
      <Stack>
        <Paragraph>{t('convenzioni.riapriTesto')}</Paragraph>
        <TextArea
          id="riapri-motivazione"
          label={t('fascicolo.motivazione')}
          hint={t('fascicolo.motivazioneAiuto')}
          error={tried && short ? t('fascicolo.motivazioneManca') : undefined}
          rows={3}
          maxLength={4000}
          value={motivazione}
          onChange={(event) => {
            setMotivazione(event.target.value);
          }}
        />
        {request.trouble && <TroubleNotice trouble={request.trouble} />}
      </Stack>
    </ConfirmDialog>
  );
}
