import { type JsonValue, patternOf } from '@gare/domain/scheda/path';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { i18n } from '../i18n';
import { controlId } from '../sheet/focus-field';
import { useSheet, useSheetTools, useValue } from '../sheet/sheet-context';
import { ChoiceField } from '../ui/choice-field';
import { DayField } from '../ui/day-field';
import { SelectField, TextArea, TextField } from '../ui/field';
import { Notes } from '../ui/notes';
import { readTyped, shownValue } from './field-reading';
import { useConvenzioneTools } from './sheet-tools';
import { type ConvenzioneField } from './sheet-fields';

interface FieldProps {
  readonly field: ConvenzioneField;
  /** The whole path. */
  readonly path: string;
}

/** The name of a field wherever it stands: in the form, in a list of what is missing. */
export function fieldName(path: string): string {
  return i18n.t(`convenzione.campo.${patternOf(path)}`, path);
}

interface Wiring {
  readonly id: string;
  readonly label: string;
  readonly hint: string | undefined;
  readonly error: string | undefined;
  readonly note: ReactElement | undefined;
  readonly readOnly: boolean;
  readonly wide: boolean;
}

function useField({ field, path }: FieldProps): Wiring {
  const refusal = useSheet((state) => state.refusals.get(path));
  const writable = useSheet((state) => state.writable);
  const { closed, missing } = useConvenzioneTools();
  const key = `convenzione.aiuto.${patternOf(path)}`;
  const value = useValue(path);
  const told = missing.get(path);
  // The rule of a form says nothing to who has written nothing yet.
  const lacking = told !== undefined && (value === undefined || value === null) ? i18n.t('convenzioni.daCompilare') : told;
  return {
    id: controlId(path),
    label: fieldName(path),
    hint: i18n.exists(key) ? i18n.t(key, '') : undefined,
    error: refusal,
    note: lacking === undefined ? undefined : <Notes.Check severe={false}>{lacking}</Notes.Check>,
    readOnly: !writable || closed(path) !== null,
    wide: field.wide === true,
  };
}

/** A field written by hand: its value is saved as soon as it is right, an error is said on leaving. */
function TypedField({ field, path }: FieldProps): ReactElement {
  const { session } = useSheetTools();
  const value = useValue(path);
  const draft = useSheet((state) => state.drafts.get(path));
  const { wide, error, ...wiring } = useField({ field, path });
  const [typing, setTyping] = useState<string | null>(null);
  const [complaining, setComplaining] = useState(draft !== undefined);
  const same = (text: string): boolean => {
    const reading = readTyped(field.kind, text);
    return reading.ok && JSON.stringify(reading.value) === JSON.stringify(value ?? null);
  };
  // What stands in the box stays as typed while it means the value; a value that came from a colleague replaces it.
  const shown = typing !== null && (draft !== undefined || same(typing)) ? typing : (draft?.text ?? shownValue(field.kind, value));
  const write = (text: string): void => {
    setTyping(text);
    const reading = readTyped(field.kind, text);
    if (!reading.ok) {
      session.draft(path, { text, message: reading.message });
      return;
    }
    setComplaining(false);
    session.forgetDraft(path);
    if (!same(text)) session.edit(path, reading.value);
  };
  const shared = {
    ...wiring,
    error: complaining && draft ? draft.message : error,
    value: shown,
    autoComplete: 'off',
    onBlur: () => {
      setComplaining(true);
      setTyping(null);
      session.saveNow();
    },
  };
  if (field.kind === 'lines') {
    return (
      <TextArea
        {...shared}
        rows={3}
        onChange={(event) => {
          write(event.target.value);
        }}
      />
    );
  }
  const numeric = field.kind === 'money' || field.kind === 'percent' || field.kind === 'integer';
  return (
    <TextField
      {...shared}
      wide={wide}
      numeric={numeric}
      monospace={field.kind === 'code'}
      unit={field.kind === 'money' ? '€' : field.kind === 'percent' ? '%' : undefined}
      inputMode={field.kind === 'integer' ? 'numeric' : numeric ? 'decimal' : undefined}
      onChange={(event) => {
        write(event.target.value);
      }}
    />
  );
}

const optionName = (option: string): string => i18n.t(`convenzione.scelta.${option}`, option);
const texts = (value: JsonValue | undefined): readonly string[] =>
  (Array.isArray(value) ? (value as readonly JsonValue[]) : value === undefined || value === null ? [] : [value]).map(String);

/** A field that is chosen: one of a few, several of some, yes or no. */
function ChosenField({ field, path }: FieldProps): ReactElement {
  const { t } = useTranslation();
  const { session } = useSheetTools();
  const value = useValue(path);
  const { readOnly, ...wiring } = useField({ field, path });
  const write = (next: JsonValue): void => {
    session.edit(path, next);
    session.saveNow();
  };
  if (field.kind === 'boolean') {
    return (
      <ChoiceField
        {...wiring}
        inline
        disabled={readOnly}
        options={[
          { value: 'true', label: t('modulo.si') },
          { value: 'false', label: t('modulo.no') },
        ]}
        value={texts(value)}
        onChange={([chosen]) => {
          write(chosen === 'true');
        }}
      />
    );
  }
  const options = (field.options ?? []).map((option) => ({ value: option, label: optionName(option) }));
  if (field.kind === 'many') {
    return (
      <ChoiceField
        {...wiring}
        multiple
        disabled={readOnly}
        options={options}
        value={texts(value)}
        onChange={(chosen) => {
          write(chosen.length === 0 ? null : (field.options ?? []).filter((option) => chosen.includes(option)));
        }}
      />
    );
  }
  return (
    <SelectField
      {...wiring}
      disabled={readOnly}
      empty={t('modulo.scegli')}
      options={options}
      value={texts(value)[0] ?? ''}
      onChange={(event) => {
        write(event.target.value === '' ? null : event.target.value);
      }}
    />
  );
}

function DateField({ field, path }: FieldProps): ReactElement {
  const { session } = useSheetTools();
  const value = useValue(path);
  const { note, ...wiring } = useField({ field, path });
  return (
    <DayField
      {...wiring}
      {...(note === undefined ? {} : { note })}
      value={typeof value === 'string' ? value : ''}
      onChange={(day) => {
        session.edit(path, day === '' ? null : day);
      }}
    />
  );
}

/** One field of the sheet of a convenzione. */
export function SheetField(props: FieldProps): ReactElement {
  switch (props.field.kind) {
    case 'date':
      return <DateField {...props} />;
    case 'boolean':
    case 'choice':
    case 'many':
      return <ChosenField {...props} />;
    default:
      return <TypedField {...props} />;
  }
}
