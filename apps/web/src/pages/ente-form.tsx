import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldGrid } from '../ui/field-group';
import { TextField } from '../ui/field';
import { enteControlId, type EnteField, type EnteValues } from './ente-form-values';
import { type KeptForm } from './kept-form';
import { QualificationFields } from './qualification-fields';

export interface EnteFormProps {
  readonly form: KeptForm<EnteValues>;
  readonly errorAt: (path: string) => string | undefined;
}

const groups: readonly (readonly EnteField[])[] = [
  ['codiceFiscale', 'codiceIpa', 'codiceIstat', 'codiceIstatAnac', 'codiceAusa', 'codiceCentroCosto', 'nuts', 'popolazione', 'patrono'],
];

/** The fields of a body; each says what it is for and shows what is wrong with it. */
export function EnteFields({ form, errorAt }: EnteFormProps): ReactElement {
  const { t } = useTranslation();
  const { values, set } = form;
  const text = (field: EnteField, more: { wide?: boolean } = {}): ReactElement => (
    <TextField
      key={field}
      id={enteControlId(field)}
      label={t(`enti.campo.${field}`)}
      hint={field === 'denominazione' ? undefined : t(`enti.aiuto.${field}`)}
      error={errorAt(field)}
      monospace={field !== 'denominazione' && field !== 'popolazione'}
      numeric={field === 'popolazione'}
      inputMode={field === 'popolazione' ? 'numeric' : undefined}
      value={values[field]}
      onChange={(event) => {
        set({ [field]: event.target.value });
      }}
      {...more}
    />
  );
  return (
    <>
      <FieldGrid>
        {text('denominazione', { wide: true })}
        {groups.flat().map((field) => text(field))}
        {text('pec', { wide: true })}
      </FieldGrid>
      <QualificationFields form={form} errorAt={errorAt} />
    </>
  );
}
