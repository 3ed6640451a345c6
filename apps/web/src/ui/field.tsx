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

export interface Wiring {
  readonly id: string;
  readonly describedBy: string | undefined;
}

/** Ids that tie the messages of a field to its control. */
export function useWiring(id: string | undefined, { hint, error, note }: FieldText): Wiring {
  const own = useId();
  const base = id ?? own;
  const parts = [hint !== undefined && `${base}-aiuto`, error !== undefined && `${base}-errore`, note !== undefined && `${base}-nota`];
  const described = parts.filter((part) => part !== false).join(' ');
  return { id: base, describedBy: described === '' ? undefined : described };
}

export function FieldMessages({ id, error, note }: { id: string; error: string | undefined; note: ReactNode }): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="gi-field-messages">
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
    </div>
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
  const input = (
    <input
      {...control}
      id={wiring.id}
      className={kind}
      aria-invalid={error !== undefined || undefined}
      aria-describedby={wiring.describedBy}
    />
  );
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
  /** What choosing it means; shown by radio buttons and tick boxes. */
  readonly hint?: string;
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
