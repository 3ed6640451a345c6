import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceField } from '../ui/choice-field';
import { SelectField } from '../ui/field';
import { LazyComboboxField } from '../ui/lazy-combobox';
import { useHint, useNote } from './field-notes';
import { controlId } from './focus-field';
import { type FormField } from './form-field';
import { useIsLocked, useSheet, useSheetTools, useValue } from './sheet-context';

interface FieldProps {
  readonly field: FormField;
  readonly path: string;
}

const mostRadios = 5;
const mostInSelect = 10;

function useChoice({ field, path }: FieldProps) {
  const { session } = useSheetTools();
  const value = useValue(path);
  const refusal = useSheet((state) => state.refusals.get(path));
  const readOnly = useIsLocked(path, field);
  const hint = useHint(field);
  const note = useNote(field, path);
  return { session, value, shared: { id: controlId(path), label: field.label, hint, note, error: refusal, disabled: readOnly } };
}

/** Yes, no or not said. */
export function YesNoField({ field, path }: FieldProps): ReactElement {
  const { t } = useTranslation();
  const { session, value, shared } = useChoice({ field, path });
  return (
    <ChoiceField
      {...shared}
      inline
      options={[
        { value: 'true', label: t('modulo.si') },
        { value: 'false', label: t('modulo.no') },
      ]}
      value={typeof value === 'boolean' ? [String(value)] : []}
      onChange={([chosen]) => {
        session.edit(path, chosen === 'true');
      }}
      onClear={() => {
        session.edit(path, null);
      }}
    />
  );
}

/** One of some values: radio buttons up to five, a list up to ten, beyond that a box to search in. */
export function OneOfField({ field, path }: FieldProps): ReactElement {
  const { t } = useTranslation();
  const { session, value, shared } = useChoice({ field, path });
  const options = field.options ?? [];
  const chosen = typeof value === 'string' ? value : null;
  const choose = (next: string | null): void => {
    session.edit(path, next);
  };
  if (options.length <= mostRadios) {
    return (
      <ChoiceField
        {...shared}
        wide
        options={options}
        value={chosen === null ? [] : [chosen]}
        onChange={([next]) => {
          choose(next ?? null);
        }}
        onClear={() => {
          choose(null);
        }}
      />
    );
  }
  if (options.length <= mostInSelect) {
    return (
      <SelectField
        {...shared}
        options={options}
        empty={t('modulo.scegli')}
        value={chosen ?? ''}
        onChange={(event) => {
          choose(event.target.value === '' ? null : event.target.value);
        }}
      />
    );
  }
  return <LazyComboboxField {...shared} options={options} value={chosen} onChange={choose} />;
}

export function SomeOfField({ field, path }: FieldProps): ReactElement {
  const { session, value, shared } = useChoice({ field, path });
  const chosen = Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : [];
  return (
    <ChoiceField
      {...shared}
      multiple
      wide
      options={field.options ?? []}
      value={chosen}
      onChange={(next) => {
        session.edit(path, next.length === 0 ? null : next);
      }}
    />
  );
}
