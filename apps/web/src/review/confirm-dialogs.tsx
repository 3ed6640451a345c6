import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { useRequest } from '../pages/use-request';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { TroubleNotice } from '../ui/feedback';
import { TextArea } from '../ui/field';
import { Code, Muted, Paragraph, PlainList, Stack } from '../ui/layout';
import { keepReviews, type Review, type ReviewDocument } from './queries';

/** Versions as an act names them: what was seen is what is approved. */
export const namedVersions = (documents: readonly ReviewDocument[]): { code: string; sha256: string }[] =>
  documents.flatMap(({ code, sha256 }) => (sha256 === null ? [] : [{ code, sha256 }]));

interface ApproveProps {
  readonly dossierId: string;
  readonly documents: readonly ReviewDocument[];
  /** Absent: the comune approves the technical part. */
  readonly review?: Review;
  readonly onClose: () => void;
}

/** Asks once more before the act, naming version and hash of each document. */
export function ApproveDialog({ dossierId, documents, review, onClose }: ApproveProps): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const approve = async (): Promise<void> => {
    const body = { documents: namedVersions(documents) };
    const outcome = await request.send(() =>
      review === undefined
        ? client.POST('/api/dossiers/{dossierId}/reviews/technical-approvals', { params: { path: { dossierId } }, body })
        : client.POST('/api/dossiers/{dossierId}/reviews/{reviewId}/approvals', {
            params: { path: { dossierId, reviewId: review.id } },
            body,
          }),
    );
    if (!outcome.ok) return;
    keepReviews(dossierId, outcome.data);
    announce(t('revisione.approvataOra'));
    onClose();
  };
  return (
    <Dialog
      title={t(review === undefined ? 'revisione.approvareTecnica' : 'revisione.approvareAtti')}
      onClose={onClose}
      actions={
        <>
          <Button look="primary" busy={request.busy} onClick={() => void approve()}>
            {t('revisione.approvaOra')}
          </Button>
          <Button onClick={onClose}>{t('azioni.annulla')}</Button>
        </>
      }
    >
      <Stack>
        <Paragraph>{t('revisione.approvareTesto')}</Paragraph>
        <PlainList label={t('revisione.versioniApprovate')}>
          {documents.map(({ code, title, version, sha256 }) => (
            <li key={code}>
              {`${title} (${code}), ${t('revisione.versione', { versione: version ?? 0 })}`}
              <br />
              <Muted>
                {t('revisione.impronta')} <Code>{sha256 ?? ''}</Code>
              </Muted>
            </li>
          ))}
        </PlainList>
        <Muted>{t('revisione.firmaDigitale')}</Muted>
        {request.trouble && <TroubleNotice trouble={request.trouble} />}
      </Stack>
    </Dialog>
  );
}

export function WithdrawDialog({ dossierId, review, onClose }: { dossierId: string; review: Review; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const [reason, setReason] = useState('');
  const withdraw = async (): Promise<void> => {
    const params = { path: { dossierId, reviewId: review.id } };
    const outcome = await request.send(() =>
      client.POST('/api/dossiers/{dossierId}/reviews/{reviewId}/withdrawal', { params, body: { reason } }),
    );
    if (!outcome.ok) return;
    keepReviews(dossierId, outcome.data);
    announce(t('revisione.ritirataOra'));
    onClose();
  };
  return (
    <Dialog
      title={t('revisione.ritirare')}
      onClose={onClose}
      actions={
        <>
          <Button look="danger" busy={request.busy} onClick={() => void withdraw()}>
            {t('revisione.ritiraOra')}
          </Button>
          <Button onClick={onClose}>{t('azioni.annulla')}</Button>
        </>
      }
    >
      <Stack>
        <Paragraph>{t('revisione.ritirareTesto')}</Paragraph>
        <TextArea
          label={t('revisione.motivo')}
          value={reason}
          onChange={(event) => {
            setReason(event.target.value);
          }}
        />
        {request.trouble && <TroubleNotice trouble={request.trouble} />}
      </Stack>
    </Dialog>
  );
}
