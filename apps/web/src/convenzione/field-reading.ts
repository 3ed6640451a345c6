import { formatNumber, readMoney } from '@gare/domain/money/money';
import { type JsonValue } from '@gare/domain/scheda/path';
import { parseItalianNumber } from '../format/numbers';
import { i18n } from '../i18n';
import { type FieldKind } from './sheet-fields';

export type Reading = { readonly ok: true; readonly value: JsonValue } | { readonly ok: false; readonly message: string };

/** A value as a person reads and types it. */
export function shownValue(kind: FieldKind, value: JsonValue | undefined): string {
  if (kind === 'lines') return Array.isArray(value) ? value.join('\n') : '';
  if (typeof value !== 'string' && typeof value !== 'number') return '';
  const text = String(value);
  if (kind === 'money' && /^\d+(\.\d{1,2})?$/.test(text)) return formatNumber(text, 2);
  return kind === 'percent' && /^\d+(\.\d+)?$/.test(text) ? formatNumber(text) : text;
}

/** What was typed as a value of the sheet; empty text empties the field. */
export function readTyped(kind: FieldKind, typed: string): Reading {
  const text = typed.trim();
  if (kind === 'lines')
    return {
      ok: true,
      value:
        text === ''
          ? null
          : text
              .split('\n')
              .map((line) => line.trim())
              .filter((line) => line !== ''),
    };
  if (text === '') return { ok: true, value: null };
  if (kind === 'money') return readMoney(text);
  if (kind === 'percent') {
    const number = parseItalianNumber(text);
    return number === null || Number(number) > 100
      ? { ok: false, message: i18n.t('convenzione.percentuale') }
      : { ok: true, value: number };
  }
  if (kind === 'integer') {
    const digits = text.replaceAll(/[\s.]/g, '');
    return /^\d{1,9}$/.test(digits) ? { ok: true, value: Number(digits) } : { ok: false, message: i18n.t('modulo.interoForma') };
  }
  return { ok: true, value: text };
}
