import {
  type InputHTMLAttributes,
  type ReactElement,
  type ReactNode,
  type Ref,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from './icon';

/** What every field shows around its control. */
export interface FieldText {
  readonly label: ReactNode;
  /** Before the control, always visible. */
  readonly hint?: ReactNode;
  /** After the control: what is wrong and what to do. */
  readonly error?: string | undefined;
  /** After the control, quieter: the value in words, who wrote it. */
  readonly note?: ReactNode;
  readonly wide?: boolean;
}

interface Wiring {
  readonly id: string;
  readonly describedBy: string | undefined;
}

function useWiring(id: string | undefined, { hint, error, note }: FieldText): Wiring {
  const own = useId();
  const base = id ?? own;
  const parts = [hint !== undefined && `${base}-aiuto`, error !== undefined && `${base}-errore`, note !== undefined && `${base}-nota`];
  const described = parts.filter((part) => part !== false).join(' ');
  return { id: base, describedBy: described === '' ? undefined : described };
}

export function FieldMessages({ id, error, note }: { id: string; error: string | undefined; note: ReactNode }): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      {error !== undefined && (
        <p className="gi-field-error" id={`${id}-errore`}>
          <Icon name="it-error" size="xs" colour="danger" />
          <span>
            <span className="visually-hidden">{t('modulo.errore')} </span>
            {error}
          </span>
        </p>
      )}
      {note !== undefined && (
        <div className="gi-field-note" id={`${id}-nota`}>
          {note}
        </div>
      )}
    </>
  );
}

function Frame({ text, wiring, children }: { text: FieldText; wiring: Wiring; children: ReactNode }): ReactElement {
  return (
    <div className={text.wide === true ? 'gi-field gi-field-wide' : 'gi-field'}>
      <label htmlFor={wiring.id}>{text.label}</label>
      {text.hint !== undefined && (
        <div className="gi-field-hint" id={`${wiring.id}-aiuto`}>
          {text.hint}
        </div>
      )}
      {children}
      <FieldMessages id={wiring.id} error={text.error} note={text.note} />
    </div>
  );
}

type InputProps = FieldText &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'className'> & {
    readonly ref?: Ref<HTMLInputElement>;
    readonly unit?: string | undefined;
    readonly monospace?: boolean;
    readonly numeric?: boolean;
  };

export function TextField({ label, hint, error, note, wide, unit, monospace, numeric, id, ...control }: InputProps): ReactElement {
  const text = { label, hint, error, note, wide };
  const wiring = useWiring(id, text);
  const kind = numeric === true ? 'form-control gi-control-number' : monospace === true ? 'form-control gi-control-code' : 'form-control';
  const input = <input {...control} id={wiring.id} className={kind} aria-invalid={error !== undefined || undefined} aria-describedby={wiring.describedBy} />;
  return (
    <Frame text={text} wiring={wiring}>
      {unit === undefined ? (
        input
      ) : (
        <div className="gi-with-unit">
          {input}
          <span>{unit}</span>
        </div>
      )}
    </Frame>
  );
}

type AreaProps = FieldText & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'className'>;
export function TextArea({ label, hint, error, note, id, ...control }: AreaProps): ReactElement {
  const text = { label, hint, error, note, wide: true };
  const wiring = useWiring(id, text);
  return (
    <Frame text={text} wiring={wiring}>
      <textarea
        {...control}
        id={wiring.id}
        className="form-control gi-area"
        aria-invalid={error !== undefined || undefined}
        aria-describedby={wiring.describedBy}
      />
    </Frame>
  );
}

export interface Option {
  readonly value: string;
  readonly label: string;
}
type SelectProps = FieldText &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, 'className'> & {
    readonly options: readonly Option[];
    /** Text of the empty choice. */
    readonly empty: string;
  };
export function SelectField({ label, hint, error, note, wide, options, empty, id, ...control }: SelectProps): ReactElement {
  const text = { label, hint, error, note, wide };
  const wiring = useWiring(id, text);
  return (
    <Frame text={text} wiring={wiring}>
      <select
        {...control}
        id={wiring.id}
        className="form-control gi-select"
        aria-invalid={error !== undefined || undefined}
        aria-describedby={wiring.describedBy}
      >
        <option value="">{empty}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}

export function PasswordField({ label, hint, error, note, id, ...control }: InputProps): ReactElement {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  const text = { label, hint, error, note };
  const wiring = useWiring(id, text);
  return (
    <Frame text={text} wiring={wiring}>
      <div className="gi-with-button">
        <input
          {...control}
          id={wiring.id}
          type={shown ? 'text' : 'password'}
          className="form-control"
          aria-invalid={error !== undefined || undefined}
          aria-describedby={wiring.describedBy}
        />
        <button
          type="button"
          className="btn gi-btn gi-icon-btn"
          aria-pressed={shown}
          aria-label={t('accesso.mostraPassword')}
          onClick={() => {
            setShown(!shown);
          }}
        >
          <Icon name={shown ? 'it-password-invisible' : 'it-password-visible'} size="sm" />
        </button>
      </div>
    </Frame>
  );
}

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

/** Radio buttons or tick boxes under one legend. */
export function ChoiceField({ label, hint, error, note, wide, id, options, value, multiple = false, disabled, inline = false, onChange, onClear }: ChoiceProps): ReactElement {
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
      <div className={inline ? 'gi-choices gi-choices-inline' : 'gi-choices'}>
        {options.map((option, position) => (
          <div className="form-check gi-check" key={option.value}>
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
            <label htmlFor={position === 0 ? wiring.id : `${wiring.id}-${option.value}`}>{option.label}</label>
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

/** Fields side by side where they are short. */
export function FieldGrid({ children }: { children: ReactNode }): ReactElement {
  return <div className="gi-field-grid">{children}</div>;
}

/** A group of fields with its name. */
export function FieldGroup({ legend, hint, id, level, children, action }: { legend: ReactNode; hint?: ReactNode; id: string; level: 'section' | 'group' | 'inner'; children: ReactNode; action?: ReactNode }): ReactElement {
  const looks = { section: 'gi-group gi-group-section', group: 'gi-group', inner: 'gi-group gi-group-inner' };
  return (
    <fieldset className={looks[level]} id={id} tabIndex={-1} aria-describedby={hint === undefined ? undefined : `${id}-aiuto`}>
      <legend>{legend}</legend>
      {action}
      {hint !== undefined && (
        <p className="gi-field-hint" id={`${id}-aiuto`}>
          {hint}
        </p>
      )}
      {children}
    </fieldset>
  );
}

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

/** A list of groups with its name and what adds to it. */
export function ListFrame({ legend, hint, id, nested, children }: { legend: ReactNode; hint?: ReactNode; id: string; nested: boolean; children: ReactNode }): ReactElement {
  return (
    <fieldset className={nested ? 'gi-group gi-group-inner gi-list' : 'gi-group gi-list'} id={id} tabIndex={-1} aria-describedby={hint === undefined ? undefined : `${id}-aiuto`}>
      <legend>{legend}</legend>
      {hint !== undefined && (
        <p className="gi-field-hint" id={`${id}-aiuto`}>
          {hint}
        </p>
      )}
      {children}
    </fieldset>
  );
}

export function UndoLine({ text, action, onUndo }: { text: string; action: string; onUndo: () => void }): ReactElement {
  return (
    <div className="gi-undo">
      <span>{text}</span>
      <button type="button" className="btn btn-sm btn-outline-primary" onClick={onUndo}>
        {action}
      </button>
    </div>
  );
}
