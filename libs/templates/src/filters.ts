import { Decimal } from 'decimal.js';
import { dayInWords } from '@gare/domain/calendar/dates-in-words';
import { isDate, isInstant, toRome } from '@gare/domain/calendar/rome-time';
import { formatEuro, formatNumber, italianWords, moneyInWords } from '@gare/domain/money/money';
import { type FieldKind } from './field-catalogue.js';

/** A value that has a kind but not the form the kind asks for, e.g. a date that is no date. */
export class UnusableValue extends Error {}

/** Kind of an expression: a field's kind, or text already formatted. */
export type ValueKind = FieldKind | 'group' | 'formatted' | 'null';

/** The Italian name of a kind, for messages. */
export function kindName(kind: ValueKind): string {
  const names: Record<ValueKind, string> = {
    money: 'importo',
    date: 'data',
    datetime: 'data e ora',
    text: 'testo',
    integer: 'numero intero',
    percent: 'percentuale',
    boolean: 'sì/no',
    list: 'elenco',
    enum: 'voce di elenco',
    group: 'gruppo di campi',
    formatted: 'testo',
    null: 'vuoto',
  };
  return names[kind];
}

/** A filter of the tag language, `{campo | nome:argomento}`. */
export interface Filter {
  readonly accepts: readonly ValueKind[];
  readonly gives: ValueKind;
  /** What it writes, for messages to template authors. */
  readonly purpose: string;
  readonly apply: (value: unknown, argument: unknown) => unknown;
}

const textual: readonly ValueKind[] = ['text', 'enum', 'formatted'];

/** A date (`2026-12-15`) as it is, an instant (ISO UTC) as the clock in Rome shows it. */
function inRome(value: unknown): { readonly date: string; readonly time: string } {
  const text = String(value);
  if (isDate(text)) return { date: text, time: '' };
  if (!isInstant(text)) throw new UnusableValue(`«${text}» non è una data`);
  return toRome(text);
}

function longDate(value: unknown): string {
  return dayInWords(inRome(value).date);
}

function shortDate(value: unknown): string {
  return inRome(value).date.split('-').reverse().join('/');
}

function decimal(value: unknown): Decimal {
  try {
    return new Decimal(value as Decimal.Value);
  } catch {
    throw new UnusableValue(`«${String(value)}» non è un numero`);
  }
}

/** Money is a decimal string everywhere; a number has been through floating point and is not trusted. */
function amount(value: unknown): Decimal {
  if (typeof value !== 'string') throw new UnusableValue(`«${String(value)}» non è un importo in forma decimale`);
  return decimal(value);
}

function inWords(value: unknown): string {
  const amount = decimal(value);
  if (amount.isNegative() || amount.gte('1e12')) throw new UnusableValue(`«${String(value)}» non si può scrivere in lettere`);
  // Money always carries its cents ("150000.00"), counts never do.
  if (typeof value === 'string' && value.includes('.')) return moneyInWords(amount);
  if (!amount.isInteger()) throw new UnusableValue(`«${String(value)}» non è un numero intero`);
  return italianWords(amount.toNumber());
}

function joined(value: unknown, property: unknown): string {
  const items = (value as readonly unknown[]).map((item) => {
    const shown: unknown = typeof property === 'string' ? (item as Record<string, unknown> | null)?.[property] : item;
    if (shown === null || shown === undefined || shown === '') throw new UnusableValue('l’elenco contiene una voce vuota');
    if (typeof shown !== 'string' && typeof shown !== 'number')
      throw new UnusableValue("l’elenco non contiene testi: indicare il campo, per esempio elenco:'cig'");
    return String(shown);
  });
  if (items.length === 0) throw new UnusableValue('l’elenco è vuoto');
  const [last] = items.slice(-1);
  return items.length === 1 ? (last ?? '') : `${items.slice(0, -1).join(', ')} e ${last ?? ''}`;
}

const digits = (argument: unknown): number | undefined => (typeof argument === 'number' ? argument : undefined);

/** The filters by the name authors write. */
export const filters: ReadonlyMap<string, Filter> = new Map<string, Filter>([
  ['euro', { accepts: ['money'], gives: 'formatted', purpose: 'importo: € 185.000,00', apply: (value) => formatEuro(amount(value)) }],
  ['lettere', { accepts: ['money', 'integer'], gives: 'formatted', purpose: 'in lettere: centottantacinquemila/00', apply: inWords }],
  ['data', { accepts: ['date', 'datetime'], gives: 'formatted', purpose: 'data: 15 dicembre 2026', apply: longDate }],
  ['dataBreve', { accepts: ['date', 'datetime'], gives: 'formatted', purpose: 'data: 15/12/2026', apply: shortDate }],
  [
    'dataOra',
    {
      accepts: ['datetime'],
      gives: 'formatted',
      purpose: 'data e ora: 15 dicembre 2026, ore 12:00',
      apply: (value) => `${longDate(value)}, ore ${inRome(value).time}`,
    },
  ],
  ['ora', { accepts: ['datetime'], gives: 'formatted', purpose: 'ora: 12:00', apply: (value) => inRome(value).time }],
  [
    'percento',
    {
      accepts: ['percent', 'integer'],
      gives: 'formatted',
      purpose: 'percentuale: 22,5%',
      apply: (value, places) => `${formatNumber(decimal(value), digits(places))}%`,
    },
  ],
  [
    'numero',
    {
      accepts: ['integer', 'money', 'percent'],
      gives: 'formatted',
      purpose: 'numero: 1.250',
      apply: (value, places) => formatNumber(decimal(value), digits(places)),
    },
  ],
  [
    'maiuscolo',
    { accepts: textual, gives: 'formatted', purpose: 'tutto maiuscolo', apply: (value) => String(value).toLocaleUpperCase('it') },
  ],
  [
    'minuscolo',
    { accepts: textual, gives: 'formatted', purpose: 'tutto minuscolo', apply: (value) => String(value).toLocaleLowerCase('it') },
  ],
  [
    'iniziale',
    {
      accepts: textual,
      gives: 'formatted',
      purpose: 'iniziale maiuscola',
      apply: (value) => String(value).replace(/^\p{L}/u, (letter) => letter.toLocaleUpperCase('it')),
    },
  ],
  ['siNo', { accepts: ['boolean'], gives: 'formatted', purpose: 'sì oppure no', apply: (value) => (value === true ? 'sì' : 'no') }],
  ['elenco', { accepts: ['list'], gives: 'formatted', purpose: 'voci di seguito: A, B e C', apply: joined }],
  ['conta', { accepts: ['list'], gives: 'integer', purpose: 'numero di voci', apply: (value) => (value as readonly unknown[]).length }],
]);

/** The filter that a value of this kind needs before it can stand in text, or null when it needs none. */
export function neededFilter(kind: ValueKind): string | null {
  const needed: Partial<Record<ValueKind, string>> = {
    money: 'euro',
    date: 'data',
    datetime: 'dataOra',
    percent: 'percento',
    boolean: 'siNo',
    list: 'elenco',
  };
  return needed[kind] ?? null;
}
