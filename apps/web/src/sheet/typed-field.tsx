import { type JsonValue } from '@gare/domain/scheda/path';
import { type ReactElement, useState } from 'react';
import { TextArea, TextField } from '../ui/field';
import { controlId } from './focus-field';
import { useHint, useNote } from './field-notes';
import { readField, type Reading, textOf } from './field-text';
import { type FormField, useForm } from './form-field';
import { useSheet, useSheetTools, useValue, useIsLocked } from './sheet-context';

interface FieldProps {
  readonly field: FormField;
  readonly path: string;
}

const decimalKeyboard = new Set(['money', 'percent', 'decimal']);
const longerThan = 120;
const wideFrom = 42;

function sameReading(reading: Reading, value: JsonValue | undefined): boolean {
  return reading.ok && JSON.stringify(reading.value) === JSON.stringify(value ?? null);
}

/** Settled when the field appears, so that it does not change under the typing hand. */
function shapeOf(field: FormField, text: string): 'area' | 'wide' | 'half' {
  if (field.kind === 'longtext' || (field.kind === 'text' && text.length > longerThan)) return 'area';
  const naming = field.kind === 'text' && /oggetto|denominazione|titolo/i.test(field.path);
  return naming || text.length > wideFrom ? 'wide' : 'half';
}

/** Fields written by hand: text, codes, amounts, numbers. A value is saved as soon as it is right, an error is said on leaving. */
export function TypedField({ field, path }: FieldProps): ReactElement {
  const { session } = useSheetTools();
  const { problem } = useForm();
  const value = useValue(path);
  const draft = useSheet((state) => state.drafts.get(path));
  const refusal = useSheet((state) => state.refusals.get(path));
  const readOnly = useIsLocked(path, field);
  const [typing, setTyping] = useState<string | null>(null);
  const [complaining, setComplaining] = useState(draft !== undefined);
  const [shape] = useState(() => shapeOf(field, textOf(field, value)));
  const hint = useHint(field);
  const note = useNote(field, path);

  // What stands in the box stays as typed ("1234,5") while it means the value; a value that came from a colleague replaces it.
  const meansValue = typing !== null && (draft !== undefined || sameReading(readField(field, path, { typed: typing, problem }), value));
  const shown = meansValue ? typing : (draft?.text ?? textOf(field, value));

  const write = (text: string): void => {
    setTyping(text);
    const reading = readField(field, path, { typed: text, problem });
    if (!reading.ok) {
      session.draft(path, { text, message: reading.message });
      return;
    }
    setComplaining(false);
    session.forgetDraft(path);
    if (!sameReading(reading, value)) session.edit(path, reading.value);
  };
  const leave = (): void => {
    setComplaining(true);
    setTyping(null);
    session.saveNow();
  };

  const shared = {
    id: controlId(path),
    label: field.label,
    hint,
    note,
    error: complaining && draft ? draft.message : refusal,
    value: shown,
    readOnly,
    spellCheck: field.kind === 'text' || field.kind === 'longtext',
    autoComplete: 'off',
    onBlur: leave,
  };
  if (shape === 'area') {
    const rows = Math.min(12, Math.max(3, Math.ceil(shared.value.length / 90) + 1));
    return (
      <TextArea
        {...shared}
        rows={rows}
        onChange={(event) => {
          write(event.target.value);
        }}
      />
    );
  }
  return (
    <TextField
      {...shared}
      unit={field.unit}
      monospace={field.kind === 'code' || field.kind === 'codes'}
      numeric={decimalKeyboard.has(field.kind) || field.kind === 'integer'}
      wide={shape === 'wide'}
      inputMode={decimalKeyboard.has(field.kind) ? 'decimal' : field.kind === 'integer' ? 'numeric' : undefined}
      onChange={(event) => {
        write(event.target.value);
      }}
    />
  );
}
