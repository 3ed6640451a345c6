import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { firstWords } from '@gare/domain/review/reopening';
import { announce } from '../announcements';
import { client } from '../api/client';
import { useRequest } from '../pages/use-request';
import { Button } from '../ui/button';
import { ChoiceField } from '../ui/choice-field';
import { Dialog } from '../ui/dialog';
import { TroubleNotice } from '../ui/feedback';
import { SelectField, TextArea } from '../ui/field';
import { Stack } from '../ui/layout';
import { keepText, type ReviewedText } from './queries';

const weights = ['BLOCCA', 'CONSIGLIA'] as const;

/** A remark on one paragraph or on the whole document; one that blocks stands before the approval. */
export function RemarkDialog({
  dossierId,
  text,
  paragraphId,
  onClose,
}: {
  dossierId: string;
  text: ReviewedText;
  paragraphId: string | null;
  onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const [weight, setWeight] = useState<(typeof weights)[number]>('BLOCCA');
  const [place, setPlace] = useState(paragraphId ?? '');
  const [words, setWords] = useState('');
  const send = async (): Promise<void> => {
    const params = { path: { dossierId, code: text.code } };
    const body = { version: text.version, paragraphId: place === '' ? null : place, weight, text: words };
    const outcome = await request.send(() => client.POST('/api/dossiers/{dossierId}/reviews/documents/{code}/remarks', { params, body }));
    if (!outcome.ok) return;
    keepText(dossierId, outcome.data);
    announce(t('revisione.rilievoScritto'));
    onClose();
  };
  return (
    <Dialog
      title={t('revisione.nuovoRilievo')}
      onClose={onClose}
      actions={
        <>
          <Button look="primary" busy={request.busy} onClick={() => void send()}>
            {t('revisione.salvaRilievo')}
          </Button>
          <Button onClick={onClose}>{t('azioni.annulla')}</Button>
        </>
      }
    >
      <Stack>
        <SelectField
          label={t('revisione.paragrafo')}
          empty={t('revisione.tuttoIlDocumento')}
          value={place}
          options={text.paragraphs.map(({ id, text: paragraph }) => ({ value: id, label: firstWords(paragraph) }))}
          onChange={(event) => {
            setPlace(event.target.value);
          }}
        />
        <ChoiceField
          label={t('revisione.peso')}
          options={weights.map((value) => ({
            value,
            label: t(`revisione.pesi.${value}`),
            hint: t(`revisione.pesiAiuto.${value}`),
          }))}
          value={[weight]}
          onChange={([chosen]) => {
            setWeight(weights.find((one) => one === chosen) ?? 'BLOCCA');
          }}
        />
        <TextArea
          label={t('revisione.rilievo')}
          value={words}
          onChange={(event) => {
            setWords(event.target.value);
          }}
        />
        {request.trouble && <TroubleNotice trouble={request.trouble} />}
      </Stack>
    </Dialog>
  );
}
