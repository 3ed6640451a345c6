import { useQuery } from '@tanstack/react-query';
import { type Question } from '@gare/domain/intake/questions';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { entiQuery } from '../api/queries';
import { type KeptForm } from '../pages/kept-form';
import { useSession } from '../pages/may';
import { ChoiceField } from '../ui/choice-field';
import { ComboboxField } from '../ui/combobox';
import { TextArea, TextField } from '../ui/field';
import { Muted, TargetHeading } from '../ui/layout';
import { type IntakeForm, typedFor, withAnswer } from './intake-values';

interface Props {
  readonly question: Question;
  readonly form: KeptForm<IntakeForm>;
  readonly error: string | undefined;
  readonly enteError: string | undefined;
}

export const answerId = 'risposta';

/** The Province opens for one of its bodies: asked beside the first question, it is no question of the tender. */
function EnteField({ form, error }: { form: KeptForm<IntakeForm>; error: string | undefined }): ReactElement {
  const { t } = useTranslation();
  const session = useSession();
  const { data: enti } = useQuery(entiQuery());
  return (
    <ComboboxField
      id="ente"
      wide
      label={t('nuovo.ente')}
      hint={t('nuovo.enteAiuto')}
      error={error}
      options={(enti?.items ?? [])
        .filter((ente) => ente.id !== session.sua.id)
        .map((ente) => ({ value: ente.id, label: ente.denominazione }))}
      value={form.values.enteId}
      onChange={(enteId) => {
        form.set({ enteId });
      }}
    />
  );
}

function Answer({ question, form, error }: Omit<Props, 'enteError'>): ReactElement {
  const { t } = useTranslation();
  const value = typedFor(question, form.values);
  const answer = (typed: string): void => {
    form.set(withAnswer(question, form.values, typed));
  };
  const common = { id: answerId, hint: question.help, error };
  if (question.kind === 'choice') {
    return (
      <ChoiceField
        {...common}
        wide
        label={t('intake.scegli')}
        options={question.options.map(({ value: option, label, help }) => ({ value: option, label, hint: help }))}
        value={value === '' ? [] : [value]}
        onChange={([chosen]) => {
          if (chosen !== undefined) answer(chosen);
        }}
      />
    );
  }
  if (question.kind === 'text') {
    return (
      <TextArea
        {...common}
        label={t('nuovo.oggetto')}
        rows={3}
        maxLength={400}
        value={value}
        onChange={(event) => {
          answer(event.target.value);
        }}
      />
    );
  }
  return (
    <TextField
      {...common}
      numeric
      inputMode={question.kind === 'money' ? 'decimal' : 'numeric'}
      label={t(question.kind === 'money' ? 'intake.valore' : 'intake.numeroLotti')}
      unit={question.kind === 'money' ? '€' : undefined}
      value={value}
      onChange={(event) => {
        answer(event.target.value);
      }}
    />
  );
}

/** One question on the page: what is asked, the answer, why it is asked and the article. */
export function QuestionCard({ question, form, error, enteError }: Props): ReactElement {
  const { t } = useTranslation();
  const session = useSession();
  const choosesEnte = question.id === 'oggetto' && session.ente.id === session.sua.id;
  return (
    <>
      <TargetHeading id="domanda">{question.title}</TargetHeading>
      <Answer question={question} form={form} error={error} />
      {choosesEnte && <EnteField form={form} error={enteError} />}
      <p>
        <Muted>
          {t('intake.perche', { perche: question.why })} ({question.cite})
        </Muted>
      </p>
    </>
  );
}
