import { fromRome, isDate, isInstant, toRome } from '@gare/domain/calendar/rome-time';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dateInWords, instantInWords } from '../format/dates';
import { TextField } from '../ui/field';
import { TimedField } from '../ui/timed-field';
import { useHint, useNote } from './field-notes';
import { readField } from './field-text';
import { controlId } from './focus-field';
import { type FormField, useForm } from './form-field';
import { useIsLocked, useSheet, useSheetTools, useValue } from './sheet-context';

interface FieldProps {
  readonly field: FormField;
  readonly path: string;
}

/** A date: the browser's own control, and the date in words because the control follows the browser's language. */
export function DateField({ field, path }: FieldProps): ReactElement {
  const { session } = useSheetTools();
  const { problem } = useForm();
  const value = useValue(path);
  const draft = useSheet((state) => state.drafts.get(path));
  const refusal = useSheet((state) => state.refusals.get(path));
  const readOnly = useIsLocked(path, field);
  const hint = useHint(field);
  const text = typeof value === 'string' ? value : '';
  const note = useNote(field, path, isDate(text) ? dateInWords(text) : undefined);
  return (
    <TextField
      id={controlId(path)}
      type="date"
      label={field.label}
      hint={hint}
      note={note}
      error={draft?.message ?? refusal}
      value={draft?.text ?? text}
      readOnly={readOnly}
      onChange={(event) => {
        const typed = event.target.value;
        const reading = readField(field, path, { typed, problem });
        if (reading.ok) session.edit(path, reading.value);
        else session.draft(path, { text: typed, message: reading.message });
      }}
      onBlur={() => {
        session.saveNow();
      }}
    />
  );
}

/** A day and an hour on an Italian clock; saved as an instant only when both are there. */
export function MomentField({ field, path }: FieldProps): ReactElement {
  const { t } = useTranslation();
  const { session } = useSheetTools();
  const value = useValue(path);
  const refusal = useSheet((state) => state.refusals.get(path));
  const readOnly = useIsLocked(path, field);
  const hint = useHint(field);
  const saved = typeof value === 'string' && isInstant(value) ? toRome(value) : null;
  const [half, setHalf] = useState<{ date: string; time: string } | null>(null);
  const note = useNote(field, path, typeof value === 'string' && half === null ? instantInWords(value) : undefined);
  const shown = half ?? { date: saved?.date ?? '', time: saved?.time ?? '' };
  const write = (date: string, time: string): void => {
    if (date === '' && time === '') {
      setHalf(null);
      session.edit(path, null);
    } else if (isDate(date) && /^\d{2}:\d{2}$/.test(time)) {
      setHalf(null);
      session.edit(path, fromRome(date, time).replace('.000Z', 'Z'));
    } else {
      setHalf({ date, time });
    }
  };
  return (
    <TimedField
      id={controlId(path)}
      label={field.label}
      hint={hint}
      note={note}
      error={half === null ? refusal : half.date === '' ? t('modulo.mancaData') : t('modulo.mancaOra')}
      date={shown.date}
      time={shown.time}
      readOnly={readOnly}
      onChange={write}
      onLeave={() => {
        session.saveNow();
      }}
    />
  );
}
