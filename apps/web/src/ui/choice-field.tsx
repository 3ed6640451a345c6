import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldMessages, type FieldText, type Option, useWiring } from './field';

interface ChoiceProps extends FieldText {
  readonly id?: string;
  readonly options: readonly Option[];
  readonly value: readonly string[];
  readonly multiple?: boolean;
  readonly disabled?: boolean | undefined;
  readonly inline?: boolean;
  readonly onChange: (value: readonly string[]) => void;
  /** Offered beside a radio group that has a value, because radio buttons cannot be unset. */
  readonly onClear?: (() => void) | undefined;
}

const manyOptions = 8;

/** Radio buttons or tick boxes under one legend. */
export function ChoiceField({
  label,
  hint,
  error,
  note,
  wide,
  id,
  options,
  value,
  multiple = false,
  disabled,
  inline = false,
  onChange,
  onClear,
}: ChoiceProps): ReactElement {
  const { t } = useTranslation();
  const text = { label, hint, error, note, wide };
  const wiring = useWiring(id, text);
  const toggled = (option: string, on: boolean): readonly string[] => {
    if (!multiple) return [option];
    return on ? [...value, option] : value.filter((entry) => entry !== option);
  };
  return (
    <fieldset
      className={wide === true ? 'gi-field gi-field-wide gi-choice' : 'gi-field gi-choice'}
      aria-describedby={wiring.describedBy}
      role={multiple ? undefined : 'radiogroup'}
      aria-invalid={multiple ? undefined : error !== undefined || undefined}
    >
      <legend>{label}</legend>
      {hint !== undefined && (
        <div className="gi-field-hint" id={`${wiring.id}-aiuto`}>
          {hint}
        </div>
      )}
      <div className={inline ? 'gi-choices gi-choices-inline' : options.length > manyOptions ? 'gi-choices gi-choices-many' : 'gi-choices'}>
        {options.map((option, position) => (
          <div className="gi-check" key={option.value}>
            <input
              type={multiple ? 'checkbox' : 'radio'}
              id={position === 0 ? wiring.id : `${wiring.id}-${option.value}`}
              name={wiring.id}
              checked={value.includes(option.value)}
              disabled={disabled}
              onChange={(event) => {
                onChange(toggled(option.value, event.target.checked));
              }}
            />
            <label htmlFor={position === 0 ? wiring.id : `${wiring.id}-${option.value}`}>
              {option.label}
              {option.hint !== undefined && option.hint !== '' && <span className="gi-option-hint">{option.hint}</span>}
            </label>
          </div>
        ))}
        {onClear && value.length > 0 && disabled !== true && (
          <button type="button" className="gi-clear" onClick={onClear}>
            {t('modulo.togliScelta')}
          </button>
        )}
      </div>
      <FieldMessages id={wiring.id} error={error} note={note} />
    </fieldset>
  );
}
