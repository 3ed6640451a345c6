import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { queryClient } from '../api/queries';
import { useRequest } from '../pages/use-request';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { TroubleNotice } from '../ui/feedback';
import { TextArea } from '../ui/field';
import { HiddenText, Paragraph, Stack } from '../ui/layout';
import { attachmentsQuery, type Attachment } from './queries';

const shortest = 10;

/** Withdraws a file with a reason; it stays in the history. */
export function WithdrawButton({ dossierId, attachment }: { dossierId: string; attachment: Attachment }): ReactElement {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const request = useRequest();
  const short = reason.trim().length < shortest;
  const withdraw = async (): Promise<void> => {
    setTried(true);
    if (short) {
      document.getElementById('ritiro-motivo')?.focus();
      return;
    }
    const params = { path: { dossierId, attachmentId: attachment.id } };
    const answer = await request.send(() =>
      client.POST('/api/dossiers/{dossierId}/attachments/{attachmentId}/withdraw', { params, body: { reason } }),
    );
    if (!answer.ok) return;
    setOpen(false);
    announce(t('allegati.ritiratoOra', { nome: attachment.fileName }));
    await queryClient.invalidateQueries({ queryKey: attachmentsQuery(dossierId).queryKey });
  };
  return (
    <>
      <Button
        small
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('allegati.ritira')}
        <HiddenText> {attachment.fileName}</HiddenText>
      </Button>
      {open && (
        <Dialog
          title={t('allegati.ritiraTitolo', { nome: attachment.fileName })}
          onClose={() => {
            setOpen(false);
          }}
          actions={
            <Button look="danger" busy={request.busy} onClick={() => void withdraw()}>
              {t('allegati.ritira')}
            </Button>
          }
        >
          <Stack gap="sm">
            <Paragraph>{t('allegati.ritiraTesto')}</Paragraph>
            <TextArea
              id="ritiro-motivo"
              label={t('allegati.motivo')}
              error={tried && short ? t('allegati.motivoCorto') : undefined}
              value={reason}
              onChange={(event) => {
                setReason(event.target.value);
              }}
            />
            {request.trouble && <TroubleNotice trouble={request.trouble} />}
          </Stack>
        </Dialog>
      )}
    </>
  );
}
