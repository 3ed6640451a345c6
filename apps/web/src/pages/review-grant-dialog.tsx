import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client, type DossierDetail } from '../api/client';
import { queryClient } from '../api/queries';
import { reviewGrantsQuery } from '../api/register-queries';
import { DayField } from '../ui/day-field';
import { ConfirmDialog } from '../ui/dialog';
import { Notice, TroubleNotice } from '../ui/feedback';
import { FieldGrid } from '../ui/field-group';
import { TextArea, TextField } from '../ui/field';
import { Stack } from '../ui/layout';
import { useFieldProblems } from './field-problems';
import { useKeptForm } from './kept-form';
import { romeToday } from './ledger-entry';
import { useSession } from './may';
import { ResumedNotice } from './resumed-notice';
import { useRequest } from './use-request';

const shortest = 10;
const anEmail = /^\S+@\S+\.\S+$/;

/** Gives a lawyer from outside leave to review the dossier. The server finds them by the exact e-mail alone: there is no list to go through. */
export function ReviewGrantDialog({ dossier, onClose }: { dossier: DossierDetail; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const session = useSession();
  const request = useRequest();
  const form = useKeptForm(`revisore.${session.utente.id}.${dossier.id}`, { email: '', dal: romeToday(), al: '', reason: '' });
  const { values, set } = form;
  const dayMissing = (day: string): string | undefined => (day === '' ? t('revisori.giornoManca') : undefined);
  const problems = useFieldProblems(
    'revisore',
    {
      email: anEmail.test(values.email.trim()) ? undefined : t('revisori.emailManca'),
      dal: dayMissing(values.dal),
      al: dayMissing(values.al),
      reason: values.reason.trim().length < shortest ? t('revisori.motivoManca') : undefined,
    },
    request.trouble,
  );
  const unknown = request.trouble?.code === 'person.not_found' ? request.trouble.detail : undefined;
  const send = async (): Promise<void> => {
    if (!problems.check()) return;
    const outcome = await request.send(() =>
      client.POST('/api/dossiers/{dossierId}/review-grants', {
        params: { path: { dossierId: dossier.id } },
        body: { email: values.email.trim(), dal: values.dal, al: values.al, reason: values.reason.trim() },
      }),
    );
    if (!outcome.ok) {
      problems.focusRefused(outcome.trouble);
      if (outcome.trouble.code === 'person.not_found') document.getElementById('revisore-email')?.focus();
      return;
    }
    queryClient.setQueryData(reviewGrantsQuery(dossier.id).queryKey, outcome.data);
    form.reset();
    announce(t('revisori.dato'));
    onClose();
  };
  return (
    <ConfirmDialog
      wide
      title={t('revisori.dai')}
      onClose={onClose}
      confirm={t('revisori.dai')}
      busy={request.busy}
      onConfirm={() => void send()}
    >
      <Stack>
        <ResumedNotice form={form} />
        <TextField
          id="revisore-email"
          wide
          type="email"
          autoComplete="off"
          label={t('revisori.email')}
          hint={t('revisori.emailAiuto')}
          error={problems.errorAt('email') ?? unknown}
          value={values.email}
          maxLength={200}
          onChange={(event) => {
            set({ email: event.target.value });
          }}
        />
        <FieldGrid>
          <DayField
            id="revisore-dal"
            label={t('revisori.dal')}
            hint={t('revisori.dalAiuto')}
            error={problems.errorAt('dal')}
            value={values.dal}
            onChange={(dal) => {
              set({ dal });
            }}
          />
          <DayField
            id="revisore-al"
            label={t('revisori.al')}
            hint={t('revisori.alAiuto')}
            error={problems.errorAt('al')}
            value={values.al}
            onChange={(al) => {
              set({ al });
            }}
          />
        </FieldGrid>
        <TextArea
          id="revisore-reason"
          label={t('revisori.motivo')}
          hint={t('revisori.motivoAiuto')}
          error={problems.errorAt('reason')}
          rows={2}
          maxLength={1000}
          value={values.reason}
          onChange={(event) => {
            set({ reason: event.target.value });
          }}
        />
        <Notice tone="info">{t('revisori.chePuo')}</Notice>
        {problems.rest && unknown === undefined && <TroubleNotice trouble={problems.rest} />}
      </Stack>
    </ConfirmDialog>
  );
}
