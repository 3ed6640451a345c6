import { useQuery } from '@tanstack/react-query';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client, type DossierDetail } from '../api/client';
import { queryClient } from '../api/queries';
import { paymentsQuery, readStatementsAgain } from '../api/register-queries';
import { AmountAndDay } from '../pages/amount-and-day';
import { useFieldProblems } from '../pages/field-problems';
import { type KeptForm, useKeptForm } from '../pages/kept-form';
import { readAmount, romeToday } from '../pages/ledger-entry';
import { useSession } from '../pages/may';
import { ResumedNotice } from '../pages/resumed-notice';
import { useRequest } from '../pages/use-request';
import { ChoiceField } from '../ui/choice-field';
import { ConfirmDialog } from '../ui/dialog';
import { TroubleNotice } from '../ui/feedback';
import { FieldGrid } from '../ui/field-group';
import { SelectField, TextField } from '../ui/field';
import { Stack } from '../ui/layout';
import { convenzioneQuery } from './queries';

interface Values {
  readonly tipo: string;
  readonly riferimento: string;
  readonly importo: string;
  readonly data: string;
  /** The dossier it is for, `ANNUALE` for the yearly fee, empty for the year as a whole. */
  readonly per: string;
  readonly momento: string;
}

const types = ['FATTURATO', 'PAGATO'] as const;
const fees = ['PUBBLICAZIONE', 'AGGIUDICAZIONE'] as const;
const yearly = 'ANNUALE';
const isOfDossier = ({ per }: Values): boolean => per !== '' && per !== yearly;

interface FieldsProps {
  readonly form: KeptForm<Values>;
  readonly errorAt: (path: string) => string | undefined;
}

function PurposeFields({ form: { values, set }, errorAt, convenzioneId }: FieldsProps & { convenzioneId: string }): ReactElement {
  const { t } = useTranslation();
  const dossiers = useQuery(convenzioneQuery(convenzioneId)).data?.dossiers ?? [];
  return (
    <>
      <SelectField
        id="movimento-dossierId"
        wide
        label={t('pagamenti.per')}
        error={errorAt('dossierId')}
        empty={t('pagamenti.perAnno')}
        options={[
          { value: yearly, label: t(`pagamenti.momento.${yearly}`) },
          ...dossiers.map(({ id, codiceAppalto, oggetto }) => ({ value: id, label: `${codiceAppalto} · ${oggetto}` })),
        ]}
        value={values.per}
        onChange={(event) => {
          set({ per: event.target.value });
        }}
      />
      {isOfDossier(values) && (
        <ChoiceField
          id="movimento-momento"
          label={t('pagamenti.compenso')}
          error={errorAt('momento')}
          options={fees.map((value) => ({ value, label: t(`pagamenti.momento.${value}`) }))}
          value={[values.momento]}
          onChange={([momento]) => {
            set({ momento: momento ?? '' });
          }}
        />
      )}
    </>
  );
}

function EntryFields({ form: { values, set }, errorAt }: FieldsProps): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <ChoiceField
        id="movimento-tipo"
        label={t('pagamenti.che')}
        error={errorAt('tipo')}
        options={types.map((value) => ({ value, label: t(`pagamenti.tipo.${value}`) }))}
        value={[values.tipo]}
        onChange={([tipo]) => {
          set({ tipo: tipo ?? '' });
        }}
      />
      <FieldGrid>
        <TextField
          id="movimento-riferimento"
          label={t('pagamenti.riferimento')}
          hint={t('pagamenti.riferimentoAiuto')}
          error={errorAt('riferimento')}
          value={values.riferimento}
          maxLength={100}
          onChange={(event) => {
            set({ riferimento: event.target.value });
          }}
        />
        <AmountAndDay prefix="movimento" dayLabel={t('movimenti.data')} values={values} set={set} errorAt={errorAt} />
      </FieldGrid>
    </>
  );
}

/** What goes to the server of the dossier or fee the entry is for. */
function purposeOf(values: Values): { dossierId?: string; momento?: (typeof fees)[number] | typeof yearly } {
  if (values.per === yearly) return { momento: yearly };
  const momento = fees.find((fee) => fee === values.momento);
  return isOfDossier(values) && momento !== undefined ? { dossierId: values.per, momento } : {};
}

/** Records an invoice to the comune or a payment by it. */
export function PaymentDialog({ convenzione, onClose }: { convenzione: DossierDetail; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const session = useSession();
  const request = useRequest();
  const enteId = convenzione.ente.id;
  const empty = { tipo: '', riferimento: '', importo: '', data: romeToday(), per: '', momento: '' };
  const form = useKeptForm<Values>(`movimento.${session.utente.id}.${enteId}`, empty);
  const { values } = form;
  const tipo = types.find((type) => type === values.tipo);
  const amount = readAmount(values.importo);
  const feeMissing = isOfDossier(values) && !fees.some((fee) => fee === values.momento);
  const problems = useFieldProblems(
    'movimento',
    {
      tipo: tipo === undefined ? t('pagamenti.cheManca') : undefined,
      riferimento: values.riferimento.trim() === '' ? t('pagamenti.riferimentoManca') : undefined,
      importo: amount.wrong,
      data: values.data === '' ? t('movimenti.dataManca') : undefined,
      dossierId: undefined,
      momento: feeMissing ? t('pagamenti.compensoManca') : undefined,
    },
    request.trouble,
  );
  const send = async (): Promise<void> => {
    if (!problems.check() || tipo === undefined) return;
    const { riferimento, data } = values;
    const outcome = await request.send(() =>
      client.POST('/api/enti/{enteId}/payments', {
        params: { path: { enteId } },
        body: { tipo, riferimento: riferimento.trim(), importo: amount.value, data, ...purposeOf(values) },
      }),
    );
    if (!outcome.ok) {
      problems.focusRefused(outcome.trouble);
      return;
    }
    queryClient.setQueryData(paymentsQuery(enteId).queryKey, outcome.data);
    void readStatementsAgain();
    form.reset();
    announce(t(`pagamenti.registrato.${tipo}`));
    onClose();
  };
  return (
    <ConfirmDialog
      wide
      title={t('pagamenti.registra')}
      onClose={onClose}
      confirm={t('pagamenti.registraBreve')}
      busy={request.busy}
      onConfirm={() => void send()}
    >
      <Stack>
        <ResumedNotice form={form} />
        <EntryFields form={form} errorAt={problems.errorAt} />
        <PurposeFields form={form} errorAt={problems.errorAt} convenzioneId={convenzione.id} />
        {problems.rest && <TroubleNotice trouble={problems.rest} />}
      </Stack>
    </ConfirmDialog>
  );
}
