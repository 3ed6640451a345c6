import { Decimal } from 'decimal.js';

export type MoneyReading =
  { readonly ok: true; readonly value: string } | { readonly ok: false; readonly rule: string; readonly message: string };

const CANONICAL = /^\d{1,13}(?:\.\d{1,2})?$/;
const ITALIAN = /^\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?$|^\d{1,13}(?:,\d{1,2})?$/;

/** True for the form that money has in JSON: decimal point, no grouping, at most two decimals, never negative. */
export function isMoney(text: string): boolean {
  return CANONICAL.test(text);
}

/**
 * Reads an amount as a person types it (`1.234,56`, `€ 1234,5`, `1234.56`) into the JSON form `1234.56`.
 * `1.234` is read the Italian way: one thousand two hundred and thirty-four.
 */
export function readMoney(typed: string): MoneyReading {
  const text = typed.replace(/[€\s\u00a0\u202f]/g, '');
  if (ITALIAN.test(text)) return { ok: true, value: money(text.replaceAll('.', '').replace(',', '.')) };
  if (CANONICAL.test(text)) return { ok: true, value: money(text) };
  if (text.startsWith('-')) return { ok: false, rule: 'IMPORTO_NEGATIVO', message: 'L’importo non può essere negativo.' };
  if (/[.,]\d{3,}$/.test(text))
    return { ok: false, rule: 'IMPORTO_DECIMALI', message: 'L’importo ha al massimo due decimali: arrotondare ai centesimi.' };
  return { ok: false, rule: 'IMPORTO_FORMA', message: 'L’importo si scrive con le cifre e la virgola per i centesimi: 1.234,56.' };
}

/** The JSON form of an amount: two decimals, half up. */
export function money(value: Decimal.Value): string {
  return new Decimal(value).toFixed(2, Decimal.ROUND_HALF_UP);
}

/** Sum of amounts; absent ones count nothing. */
export function sumMoney(values: Iterable<string | null | undefined>): Decimal {
  let total = new Decimal(0);
  for (const value of values) if (value !== null && value !== undefined) total = total.plus(value);
  return total;
}

/** Compares two amounts in whole cents: -1, 0, 1. */
export function compareMoney(left: Decimal.Value, right: Decimal.Value): number {
  return cents(left).comparedTo(cents(right));
}

/** True when two amounts differ by at most one cent (the tolerance of the ANAC arithmetic rules). */
export function sameWithinOneCent(left: Decimal.Value, right: Decimal.Value): boolean {
  return cents(left).minus(cents(right)).abs().lte(1);
}

function cents(value: Decimal.Value): Decimal {
  return new Decimal(value).times(100).toDecimalPlaces(0, Decimal.ROUND_HALF_UP);
}

/** Decimal number the Italian way: `1.234,5`; `decimals` fixes the digits after the comma. */
export function formatNumber(value: Decimal.Value, decimals?: number): string {
  const decimal = new Decimal(value);
  const [whole = '0', fraction] = (decimals === undefined ? decimal.toFixed() : decimal.toFixed(decimals, Decimal.ROUND_HALF_UP)).split(
    '.',
  );
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, '.');
  return fraction === undefined ? grouped : `${grouped},${fraction}`;
}

/** Amount for a document: `€ 1.234,56`. */
export function formatEuro(value: Decimal.Value): string {
  return `€\u00a0${formatNumber(value, 2)}`;
}

const UNITS =
  'zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove'.split(
    ' ',
  );
const TENS = ['', '', 'venti', 'trenta', 'quaranta', 'cinquanta', 'sessanta', 'settanta', 'ottanta', 'novanta'];

function underHundred(value: number): string {
  const unit = UNITS[value];
  if (unit !== undefined) return unit;
  const ten = TENS[Math.floor(value / 10)] ?? '';
  const rest = value % 10;
  if (rest === 0) return ten;
  return (rest === 1 || rest === 8 ? ten.slice(0, -1) : ten) + (UNITS[rest] ?? '');
}

function underThousand(value: number): string {
  const hundreds = Math.floor(value / 100);
  const rest = value % 100;
  if (hundreds === 0) return underHundred(rest);
  const head = hundreds === 1 ? 'cento' : `${UNITS[hundreds] ?? ''}cento`;
  if (rest === 0) return head;
  // "centottanta" loses a vowel like "ventotto"; "centotto" and "centouno" keep the usual administrative spelling.
  return (rest >= 80 && rest < 90 ? head.slice(0, -1) : head) + underHundred(rest);
}

function accented(words: string): string {
  return words !== 'tre' && words.endsWith('tre') ? `${words.slice(0, -1)}é` : words;
}

/** A whole number in Italian words, below one thousand billion: `150000` → `centocinquantamila`. */
export function italianWords(value: number): string {
  if (!Number.isInteger(value) || value < 0 || value >= 1e12) throw new RangeError(`no Italian words for ${value}`);
  if (value === 0) return 'zero';
  const billions = Math.floor(value / 1e9);
  const millions = Math.floor(value / 1e6) % 1000;
  const thousands = Math.floor(value / 1000) % 1000;
  const rest = value % 1000;
  const words = [
    billions === 0 ? '' : billions === 1 ? 'unmiliardo' : `${underThousand(billions)}miliardi`,
    millions === 0 ? '' : millions === 1 ? 'unmilione' : `${underThousand(millions)}milioni`,
    thousands === 0 ? '' : thousands === 1 ? 'mille' : `${underThousand(thousands)}mila`,
    rest === 0 ? '' : underThousand(rest),
  ].join('');
  return accented(words);
}

/** Amount in words as Italian acts write it: `150000.00` → `centocinquantamila/00`. */
export function moneyInWords(value: Decimal.Value): string {
  const [whole = '0', fraction = '00'] = money(value).split('.');
  return `${italianWords(Number(whole))}/${fraction}`;
}
