import { monthNames } from '../calendar/dates-in-words.js';
import { moneyInWords } from '../money/money.js';

/** Readings of Italian administrative text: amounts, dates, codes, similar wording. All pure, on plain text. */

/** Words around a place, on one line, for evidence. */
export function excerptAt(text: string, start: number, length: number): string {
  const from = Math.max(0, start - 30);
  return text
    .slice(from, start + length + 30)
    .replace(/\s+/g, ' ')
    .trim();
}

/** Reads `1.234,56`, `1234,5`, `1.234` as a decimal string with two decimals. */
function readAmount(written: string): string {
  const [whole = '0', fraction = ''] = written.replaceAll('.', '').split(',');
  return `${whole.replace(/^0+(?=\d)/, '')}.${fraction.padEnd(2, '0')}`;
}

const amount = String.raw`(?<![\d.,/])(?:€|EUR|euro)?\s*(\d{1,3}(?:\.\d{3})+(?:,\d{2})?|\d+,\d{2})(?![\d%])(?!\.\d)`;
const fillerWords = [
  'è',
  "e'",
  'pari',
  'ad?',
  'di',
  'EUR',
  'euro',
  'complessiv[oaie]',
  'IVA esclusa',
  "al netto dell[’']IVA",
  'del lotto',
  "dell[’']appalto",
  'non soggetti a ribasso',
];
const filler = String.raw`(?:[\s:;,|€–-]|(?<!\p{L})(?:${fillerWords.join('|')})(?!\p{L})){0,80}`;

export interface AmountReading {
  readonly value: string;
  readonly excerpt: string;
}

/** Amounts that follow a label closely (only punctuation and words such as «pari a» between). `label` is a regular expression source. */
export function amountsAfter(text: string, label: string): readonly AmountReading[] {
  const pattern = new RegExp(`(?:${label})${filler}${amount}`, 'giu');
  return [...text.matchAll(pattern)].map((match) => ({
    value: readAmount(match[1] ?? '0'),
    excerpt: match[0].replace(/\s+/g, ' ').trim(),
  }));
}

const numberWord =
  /^(?:un|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici|tredici|quattordici|quindici|sedici|dici|vent|trent|quarant|cinquant|sessant|settant|ottant|novant|cent|mille|mila|zero)/;

function plainWords(words: string): string {
  return words
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/\beuro\b|euro$/g, '')
    .replace(/\/00|\s|virgola|[^a-z/\d]/g, '')
    .replace(/oo/g, 'o');
}

export interface WordsReading {
  readonly figures: string;
  readonly words: string;
  readonly expected: string;
  readonly same: boolean;
}

/** Every amount in figures followed by brackets with a number in words, and whether the two agree. */
export function amountsInWords(text: string): readonly WordsReading[] {
  const pattern = new RegExp(String.raw`${amount}\s*(?:euro)?\s*\(\s*(?:diconsi\s+|euro\s+)?([\p{L}][\p{L}\s]*(?:/\d{2})?)\s*\)`, 'giu');
  return [...text.matchAll(pattern)].flatMap((match) => {
    const value = readAmount(match[1] ?? '0');
    const words = (match[2] ?? '').trim();
    if (!numberWord.test(plainWords(words))) return [];
    const expected = moneyInWords(value);
    return [{ figures: match[1] ?? '', words, expected, same: plainWords(words) === plainWords(expected) }];
  });
}

const dateTime = String.raw`(\d{1,2})(?:°|º)?(?:[/.-](\d{1,2})[/.-]|\s+(${monthNames.join('|')})\s+)(\d{4})[\s,;]*(?:alle\s+)?(?:ore\s+|h\.?\s*)?(\d{1,2})[:.](\d{2})`;

export interface DeadlineReading {
  readonly date: string;
  readonly time: string;
  readonly excerpt: string;
}

/** Words before a label that make it the start of another term («dal termine…», «sei giorni prima della scadenza…»). */
const otherTerm = /(?:\bdal(?:la)?|\bprima d\p{L}+|\banterior\p{L}+|\bsuccessiv\p{L}+|\bdopo)\s+(?:\p{L}+\s+){0,2}$/iu;

/** Deadlines for the submission of tenders printed in a text, as Italian wall-clock time. */
export function offerDeadlines(text: string): readonly DeadlineReading[] {
  const label = String.raw`(?:termine|scadenza)(?:\s+(?:ultimo|ultima|perentorio|fissat[oa]|di scadenza))?\s+(?:per\s+(?:la\s+|il\s+)?(?:presentazione|ricezione|ricevimento|invio)|di\s+(?:presentazione|ricezione|ricevimento))\s+dell[ea’']\s*offert[ae]|scadenza\s+(?:delle\s+)?offerte`;
  const pattern = new RegExp(`(?:${label})([^\\d]{0,60}?)${dateTime}`, 'giu');
  return [...text.matchAll(pattern)].flatMap((match) => {
    const gap = match[1] ?? '';
    const before = text.slice(Math.max(0, match.index - 40), match.index);
    if (/quesit|chiariment|sedut|sopralluog|garanzi|\.\s/i.test(gap) || otherTerm.test(before)) return [];
    const [day = '', month, monthName, year = '', hour = '', minute = ''] = match.slice(2);
    const number = month ?? String(monthNames.indexOf((monthName ?? '').toLowerCase()) + 1);
    const date = `${year}-${number.padStart(2, '0')}-${day.padStart(2, '0')}`;
    return [{ date, time: `${hour.padStart(2, '0')}:${minute}`, excerpt: match[0].replace(/\s+/g, ' ') }];
  });
}

/** Codes that look like a CIG: those announced by the word CIG, and those that can be nothing else. */
export function cigsIn(text: string, isValid: (code: string) => boolean): readonly string[] {
  const announced = [...text.matchAll(/\bCIG\b[^\p{L}\d]{0,8}(?:n\.\s*)?([A-Z0-9]{10})\b/gu)]
    .map((match) => match[1] ?? '')
    .filter((code) => /\d/.test(code));
  const evident = [...text.matchAll(/\b[A-UX-Z](?=[0-9A-F]*\d)[0-9A-F]{9}\b/g)].map((match) => match[0]).filter(isValid);
  return [...new Set([...announced, ...evident])];
}

/** Words of a text without accents and capitals, to compare wording; reading a long text once serves many phrases. */
export function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
}

/**
 * How much of a phrase stands together in a text, 0 to 1: the best share of its words (with repetitions) found in a
 * stretch of text as long as the phrase.
 */
export function bestSimilarity(all: readonly string[], phrase: string): number {
  const wanted = wordsOf(phrase);
  if (wanted.length === 0) return 1;
  const need = new Map<string, number>();
  for (const word of wanted) need.set(word, (need.get(word) ?? 0) + 1);
  let shared = 0;
  let best = 0;
  for (const [index, word] of all.entries()) {
    const left = need.get(word);
    if (left !== undefined) {
      if (left > 0) shared += 1;
      need.set(word, left - 1);
    }
    const leaving = all[index - wanted.length];
    const count = leaving === undefined ? undefined : need.get(leaving);
    if (leaving !== undefined && count !== undefined) {
      if (count >= 0) shared -= 1;
      need.set(leaving, count + 1);
    }
    best = Math.max(best, shared);
  }
  return best / wanted.length;
}
