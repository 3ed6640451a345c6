import { parameterUnit } from '@gare/domain/law/parameter-names';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type KeptForm } from '../pages/kept-form';
import { ChoiceField } from '../ui/choice-field';
import { DayField } from '../ui/day-field';
import { FieldGrid } from '../ui/field-group';
import { TextArea, TextField } from '../ui/field';
import { Notice } from '../ui/feedback';
import { type ProposalForm } from './parameter-values';

interface Props {
  /** Of the parameter, as the register writes it. */
  readonly name: string;
  readonly form: KeptForm<ProposalForm>;
  readonly starts: readonly string[];
  readonly errorAt: (path: string) => string | undefined;
}

export const proposalPrefix = 'parametro';
const idOf = (path: string): string => `${proposalPrefix}-${path}`;

function Motivation({ form, errorAt }: Pick<Props, 'form' | 'errorAt'>): ReactElement {
  const { t } = useTranslation();
  return (
    <TextArea
      id={idOf('motivation')}
      label={t('parametri.campo.motivazione')}
      hint={t('parametri.aiuto.motivazione')}
      error={errorAt('motivation')}
      rows={3}
      value={form.values.motivation}
      onChange={(event) => {
        form.set({ motivation: event.target.value });
      }}
    />
  );
}

/** What is asked of a new row; of one that is taken back only why. */
export function ProposalFields({ name, form, starts, errorAt }: Props): ReactElement {
  const { t } = useTranslation();
  const { values, set } = form;
  if (values.action === 'RITIRO') return <Motivation form={form} errorAt={errorAt} />;
  const unit = parameterUnit(name) ?? 'text';
  return (
    <>
      <FieldGrid>
        <TextField
          id={idOf('value')}
          wide={unit === 'text'}
          numeric={unit !== 'text'}
          inputMode={unit === 'text' ? undefined : 'decimal'}
          label={t('parametri.campo.valore')}
          unit={unit === 'text' ? undefined : t(`parametri.simbolo.${unit}`)}
          error={errorAt('value')}
          value={values.value}
          onChange={(event) => {
            set({ value: event.target.value });
          }}
        />
        <DayField
          id={idOf('from')}
          label={t('parametri.campo.dal')}
          error={errorAt('from') ?? errorAt('replaces')}
          value={values.from}
          onChange={(from) => {
            set({ from });
          }}
        />
        <DayField
          id={idOf('to')}
          label={t('parametri.campo.al')}
          hint={t('parametri.aiuto.al')}
          error={errorAt('to')}
          value={values.to}
          onChange={(to) => {
            set({ to });
          }}
        />
        <TextField
          id={idOf('cite')}
          wide
          label={t('parametri.campo.fonte')}
          hint={t('parametri.aiuto.fonte')}
          error={errorAt('cite')}
          value={values.cite}
          onChange={(event) => {
            set({ cite: event.target.value });
          }}
        />
        <ChoiceField
          id={idOf('confirmed')}
          wide
          label={t('parametri.campo.confermato')}
          error={errorAt('confirmed')}
          options={(['SI', 'NO'] as const).map((value) => ({ value, label: t(`parametri.confermatoScelte.${value}`) }))}
          value={values.confirmed === '' ? [] : [values.confirmed]}
          onChange={([chosen]) => {
            set({ confirmed: chosen === 'SI' ? 'SI' : 'NO' });
          }}
        />
      </FieldGrid>
      {starts.includes(values.from) && (
        <Notice tone="info" title={t('parametri.sostituisce')}>
          <p>{t('parametri.sostituisceTesto')}</p>
        </Notice>
      )}
      <Motivation form={form} errorAt={errorAt} />
    </>
  );
}
