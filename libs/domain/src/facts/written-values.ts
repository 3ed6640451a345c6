import { monthNames } from '../calendar/dates-in-words.js';
import { italianWords } from '../money/money.js';

/** Kinds of values that people type into documents. */
export type WrittenKind = 'money' | 'date' | 'percent' | 'duration' | 'cig' | 'cup' | 'cf' | 'person';

/** A value found in a line of text, in one form whatever way it was written. */
export interface WrittenValue {
  readonly kind: WrittenKind;
  /** `1234.50`, `2027-03-12` or `2027-03-12 12:00`, `22.5`, `36 mesi`, a code in capitals, `lucia bianchi`. */
  readonly value: string;
  readonly start: number;
  readonly text: string;
}

const figures = String.raw`\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d+,\d{1,2}|\d+`;
/** Figures are an amount where euro stands beside them, or where they are written with thousands and cents. */
const moneyPattern = new RegExp(
  String.raw`(?<![\d.,/])(?:(?:€|EUR\b|\beuro\b)\s*(${figures})(?:,--|,=)?(?!\d|[.,/]\d)|(${figures})\s*(?:€|EUR\b|euro\b)|(\d{1,3}(?:\.\d{3})+,\d{2})(?![\d%]))`,
  'giu',
);
const percentPattern = /(?<![\d.,])(\d{1,3}(?:,\d{1,3})?)\s*(?:%|per cento\b|percento\b)/giu;
const datePattern = new RegExp(
  String.raw`(?<![\d/.-])(\d{1,2})(?:°|º)?(?:[/.-](\d{1,2})[/.-]|\s+(${monthNames.join('|')})\s+)(\d{4})(?!\d)(?:[\s,;]*(?:e\s+)?(?:alle\s+)?(?:ore\s+|h\.?\s*)(\d{1,2})(?:[:.](\d{2}))?)?`,
  'giu',
);
const durationPattern = /(?<![\d.,])(\d{1,4})(?:\s*\([\p{L}]+\))?\s+(giorni|giorno|mesi|mese|anni|anno)\b/giu;
const cigPattern = /(?<=\b(?:CIG|[Cc]odice identificativo (?:di )?gara)\b[^\p{L}\d]{0,8}(?:n\.\s*)?)[A-Z0-9]{10}\b/gu;
const cupPattern = /\b[A-Z]\d{2}[A-Z]\d{11}\b/gu;
const cfPattern = /(?<![\p{L}\d])(?:[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]|\d{11})(?![\p{L}\d])/gu;
const titles = String.raw`(?:dott|dr|ing|arch|geom|avv|rag|prof)(?:\.\s?ssa|ssa)?\.?|il|la|l[’']|sig\.?(?:ra)?|dottore|dottoressa|ingegner[ea]?|architetto|geometra`;
const personPattern = new RegExp(
  String.raw`(?<=\b(?:RUP|[Rr]esponsabile [Uu]nico del (?:[Pp]rogetto|[Pp]rocedimento)|[Rr]esponsabile del procedimento(?: di affidamento)?)(?:\s*\(RUP\))?(?:\s+(?:del(?:la)?|dell[’'])\s*(?:Comune|Provincia|SUA|gara|stazione appaltante))?\s*(?:[:,]|(?<!\p{L})è(?!\p{L}))?\s*(?:(?:${titles})\s*){0,3})(?:\p{Lu}[\p{L}’'-]*\p{Ll}\s+){1,2}\p{Lu}[\p{L}’'-]*\p{Ll}`,
  'gu',
);

/** Every value in a line, by its place. */
export function writtenValues(line: string): WrittenValue[] {
  const values: WrittenValue[] = [];
  const add = (kind: WrittenKind, match: RegExpExecArray | RegExpMatchArray, value: string | null): void => {
    if (value !== null) values.push({ kind, value, start: match.index ?? 0, text: match[0].trim() });
  };
  if (/\d/.test(line)) {
    for (const match of line.matchAll(moneyPattern)) add('money', match, amountOf(match[1] ?? match[2] ?? match[3] ?? ''));
    for (const match of line.matchAll(percentPattern)) add('percent', match, numberOf(match[1] ?? ''));
    for (const match of line.matchAll(datePattern)) add('date', match, dateOf(match));
    for (const match of line.matchAll(durationPattern)) add('duration', match, durationOf(match[1] ?? '', match[2] ?? ''));
    for (const match of line.matchAll(cupPattern)) add('cup', match, match[0]);
    for (const match of line.matchAll(cigPattern)) add('cig', match, /\d/.test(match[0]) ? match[0] : null);
    for (const match of line.matchAll(cfPattern)) add('cf', match, match[0]);
  }
  if (/RUP|esponsabile/.test(line))
    for (const match of line.matchAll(personPattern)) add('person', match, match[0].toLowerCase().replace(/\s+/g, ' '));
  values.push(...inWords(line));
  return values.sort((one, other) => one.start - other.start);
}

function numberOf(written: string): string {
  const [whole = '0', fraction = ''] = written.replaceAll('.', '').split(',');
  const decimals = fraction.replace(/0+$/, '');
  return `${whole.replace(/^0+(?=\d)/, '')}${decimals === '' ? '' : `.${decimals}`}`;
}

function amountOf(written: string): string {
  const [whole = '0', fraction = ''] = written.replaceAll('.', '').split(',');
  return `${whole.replace(/^0+(?=\d)/, '')}.${fraction.padEnd(2, '0')}`;
}

function dateOf([, day = '', month, monthName, year = '', hour, minute]: RegExpExecArray | RegExpMatchArray): string | null {
  const number = month === undefined ? monthNames.indexOf((monthName ?? '').toLowerCase()) + 1 : Number(month);
  if (Number(day) < 1 || Number(day) > 31 || number < 1 || number > 12) return null;
  const date = `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
  return hour === undefined ? date : `${date} ${hour.padStart(2, '0')}:${minute ?? '00'}`;
}

function durationOf(number: string, unit: string): string {
  const singular: Readonly<Record<string, string>> = { giorno: 'giorni', mese: 'mesi', anno: 'anni' };
  return inMonths(Number(number), singular[unit.toLowerCase()] ?? unit.toLowerCase());
}

/** Years are told in months: `3 anni` is `36 mesi`. */
export function inMonths(number: number, unit: string): string {
  return unit === 'anni' ? `${number * 12} mesi` : `${number} ${unit}`;
}

// — Words —

const numberStem =
  /^(?:un|du|tre|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici|tredici|quattordici|quindici|sedici|dicia|diciotto|vent|trent|quarant|cinquant|sessant|settant|ottant|novant|cent|mille)/u;
const plain = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '');

const units = ['un', 'uno', 'due', 'tre', 'quattro', 'cinque', 'sei', 'sette', 'otto', 'nove', 'dieci', 'undici', 'dodici', 'tredici'];
const teens = ['quattordici', 'quindici', 'sedici', 'diciassette', 'diciotto', 'diciannove'];
const tens = ['venti', 'trenta', 'quaranta', 'cinquanta', 'sessanta', 'settanta', 'ottanta', 'novanta'];

/** Number under a hundred by its words, with the vowel lost or kept (`ventotto`, `ventiotto`). */
const small: ReadonlyMap<string, number> = new Map([
  ...units.map((word, index): [string, number] => [word, index === 0 ? 1 : index]),
  ...teens.map((word, index): [string, number] => [word, index + 14]),
  ...tens.flatMap((word, ten): [string, number][] => [
    [word, (ten + 2) * 10],
    ...units.slice(1, 10).flatMap((unit, index): [string, number][] => {
      const value = (ten + 2) * 10 + index + 1;
      return [
        [`${word}${unit}`, value],
        [`${word.slice(0, -1)}${unit}`, value],
      ];
    }),
  ]),
]);

/** A number in Italian words written in one (`quattrocentosessantatremila`); null where it is none. */
export function readWords(written: string): number | null {
  const word = plain(written).replace(/[\s-]/g, '');
  if (!numberStem.test(word)) return null;
  let rest = word;
  let total = 0;
  for (const [sign, factor] of [
    ['miliardi', 1e9],
    ['miliardo', 1e9],
    ['milioni', 1e6],
    ['milione', 1e6],
    ['mila', 1e3],
  ] as const) {
    const at = rest.indexOf(sign);
    if (at < 0) continue;
    const count = underThousand(rest.slice(0, at));
    if (count === null) return null;
    total += count * factor;
    rest = rest.slice(at + sign.length);
  }
  if (rest.startsWith('mille')) [total, rest] = [total + 1000, rest.slice(5)];
  const last = underThousand(rest);
  return last === null ? null : total + last;
}

function underThousand(word: string): number | null {
  if (word === '') return 0;
  const at = word.indexOf('cent');
  if (at < 0) return small.get(word) ?? null;
  const hundreds = at === 0 ? 1 : (small.get(word.slice(0, at)) ?? 10);
  if (hundreds > 9) return null;
  // `centottanta` has lost the vowel of `cento`, `centoottanta` has not.
  const tail = word.slice(at + 4);
  const rest = tail.startsWith('o') && !tail.startsWith('otto') && !tail.startsWith('ottant') ? tail.slice(1) : tail;
  const value = rest === '' ? 0 : (small.get(rest) ?? small.get(tail.replace(/^o/, '')));
  return value === undefined ? null : hundreds * 100 + value;
}

const word = String.raw`[\p{L}]{3,}`;
const moneyWords = new RegExp(String.raw`(?<!\p{L})(?:euro\s+)?(${word})(?:/(\d{2}))?(?:\s+euro\b)?`, 'giu');
const dayWords = [...Array.from({ length: 31 }, (_, index) => italianWords(index + 1)), 'primo'];
const years = Array.from({ length: 40 }, (_, index) => 2015 + index);
const dateWords = new RegExp(
  String.raw`(?<!\p{L})(${[...dayWords].sort((one, other) => other.length - one.length).join('|')})\s+(${monthNames.join('|')})\s+(${years.map(italianWords).join('|')})(?!\p{L})`,
  'giu',
);
const percentWords = /(?<!\p{L})(?:al|all[’']|del|dell[’']|il|l[’']|di)\s*(\p{L}{3,}) per cento/giu;
const durationWords = /(?<!\p{L})(\p{L}{3,})(?:\s*\(\d+\))?\s+(giorni|mesi|anni)\b/giu;

/** Amounts (`centomila/00`, `euro quattrocentosessantatremila`), days, percentages and durations in words. */
function inWords(line: string): WrittenValue[] {
  const values: WrittenValue[] = [];
  const found = (kind: WrittenKind, match: RegExpMatchArray, value: string): void => {
    values.push({ kind, value, start: match.index ?? 0, text: match[0].trim() });
  };
  if (/\/\d{2}|euro/iu.test(line))
    for (const match of line.matchAll(moneyWords)) {
      const isMoney = match[2] !== undefined || /euro/iu.test(match[0]);
      const number = isMoney ? readWords((match[1] ?? '').replace(/^euro/iu, '')) : null;
      if (number !== null && number > 0) found('money', match, `${number}.${match[2] ?? '00'}`);
    }
  if (/duemila/iu.test(line))
    for (const match of line.matchAll(dateWords)) {
      const day = plain(match[1] ?? '') === 'primo' ? 1 : dayWords.findIndex((name) => plain(name) === plain(match[1] ?? '')) + 1;
      const month = monthNames.indexOf((match[2] ?? '').toLowerCase()) + 1;
      const year = years.find((candidate) => plain(italianWords(candidate)) === plain(match[3] ?? '')) ?? 0;
      found('date', match, `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
    }
  if (line.includes('per cento'))
    for (const match of line.matchAll(percentWords)) {
      const number = readWords(match[1] ?? '');
      if (number !== null) found('percent', match, String(number));
    }
  if (/ (?:giorni|mesi|anni)\b/iu.test(line))
    for (const match of line.matchAll(durationWords)) {
      const number = readWords(match[1] ?? '');
      if (number !== null) found('duration', match, inMonths(number, (match[2] ?? '').toLowerCase()));
    }
  return values;
}
