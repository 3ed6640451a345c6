import { type ReactElement } from 'react';
import { dateInWords } from '../format/dates';
import { type FieldText, TextField } from './field';

interface DayFieldProps extends FieldText {
  readonly id: string;
  /** `YYYY-MM-DD` or empty. */
  readonly value: string;
  readonly readOnly?: boolean;
  readonly onChange: (value: string) => void;
}

/** A day: the browser's own control, and the day in words because the control follows the browser's language. */
export function DayField({ value, note, onChange, ...rest }: DayFieldProps): ReactElement {
  const words = dateInWords(value);
  return (
    <TextField
      {...rest}
      type="date"
      value={value}
      note={note ?? (words === '' ? undefined : words)}
      onChange={(event) => {
        onChange(event.target.value);
      }}
    />
  );
}
