import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { queryClient } from '../api/queries';
import { type ReviewGrant, reviewGrantsQuery } from '../api/register-queries';
import { dateInWords } from '../format/dates';
import { ConfirmDialog } from '../ui/dialog';
import { Notice, TroubleNotice } from '../ui/feedback';
import { Facts, Stack } from '../ui/layout';
import { useRequest } from './use-request';

interface ReviewGrantEndDialogProps {
  readonly dossierId: string;
  readonly grant: ReviewGrant;
  readonly onClose: () => void;
}

/** Takes a leave to review back, today: says what stops working before it does. */
export function ReviewGrantEndDialog({ dossierId, grant, onClose }: ReviewGrantEndDialogProps): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const persona = grant.person.nome;
  const confirm = async (): Promise<void> => {
    const outcome = await request.send(() =>
      client.DELETE('/api/dossiers/{dossierId}/review-grants/{grantId}', { params: { path: { dossierId, grantId: grant.id } } }),
    );
    // Also after a refusal: somebody else may have taken it back meanwhile.
    await queryClient.invalidateQueries({ queryKey: reviewGrantsQuery(dossierId).queryKey });
    if (!outcome.ok) return;
    announce(t('revisori.revocatoDetto', { persona }));
    onClose();
  };
  return (
    <ConfirmDialog
      title={t('revisori.revocaTitolo')}
      onClose={onClose}
      confirm={t('revisori.revocaConferma')}
      busy={request.busy}
      onConfirm={() => void confirm()}
    >
      <Stack>
        <Facts
          items={[
            [t('revisori.persona'), persona],
            [t('revisori.dal'), dateInWords(grant.dal)],
            [t('revisori.al'), dateInWords(grant.al)],
          ]}
        />
        <Notice tone="warning" title={t('incarichi.smetteTitolo')}>
          <ul>
            <li>{t('revisori.smetteLeggere', { persona })}</li>
            <li>{t('revisori.smetteSessioni')}</li>
            <li>{t('revisori.restaFatto')}</li>
            <li>{t('revisori.nonSiRiapre')}</li>
          </ul>
        </Notice>
        {request.trouble && <TroubleNotice trouble={request.trouble} />}
      </Stack>
    </ConfirmDialog>
  );
}
