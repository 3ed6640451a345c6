import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { DayField } from '../ui/day-field';
import { FieldGrid, FieldGroup } from '../ui/field-group';
import { TextArea, TextField } from '../ui/field';

/** The act by which what is in force is changed, and why. */
export interface AmendmentValues {
  readonly tipo: string;
  readonly numero: string;
  readonly data: string;
  readonly motivazione: string;
}
export const emptyAmendment: AmendmentValues = { tipo: '', numero: '', data: '', motivazione: '' };

const shortest = 20;

/** Ids of the controls whose words are missing. */
export function missingAmendment({ tipo, numero, data, motivazione }: AmendmentValues): readonly (keyof AmendmentValues)[] {
  return [
    ...(tipo.trim() === '' ? (['tipo'] as const) : []),
    ...(numero.trim() === '' ? (['numero'] as const) : []),
    ...(data === '' ? (['data'] as const) : []),
    ...(motivazione.trim().length < shortest ? (['motivazione'] as const) : []),
  ];
}

export function amendmentBody({ tipo, numero, data, motivazione }: AmendmentValues): {
  atto: { tipo: string; numero: string; data: string };
  motivazione: string;
} {
  return { atto: { tipo: tipo.trim(), numero: numero.trim(), data }, motivazione: motivazione.trim() };
}

interface AmendmentFieldsProps {
  readonly values: AmendmentValues;
  readonly missing: readonly (keyof AmendmentValues)[];
  readonly onChange: (part: Partial<AmendmentValues>) => void;
}

export function AmendmentFields({ values, missing, onChange }: AmendmentFieldsProps): ReactElement {
  const { t } = useTranslation();
  const errorOf = (key: keyof AmendmentValues): string | undefined =>
    missing.includes(key) ? t(key === 'motivazione' ? 'fascicolo.motivazioneManca' : 'convenzioni.daCompilare') : undefined;
  return (
    <FieldGroup level="group" id="atto-modifica" legend={t('condizioni.attoTitolo')} hint={t('condizioni.attoAiuto')}>
      <FieldGrid>
        <TextField
          id="atto-tipo"
          label={t('incarichi.attoTipo')}
          hint={t('condizioni.attoTipoAiuto')}
          error={errorOf('tipo')}
          value={values.tipo}
          maxLength={100}
          onChange={(event) => {
            onChange({ tipo: event.target.value });
          }}
        />
        <TextField
          id="atto-numero"
          label={t('incarichi.attoNumero')}
          error={errorOf('numero')}
          value={values.numero}
          maxLength={60}
          onChange={(event) => {
            onChange({ numero: event.target.value });
          }}
        />
        <DayField
          id="atto-data"
          label={t('incarichi.attoData')}
          error={errorOf('data')}
          value={values.data}
          onChange={(data) => {
            onChange({ data });
          }}
        />
      </FieldGrid>
      <TextArea
        id="atto-motivazione"
        label={t('fascicolo.motivazione')}
        error={errorOf('motivazione')}
        rows={2}
        maxLength={2000}
        value={values.motivazione}
        onChange={(event) => {
          onChange({ motivazione: event.target.value });
        }}
      />
    </FieldGroup>
  );
}
