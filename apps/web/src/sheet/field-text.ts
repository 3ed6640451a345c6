import { formatNumber, readMoney } from '@gare/domain/money/money';
import { type JsonValue } from '@gare/domain/scheda/path';
import { i18n } from '../i18n';
import { parseItalianNumber } from '../format/numbers';
import { type FormField } from './form-field';

export type Reading = { readonly ok: true; readonly value: JsonValue } | { readonly ok: false; readonly message: string };

const refused = (message: string): Reading => ({ ok: false, message });

/** Value of a field as a person reads and types it. */
export function textOf(field: FormField, value: unknown): string {
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value !== 'string' && typeof value !== 'number') return '';
  const text = String(value);
  if (field.kind === 'money') return /^\d+(\.\d{1,2})?$/.test(text) ? formatNumber(text, 2) : text;
  if (field.kind === 'percent' || field.kind === 'decimal') return /^\d+(\.\d+)?$/.test(text) ? formatNumber(text) : text;
  return text;
}

function parse(field: FormField, text: string): Reading {
  switch (field.kind) {
    case 'money': {
      const reading = readMoney(text);
      return reading.ok ? reading : refused(reading.message);
    }
    case 'percent':
    case 'decimal': {
      const number = parseItalianNumber(text);
      return number === null ? refused(i18n.t('modulo.numeroForma')) : { ok: true, value: number };
    }
    case 'integer': {
      const digits = text.replace(/[\s.]/g, '');
      return /^\d{1,9}$/.test(digits) ? { ok: true, value: Number(digits) } : refused(i18n.t('modulo.interoForma'));
    }
    case 'codes':
      return {
        ok: true,
        value: text
          .split(/[,;\n]/)
          .map((code) => code.trim())
          .filter((code) => code !== ''),
      };
    default:
      return { ok: true, value: text };
  }
}

/** A text to be read, and the rule that tells what is wrong with the value at a path. */
interface Typed {
  readonly typed: string;
  readonly problem: (path: string, value: JsonValue) => string | null;
}

/** Reads what a person typed into the value of the field, with the rules of the server. Empty text empties the field. */
export function readField(field: FormField, path: string, { typed, problem }: Typed): Reading {
  const text = typed.trim();
  if (text === '') return { ok: true, value: null };
  const reading = parse(field, text);
  if (!reading.ok) return reading;
  const wrong = problem(path, reading.value);
  if (wrong === null) return reading;
  const capitals = field.kind === 'code' ? text.toUpperCase() : null;
  return capitals !== null && problem(path, capitals) === null ? { ok: true, value: capitals } : refused(wrong);
}

/** A value for a person away from its field: in the dialog of a conflict. */
export function valueInWords(field: FormField | null, value: unknown): string {
  if (value === null || value === undefined) return i18n.t('modulo.vuoto');
  if (Array.isArray(value)) return value.map((entry) => valueInWords(field, entry)).join(', ');
  if (typeof value === 'object') return i18n.t('modulo.valoreComposto');
  if (field === null) return typeof value === 'string' ? value : JSON.stringify(value);
  if (field.kind === 'boolean') return i18n.t(value === true ? 'modulo.si' : 'modulo.no');
  const option = field.options?.find((entry) => entry.value === value);
  return option?.label ?? textOf(field, value);
}
