import { expenseItems } from '@gare/domain/tariff/expenses';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client, type DossierDetail } from '../api/client';
import { queryClient } from '../api/queries';
import { expensesQuery, readStatementsAgain } from '../api/register-queries';
import { ChoiceField } from '../ui/choice-field';
import { ConfirmDialog } from '../ui/dialog';
import { TroubleNotice } from '../ui/feedback';
import { FieldGrid } from '../ui/field-group';
import { SelectField, TextField } from '../ui/field';
import { Stack } from '../ui/layout';
import { AmountAndDay } from './amount-and-day';
import { useFieldProblems } from './field-problems';
import { type KeptForm, useKeptForm } from './kept-form';
import { readAmount, romeToday } from './ledger-entry';
import { useSession } from './may';
import { ResumedNotice } from './resumed-notice';
import { useRequest } from './use-request';

interface Values {
  readonly voce: string;
  readonly descrizione: string;
  readonly aCaricoDi: string;
  readonly importo: string;
  readonly data: string;
}

const bearers = ['COMUNE', 'SUA'] as const;

function Fields({ form, errorAt }: { form: KeptForm<Values>; errorAt: (path: string) => string | undefined }): ReactElement {
  const { t } = useTranslation();
  const { values, set } = form;
  return (
    <Stack>
      <FieldGrid>
        <SelectField
          id="spesa-voce"
          label={t('spese.voceScelta')}
          error={errorAt('voce')}
          empty={t('modulo.scegli')}
          options={expenseItems.map((value) => ({ value, label: t(`spese.voce.${value}`) }))}
          value={values.voce}
          onChange={(event) => {
            set({ voce: event.target.value });
          }}
        />
        <TextField
          id="spesa-descrizione"
          label={t('spese.descrizione')}
          hint={t('spese.descrizioneAiuto')}
          error={errorAt('descrizione')}
          value={values.descrizione}
          maxLength={300}
          onChange={(event) => {
            set({ descrizione: event.target.value });
          }}
        />
        <AmountAndDay prefix="spesa" dayLabel={t('spese.dataPagata')} values={values} set={set} errorAt={errorAt} />
      </FieldGrid>
      <ChoiceField
        id="spesa-aCaricoDi"
        label={t('spese.aCarico')}
        hint={t('spese.aCaricoAiuto')}
        error={errorAt('aCaricoDi')}
        options={bearers.map((value) => ({ value, label: t(`spese.carico.${value}`) }))}
        value={[values.aCaricoDi]}
        onChange={([aCaricoDi]) => {
          set({ aCaricoDi: aCaricoDi ?? '' });
        }}
      />
    </Stack>
  );
}

/** Records an expense the SUA has paid for the dossier. */
export function ExpenseDialog({ dossier, onClose }: { dossier: DossierDetail; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const session = useSession();
  const request = useRequest();
  const empty = { voce: '', descrizione: '', aCaricoDi: '', importo: '', data: romeToday() };
  const form = useKeptForm<Values>(`spesa.${session.utente.id}.${dossier.id}`, empty);
  const { values } = form;
  const voce = expenseItems.find((item) => item === values.voce);
  const aCaricoDi = bearers.find((bearer) => bearer === values.aCaricoDi);
  const amount = readAmount(values.importo);
  const problems = useFieldProblems(
    'spesa',
    {
      voce: voce === undefined ? t('spese.voceManca') : undefined,
      descrizione: undefined,
      importo: amount.wrong,
      data: values.data === '' ? t('movimenti.dataManca') : undefined,
      aCaricoDi: aCaricoDi === undefined ? t('spese.aCaricoManca') : undefined,
    },
    request.trouble,
  );
  const send = async (): Promise<void> => {
    if (!problems.check() || voce === undefined || aCaricoDi === undefined) return;
    const outcome = await request.send(() =>
      client.POST('/api/dossiers/{dossierId}/expenses', {
        params: { path: { dossierId: dossier.id } },
        body: { voce, descrizione: values.descrizione.trim(), aCaricoDi, importo: amount.value, data: values.data },
      }),
    );
    if (!outcome.ok) {
      problems.focusRefused(outcome.trouble);
      return;
    }
    queryClient.setQueryData(expensesQuery(dossier.id).queryKey, outcome.data);
    void readStatementsAgain();
    form.reset();
    announce(t('spese.registrata'));
    onClose();
  };
  return (
    <ConfirmDialog
      wide
      title={t('spese.registra')}
      onClose={onClose}
      confirm={t('spese.registra')}
      busy={request.busy}
      onConfirm={() => void send()}
    >
      <Stack>
        <ResumedNotice form={form} />
        <Fields form={form} errorAt={problems.errorAt} />
        {problems.rest && <TroubleNotice trouble={problems.rest} />}
      </Stack>
    </ConfirmDialog>
  );
}
