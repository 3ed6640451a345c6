import { useCombobox } from 'downshift';
import { type ReactElement, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type FieldText, FieldMessages, type Option } from './field';
import { Icon } from './icon';

export interface ComboboxProps extends FieldText {
  readonly id?: string;
  readonly options: readonly Option[];
  readonly value: string | null;
  readonly disabled?: boolean | undefined;
  readonly onChange: (value: string | null) => void;
  /** Where the options are asked of the server: what is being typed. */
  readonly onType?: (text: string) => void;
}

const longest = 60;
const folded = (text: string): string => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

/** One choice among many: write a part of the name or of the code. */
export function ComboboxField({
  label,
  hint,
  error,
  note,
  wide,
  id,
  options,
  value,
  disabled,
  onChange,
  onType,
}: ComboboxProps): ReactElement {
  const { t } = useTranslation();
  const own = useId();
  const inputId = id ?? own;
  const selected = options.find((option) => option.value === value) ?? null;
  const [typed, setTyped] = useState<string | null>(null);
  const shown = useMemo(() => {
    const wanted = folded(typed ?? '');
    return options.filter((option) => folded(`${option.value} ${option.label}`).includes(wanted)).slice(0, longest);
  }, [options, typed]);
  const box = useCombobox<Option>({
    inputId,
    items: [...shown],
    selectedItem: selected,
    itemToString: (option) => option?.label ?? '',
    onInputValueChange: ({ inputValue, type }) => {
      setTyped(type === useCombobox.stateChangeTypes.InputChange ? inputValue : null);
      if (type !== useCombobox.stateChangeTypes.InputChange) return;
      onType?.(inputValue);
      if (inputValue === '') onChange(null);
    },
    onSelectedItemChange: ({ selectedItem }) => {
      onChange(selectedItem?.value ?? null);
    },
  });
  const described = [
    hint !== undefined && `${inputId}-aiuto`,
    error !== undefined && `${inputId}-errore`,
    note !== undefined && `${inputId}-nota`,
  ].filter((part) => part !== false);
  return (
    <div className={wide === true ? 'gi-field gi-field-wide' : 'gi-field'}>
      <label {...box.getLabelProps()}>{label}</label>
      {hint !== undefined && (
        <div className="gi-field-hint" id={`${inputId}-aiuto`}>
          {hint}
        </div>
      )}
      <div className="gi-combo">
        <input
          {...box.getInputProps({ disabled })}
          className="form-control"
          aria-invalid={error !== undefined || undefined}
          aria-describedby={described.length > 0 ? described.join(' ') : undefined}
        />
        <button type="button" className="gi-combo-toggle" {...box.getToggleButtonProps({ disabled })} aria-label={t('modulo.mostraScelte')}>
          <Icon name="it-expand" size="sm" />
        </button>
        <ul className={box.isOpen ? 'gi-combo-list gi-combo-open' : 'gi-combo-list'} {...box.getMenuProps()}>
          {box.isOpen &&
            shown.map((option, index) => (
              <li
                key={option.value}
                className={box.highlightedIndex === index ? 'gi-combo-option gi-combo-current' : 'gi-combo-option'}
                {...box.getItemProps({ item: option, index })}
              >
                {option.label}
              </li>
            ))}
          {box.isOpen && shown.length === 0 && <li className="gi-combo-option">{t('modulo.nessunaScelta')}</li>}
        </ul>
      </div>
      <FieldMessages id={inputId} error={error} note={note} />
    </div>
  );
}
