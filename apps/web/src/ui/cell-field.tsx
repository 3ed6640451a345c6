import { type InputHTMLAttributes, type ReactElement, type SelectHTMLAttributes, useId } from 'react';
import { type Option } from './field';

interface CellText {
  /** What the column and the row say together. */
  readonly label: string;
  readonly wrong: boolean;
}

type CellInputProps = CellText & Omit<InputHTMLAttributes<HTMLInputElement>, 'className'>;

/** A box in a cell of a table. */
export function CellInput({ label, wrong, ...control }: CellInputProps): ReactElement {
  return (
    <input
      {...control}
      className="form-control gi-cell gi-control-number"
      aria-label={label}
      aria-invalid={wrong || undefined}
      autoComplete="off"
    />
  );
}

type CellSelectProps = Omit<CellText, 'wrong'> &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, 'className'> & { readonly options: readonly Option[] };

/** A choice in a cell of a table. */
export function CellSelect({ label, options, ...control }: CellSelectProps): ReactElement {
  return (
    <select {...control} className="form-control gi-cell" aria-label={label}>
      {options.map(({ value, label: words }) => (
        <option key={value} value={value}>
          {words}
        </option>
      ))}
    </select>
  );
}

interface CellCheckProps {
  /** What the eye sees beside the box; the column and the row say the rest. */
  readonly words: string;
  /** What both say together, beginning with the words. */
  readonly label: string;
  readonly checked: boolean;
  readonly disabled: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** A tick box in a cell of a table. */
export function CellCheck({ words, label, checked, disabled, onChange }: CellCheckProps): ReactElement {
  const id = useId();
  return (
    <div className="gi-check">
      <input
        type="checkbox"
        id={id}
        aria-label={label}
        checked={checked}
        disabled={disabled}
        onChange={(event) => {
          onChange(event.target.checked);
        }}
      />
      <label htmlFor={id}>{words}</label>
    </div>
  );
}
