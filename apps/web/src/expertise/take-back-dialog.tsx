import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { queryClient } from '../api/queries';
import { shortDay } from '../format/dates';
import { useRequest } from '../pages/use-request';
import { ConfirmDialog } from '../ui/dialog';
import { TroubleNotice } from '../ui/feedback';
import { TextArea } from '../ui/field';
import { Facts, Stack } from '../ui/layout';
import { type ExpertDay, expertiseQuery } from './queries';

const shortest = 10;

/** Takes back hours entered by mistake: both entries stay in the ledger. */
export function TakeBackDialog({ dossierId, entry, onClose }: { dossierId: string; entry: ExpertDay; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const [motivation, setMotivation] = useState('');
  const [tried, setTried] = useState(false);
  const missing = motivation.trim().length < shortest;
  const send = async (): Promise<void> => {
    setTried(true);
    if (missing) {
      document.getElementById('storno-motivo')?.focus();
      return;
    }
    const outcome = await request.send(() =>
      client.POST('/api/dossiers/{dossierId}/expert-days/{entryId}/reversal', {
        params: { path: { dossierId, entryId: entry.id } },
        body: { motivation: motivation.trim() },
      }),
    );
    if (!outcome.ok) return;
    queryClient.setQueryData(expertiseQuery(dossierId).queryKey, outcome.data);
    announce(t('affiancamento.stornate'));
    onClose();
  };
  return (
    <ConfirmDialog
      title={t('affiancamento.storna')}
      onClose={onClose}
      confirm={t('affiancamento.storna')}
      danger
      busy={request.busy}
      onConfirm={() => void send()}
    >
      <Stack>
        <Facts
          items={[
            [t('affiancamento.giorno'), shortDay(entry.day)],
            [t('affiancamento.esperto'), entry.expert],
            [t('affiancamento.ore'), entry.hours],
          ]}
        />
        <TextArea
          id="storno-motivo"
          label={t('affiancamento.stornoMotivo')}
          error={tried && missing ? t('affiancamento.stornoManca') : undefined}
          rows={2}
          maxLength={1000}
          value={motivation}
          onChange={(event) => {
            setMotivation(event.target.value);
          }}
        />
        {request.trouble && <TroubleNotice trouble={request.trouble} />}
      </Stack>
    </ConfirmDialog>
  );
}
