import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client, type DossierDetail } from '../api/client';
import { queryClient } from '../api/queries';
import { ChoiceField } from '../ui/choice-field';
import { ConfirmDialog } from '../ui/dialog';
import { TroubleNotice } from '../ui/feedback';
import { TextArea } from '../ui/field';
import { Facts, Paragraph, Stack } from '../ui/layout';
import { useRequest } from './use-request';

type Answer = 'ASSENTE' | 'PRESENTE';

const shortestText = 10;
const longestText = 2000;

/** The declaration of art. 16: two answers; a conflict is described, for the director alone. */
export function ConflictDialog({ dossier, onClose }: { dossier: DossierDetail; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const answerWrong = answer === null ? t('conflittoInteressi.scegli') : undefined;
  const textWrong = answer === 'PRESENTE' && text.trim().length < shortestText ? t('conflittoInteressi.descriviManca') : undefined;

  const declare = async (): Promise<void> => {
    setTried(true);
    if (answer === null || textWrong !== undefined) {
      document.getElementById(answer === null ? 'conflitto-risposta' : 'conflitto-testo')?.focus();
      return;
    }
    const outcome = await request.send(() =>
      client.POST('/api/dossiers/{dossierId}/conflict-declaration', {
        params: { path: { dossierId: dossier.id } },
        body: { answer, ...(answer === 'PRESENTE' ? { text: text.trim() } : {}) },
      }),
    );
    if (!outcome.ok) return;
    await queryClient.invalidateQueries();
    announce(t(answer === 'ASSENTE' ? 'conflittoInteressi.registrata' : 'conflittoInteressi.registrataPresente'));
    onClose();
  };

  return (
    <ConfirmDialog
      title={t('conflittoInteressi.titolo')}
      onClose={onClose}
      confirm={t('conflittoInteressi.conferma')}
      busy={request.busy}
      onConfirm={() => void declare()}
    >
      <Stack>
        <Facts
          items={[
            [t('fascicolo.oggetto'), dossier.oggetto],
            [t('conflittoInteressi.ente'), dossier.ente.denominazione],
          ]}
        />
        <Paragraph>{t('conflittoInteressi.cosaE')}</Paragraph>
        <ChoiceField
          id="conflitto-risposta"
          label={t('conflittoInteressi.domanda')}
          error={tried ? answerWrong : undefined}
          options={[
            { value: 'ASSENTE', label: t('conflittoInteressi.assente') },
            { value: 'PRESENTE', label: t('conflittoInteressi.presente') },
          ]}
          value={answer === null ? [] : [answer]}
          onChange={([chosen]) => {
            setAnswer(chosen === 'PRESENTE' ? 'PRESENTE' : 'ASSENTE');
          }}
        />
        {answer === 'PRESENTE' && (
          <TextArea
            id="conflitto-testo"
            label={t('conflittoInteressi.descrivi')}
            hint={t('conflittoInteressi.descriviAiuto')}
            error={tried ? textWrong : undefined}
            rows={4}
            maxLength={longestText}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
            }}
          />
        )}
        <Paragraph>{t('conflittoInteressi.resta')}</Paragraph>
        {request.trouble && <TroubleNotice trouble={request.trouble} />}
      </Stack>
    </ConfirmDialog>
  );
}
