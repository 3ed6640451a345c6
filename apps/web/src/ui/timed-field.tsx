import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldMessages, type FieldText, useWiring } from './field';

interface TimedProps extends FieldText {
  readonly id: string;
  /** `YYYY-MM-DD` or empty. */
  readonly date: string;
  /** `HH:mm` or empty. */
  readonly time: string;
  readonly readOnly: boolean;
  readonly onChange: (date: string, time: string) => void;
  readonly onLeave: () => void;
}

/** A date and an hour under one name. */
export function TimedField({ label, hint, error, note, id, date, time, readOnly, onChange, onLeave }: TimedProps): ReactElement {
  const { t } = useTranslation();
  const wiring = useWiring(id, { label, hint, error, note });
  const control = { className: 'form-control', readOnly, onBlur: onLeave, 'aria-invalid': error !== undefined || undefined };
  return (
    <fieldset className="gi-field gi-choice" aria-describedby={wiring.describedBy}>
      <legend>{label}</legend>
      {hint !== undefined && (
        <div className="gi-field-hint" id={`${id}-aiuto`}>
          {hint}
        </div>
      )}
      <div className="gi-moment">
        <div>
          <label htmlFor={id}>{t('modulo.data')}</label>
          <input
            {...control}
            id={id}
            type="date"
            value={date}
            onChange={(event) => {
              onChange(event.target.value, time);
            }}
          />
        </div>
        <div>
          <label htmlFor={`${id}-ora`}>{t('modulo.ora')}</label>
          <input
            {...control}
            id={`${id}-ora`}
            type="time"
            value={time}
            onChange={(event) => {
              onChange(date, event.target.value);
            }}
          />
        </div>
      </div>
      <FieldMessages id={id} error={error} note={note} />
    </fieldset>
  );
}
