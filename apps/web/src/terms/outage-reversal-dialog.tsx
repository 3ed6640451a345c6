import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { queryClient } from '../api/queries';
import { dayAndTime } from '../format/dates';
import { useFieldProblems } from '../pages/field-problems';
import { useRequest } from '../pages/use-request';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { TroubleNotice } from '../ui/feedback';
import { TextArea } from '../ui/field';
import { Paragraph, Stack } from '../ui/layout';
import { outagesQuery, type PadOutage } from './queries';

const least = 10;

/** Takes an outage back that was recorded by mistake. */
export function OutageReversalDialog({ outage, onClose }: { outage: PadOutage; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const [reason, setReason] = useState('');
  const problems = useFieldProblems(
    'annullo',
    { reason: reason.trim().length < least ? t('piattaforma.motivoManca') : undefined },
    request.trouble,
  );
  const send = async (): Promise<void> => {
    if (!problems.check()) return;
    const outcome = await request.send(() =>
      client.POST('/api/pad-outages/{outageId}/reversal', { params: { path: { outageId: outage.id } }, body: { reason: reason.trim() } }),
    );
    if (!outcome.ok) return;
    queryClient.setQueryData(outagesQuery().queryKey, outcome.data);
    announce(t('piattaforma.annullatoDetto'));
    onClose();
  };
  return (
    <Dialog
      title={t('piattaforma.annullaTitolo')}
      onClose={onClose}
      actions={
        <>
          <Button look="danger" busy={request.busy} onClick={() => void send()}>
            {t('piattaforma.annulla')}
          </Button>
          <Button onClick={onClose}>{t('azioni.chiudi')}</Button>
        </>
      }
    >
      <Stack>
        <Paragraph>{t('piattaforma.annullaTesto', { nome: outage.platform, quando: dayAndTime(outage.from) })}</Paragraph>
        <TextArea
          id="annullo-reason"
          label={t('piattaforma.motivo')}
          error={problems.errorAt('reason')}
          value={reason}
          maxLength={1000}
          onChange={(event) => {
            setReason(event.target.value);
          }}
        />
        {problems.rest && <TroubleNotice trouble={problems.rest} />}
      </Stack>
    </Dialog>
  );
}
