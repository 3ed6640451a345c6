import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { queryClient } from '../api/queries';
import { shortDay } from '../format/dates';
import { useFieldProblems } from '../pages/field-problems';
import { type KeptForm, useKeptForm } from '../pages/kept-form';
import { romeToday } from '../pages/ledger-entry';
import { useSession } from '../pages/may';
import { ResumedNotice } from '../pages/resumed-notice';
import { useRequest } from '../pages/use-request';
import { Button } from '../ui/button';
import { DayField } from '../ui/day-field';
import { Dialog } from '../ui/dialog';
import { TroubleNotice } from '../ui/feedback';
import { SelectField, TextField } from '../ui/field';
import { FieldGrid } from '../ui/field-group';
import { Stack } from '../ui/layout';
import { type ActKind, type DossierTerms, dossierTermsQuery } from './queries';

interface Values {
  readonly kind: string;
  readonly on: string;
  readonly amount: string;
  readonly refersTo: string;
  readonly reference: string;
}

const counted: readonly string[] = ['SOCCORSO', 'ANOMALIA', 'PROROGA_RUP'];
const referring: readonly string[] = ['CHIUSURA', 'ANNULLAMENTO'];

function Fields({
  form,
  data,
  errorAt,
}: {
  form: KeptForm<Values>;
  data: DossierTerms;
  errorAt: (path: string) => string | undefined;
}): ReactElement {
  const { t } = useTranslation();
  const { values, set } = form;
  const targets = data.acts.filter(
    ({ annulled, kind }) =>
      !annulled && kind !== 'ANNULLAMENTO' && (values.kind === 'ANNULLAMENTO' || kind === 'SOCCORSO' || kind === 'ANOMALIA'),
  );
  return (
    <FieldGrid>
      <SelectField
        id="atto-kind"
        label={t('termini.atto')}
        error={errorAt('kind')}
        empty={t('modulo.scegli')}
        options={data.actKinds.map(({ code, label }) => ({ value: code, label }))}
        value={values.kind}
        onChange={(event) => {
          set({ kind: event.target.value, amount: '', refersTo: '' });
        }}
      />
      <DayField
        id="atto-on"
        label={t('termini.attoGiorno')}
        error={errorAt('on')}
        value={values.on}
        onChange={(on) => {
          set({ on });
        }}
      />
      {counted.includes(values.kind) && (
        <TextField
          id="atto-amount"
          inputMode="numeric"
          numeric
          label={t(values.kind === 'PROROGA_RUP' ? 'termini.mesiProroga' : 'termini.giorniAssegnati')}
          error={errorAt('amount')}
          value={values.amount}
          onChange={(event) => {
            set({ amount: event.target.value });
          }}
        />
      )}
      {referring.includes(values.kind) && (
        <SelectField
          id="atto-refersTo"
          label={t('termini.attoRichiamato')}
          error={errorAt('refersTo')}
          empty={t('modulo.scegli')}
          options={targets.map(({ id, label, on }) => ({ value: id, label: t('termini.attoDel', { atto: label, giorno: shortDay(on) }) }))}
          value={values.refersTo}
          onChange={(event) => {
            set({ refersTo: event.target.value });
          }}
        />
      )}
      <TextField
        id="atto-reference"
        label={t('termini.estremi')}
        hint={t('termini.estremiAiuto')}
        error={errorAt('reference')}
        value={values.reference}
        maxLength={300}
        onChange={(event) => {
          set({ reference: event.target.value });
        }}
      />
    </FieldGrid>
  );
}

/** Records an act with a date; the terms follow at once. */
export function ActDialog({ dossierId, data, onClose }: { dossierId: string; data: DossierTerms; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const session = useSession();
  const request = useRequest();
  const empty = { kind: '', on: romeToday(), amount: '', refersTo: '', reference: '' };
  const form = useKeptForm<Values>(`atto-datato.${session.utente.id}.${dossierId}`, empty);
  const { values } = form;
  const kind = data.actKinds.find(({ code }) => code === values.kind)?.code;
  const amount = counted.includes(values.kind) ? Number(values.amount) : null;
  const problems = useFieldProblems(
    'atto',
    {
      kind: kind === undefined ? t('termini.attoManca') : undefined,
      on: values.on === '' ? t('movimenti.dataManca') : undefined,
      amount: amount !== null && !(Number.isInteger(amount) && amount > 0) ? t('termini.durataManca') : undefined,
      refersTo: referring.includes(values.kind) && values.refersTo === '' ? t('termini.richiamatoManca') : undefined,
      reference: values.reference.trim().length < 3 ? t('termini.estremiMancano') : undefined,
    },
    request.trouble,
  );
  const send = async (chosen: ActKind | undefined): Promise<void> => {
    if (!problems.check() || chosen === undefined) return;
    const outcome = await request.send(() =>
      client.POST('/api/dossiers/{dossierId}/term-acts', {
        params: { path: { dossierId } },
        body: {
          kind: chosen,
          on: values.on,
          amount,
          refersTo: values.refersTo === '' ? null : values.refersTo,
          reference: values.reference.trim(),
        },
      }),
    );
    if (!outcome.ok) {
      problems.focusRefused(outcome.trouble);
      return;
    }
    queryClient.setQueryData(dossierTermsQuery(dossierId).queryKey, outcome.data);
    form.reset();
    announce(t('termini.attoRegistrato'));
    onClose();
  };
  return (
    <Dialog
      wide
      title={t('termini.registraAtto')}
      onClose={onClose}
      actions={
        <>
          <Button look="primary" busy={request.busy} onClick={() => void send(kind)}>
            {t('termini.registraAtto')}
          </Button>
          <Button onClick={onClose}>{t('azioni.annulla')}</Button>
        </>
      }
    >
      <Stack>
        <ResumedNotice form={form} />
        <Fields form={form} data={data} errorAt={problems.errorAt} />
        {problems.rest && <TroubleNotice trouble={problems.rest} />}
      </Stack>
    </Dialog>
  );
}
