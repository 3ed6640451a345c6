import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { DayField } from '../ui/day-field';
import { TextField } from '../ui/field';

interface AmountAndDayProps {
  /** First part of the ids of the controls. */
  readonly prefix: string;
  readonly dayLabel: string;
  readonly values: { readonly importo: string; readonly data: string };
  readonly set: (part: { readonly importo?: string; readonly data?: string }) => void;
  readonly errorAt: (path: string) => string | undefined;
}

/** How much and when: of an expense, an invoice, a payment. */
export function AmountAndDay({ prefix, dayLabel, values, set, errorAt }: AmountAndDayProps): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <TextField
        id={`${prefix}-importo`}
        numeric
        unit="€"
        inputMode="decimal"
        label={t('movimenti.importo')}
        hint={t('movimenti.importoAiuto')}
        error={errorAt('importo')}
        value={values.importo}
        onChange={(event) => {
          set({ importo: event.target.value });
        }}
      />
      <DayField
        id={`${prefix}-data`}
        label={dayLabel}
        hint={t('movimenti.dataAiuto')}
        error={errorAt('data')}
        value={values.data}
        onChange={(data) => {
          set({ data });
        }}
      />
    </>
  );
}
