import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { useRequest } from '../pages/use-request';
import { Button } from '../ui/button';
import { ChoiceField } from '../ui/choice-field';
import { DayField } from '../ui/day-field';
import { Dialog } from '../ui/dialog';
import { Notice, TroubleNotice } from '../ui/feedback';
import { TextArea } from '../ui/field';
import { Stack } from '../ui/layout';
import { AheadNotice } from './ahead-notice';
import { keepReviews, type Reviews } from './queries';

const orders = ['PARALLELA', 'IN_ORDINE'] as const;

/** Asks people to review documents: all that the lawyer has to see and no review covers yet is chosen already. */
export function AskDialog({ dossierId, data, onClose }: { dossierId: string; data: Reviews; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const busy = new Set(data.reviews.filter(({ withdrawn }) => withdrawn === null).flatMap(({ documents }) => documents));
  const open = data.documents.filter(({ code, version }) => version !== null && !busy.has(code));
  const free = open.filter(({ ahead }) => ahead === null);
  const [documents, setDocuments] = useState<readonly string[]>(free.filter(({ legal }) => legal).map(({ code }) => code));
  const [reviewers, setReviewers] = useState<readonly string[]>(data.candidates.length === 1 ? data.candidates.map(({ id }) => id) : []);
  const [order, setOrder] = useState<(typeof orders)[number]>('PARALLELA');
  const [dueOn, setDueOn] = useState(data.proposedDue);
  const [note, setNote] = useState('');
  const ask = async (): Promise<void> => {
    const params = { path: { dossierId } };
    const body = { documents: [...documents], reviewers: [...reviewers], order, dueOn, note };
    const outcome = await request.send(() => client.POST('/api/dossiers/{dossierId}/reviews', { params, body }));
    if (!outcome.ok) return;
    keepReviews(dossierId, outcome.data);
    announce(t('revisione.chiesta'));
    onClose();
  };
  return (
    <Dialog
      wide
      title={t('revisione.chiedi')}
      onClose={onClose}
      actions={
        <>
          <Button look="primary" busy={request.busy} onClick={() => void ask()}>
            {t('revisione.invia')}
          </Button>
          <Button onClick={onClose}>{t('azioni.annulla')}</Button>
        </>
      }
    >
      <Stack>
        {data.candidates.length === 0 && <Notice tone="warning" title={t('revisione.nessunCandidato')} />}
        {open.map((document) => (
          <AheadNotice key={document.code} dossierId={dossierId} document={document} />
        ))}
        <ChoiceField
          multiple
          label={t('revisione.atti')}
          hint={t('revisione.attiAiuto')}
          options={free.map(({ code, title, version }) => ({
            value: code,
            label: `${title} (${code}), ${t('revisione.versione', { versione: version ?? 0 })}`,
          }))}
          value={documents}
          onChange={setDocuments}
        />
        <ChoiceField
          multiple
          label={t('revisione.revisori')}
          hint={t('revisione.revisoriAiuto')}
          options={data.candidates.map(({ id, name, ente }) => ({ value: id, label: `${name}, ${ente}` }))}
          value={reviewers}
          onChange={setReviewers}
        />
        <ChoiceField
          label={t('revisione.ordine')}
          options={orders.map((value) => ({ value, label: t(`revisione.ordini.${value}`), hint: t(`revisione.ordiniAiuto.${value}`) }))}
          value={[order]}
          onChange={([chosen]) => {
            setOrder(orders.find((one) => one === chosen) ?? 'PARALLELA');
          }}
        />
        <DayField
          id="termine-revisione"
          label={t('revisione.termine')}
          hint={t('revisione.termineAiuto')}
          value={dueOn}
          onChange={setDueOn}
        />
        <TextArea
          label={t('revisione.nota')}
          value={note}
          onChange={(event) => {
            setNote(event.target.value);
          }}
        />
        {request.trouble && <TroubleNotice trouble={request.trouble} />}
      </Stack>
    </Dialog>
  );
}
