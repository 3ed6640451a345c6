import { type ExpectedFact } from './expected-values.js';
import { writtenValues, type WrittenValue } from './written-values.js';

/** A value in a text that is not the one of the sheet. */
export interface Contradiction {
  readonly key: string;
  readonly label: string;
  /** Field of the sheet to go to. */
  readonly path: string;
  /** Line of the text, from 0, and column. */
  readonly line: number;
  readonly start: number;
  /** As written. */
  readonly found: string;
  /** Values that would be right, in the form of `WrittenValue`. */
  readonly expected: readonly string[];
  readonly kind: WrittenValue['kind'];
  /** The words around it. */
  readonly excerpt: string;
}

export interface TextReading {
  /** Values looked at, labelled or not. */
  readonly examined: number;
  /** Values that were compared with the sheet. */
  readonly compared: number;
  readonly contradictions: readonly Contradiction[];
}

/**
 * Things that have amounts, days or percentages of their own: a value nearer to one of these is none of the facts. The lists are of
 * words of tender documents, not of law.
 */
const otherThings =
  String.raw`soglia|fatturato|contratti analoghi|servizi analoghi|contributo|penal[ei]|massimal[ei]|polizz[ae]|bollo|rinnov[oi]|prorog[ah]e?|opzion[ei]|estension[ei]|` +
  String.raw`quinto|quadro economico|I\.?V\.?A\.?|capitolo|finanziament[oi]|somme a disposizione|spese|compens[oi]|tariff[ae]|cauzion[ei]|ribass[oi] (?:del|offert)|aggiudicat[oai]|` +
  String.raw`sanzion[ei]|imprevisti|progettazione|annualit|capitale|stipendi|utile d|revisione|variazione|subappalt|riduzion[ei]|incrementi|quota|punt[oi] |legge|decreto|` +
  String.raw`delibera|determina|regolamento|sentenza|direttiva|circolare|pubblicazione|trasmissione|validazione|convenzione|sopralluogo|nomina|stipula|consegna|` +
  String.raw`garanzia (?:provvisoria|definitiva)|validità|efficacia|conservazione|pagament[oi]|fattur[ae]|categori[ae]|classific[ah]e?|scorporabil[ei]|prevalente|lavori |forniture |precedenti`;

/** Longest way from the words that announce a value to the value, in letters. */
const farthest = 110;
const farthestAfter = 45;

interface Announced {
  readonly fact: ExpectedFact | null;
  readonly start: number;
  readonly end: number;
}

/** Everything that announces a value, as one expression whose groups tell which fact it is: made once for each sheet. */
export class ContradictionReader {
  private readonly announcing: RegExp;
  private readonly labelled: readonly ExpectedFact[];
  private readonly byForm: ReadonlyMap<string, ExpectedFact>;

  constructor(facts: readonly ExpectedFact[]) {
    this.labelled = facts.filter(({ words }) => words !== null);
    this.byForm = new Map(facts.filter(({ words }) => words === null).map((fact) => [fact.kind, fact]));
    this.announcing = new RegExp([...this.labelled.map(({ words }) => `(${words ?? ''})`), `(?:${otherThings})`].join('|'), 'giu');
  }

  /** Reads a text, a paragraph or table cell a line. */
  read(text: string): TextReading {
    const contradictions: Contradiction[] = [];
    let [examined, compared] = [0, 0];
    let before = '';
    for (const [line, words] of text.split('\n').entries()) {
      const values = writtenValues(words);
      examined += values.length;
      const announced = values.length === 0 ? [] : this.announcedIn(words);
      for (const value of values) {
        const fact = this.factOf(value, { words, announced, values, before });
        if (fact === null) continue;
        compared += 1;
        if (!agrees(value, fact)) contradictions.push(contradiction(value, fact, { line, words, before }));
      }
      before = words;
    }
    return { examined, compared, contradictions };
  }

  private factOf(value: WrittenValue, around: Around): ExpectedFact | null {
    const byForm = this.byForm.get(value.kind);
    if (byForm !== undefined) return byForm;
    const { words, announced, before } = around;
    const alone = words.trim() === value.text || (words.trim().length <= value.text.length + 18 && announced.length === 0);
    const nearest = alone ? this.cellBefore(before) : nearestTo(value, around);
    return nearest?.fact?.kind === value.kind ? nearest.fact : null;
  }

  /** A cell that holds a value alone is announced by the cell before it, where that holds words alone. */
  private cellBefore(before: string): Announced | null {
    if (before.length > 120 || /\d/.test(before)) return null;
    return this.announcedIn(before).at(-1) ?? null;
  }

  private announcedIn(words: string): Announced[] {
    return [...words.matchAll(this.announcing)].map((match) => {
      const group = match.slice(1).findIndex((part: string | undefined) => part !== undefined);
      return { fact: group < 0 ? null : (this.labelled[group] ?? null), start: match.index, end: match.index + match[0].length };
    });
  }
}

interface Around {
  readonly words: string;
  readonly announced: readonly Announced[];
  readonly values: readonly WrittenValue[];
  /** The line before. */
  readonly before: string;
}

/** What announces a value in running text: the nearest words before it in its sentence, or right behind it («€ 2.400,00 per oneri…»). */
function nearestTo(value: WrittenValue, { words, announced, values }: Around): Announced | null {
  const end = value.start + value.text.length;
  const ahead = announced.filter((one) => one.end <= value.start).at(-1);
  const behind = announced.find((one) => one.start >= end);
  if (behind !== undefined && behind.start - end <= farthestAfter && joinedBehind(words.slice(end, behind.start))) return behind;
  if (ahead === undefined || value.start - ahead.end > farthest) return null;
  const between = words.slice(ahead.end, value.start);
  // A sentence or another value of the kind between them: the words announced that one, unless it is the same in words.
  if (/[.;]\s+\p{Lu}|[;•]/u.test(between)) return null;
  if (value.kind === 'duration' && /\b(?:entro|ogni|almeno|prima|dopo)\b/iu.test(between)) return null;
  // A day that is told as the one before: «fissato al 10 febbraio, è prorogato al 12».
  if (value.kind === 'date' && earlierDay.test(words.slice(end))) return null;
  const other = values.find((one) => one.kind === value.kind && one.start >= ahead.end && one.start < value.start);
  return other === undefined || sameAgain(words.slice(other.start + other.text.length, value.start)) ? ahead : null;
}

const joinedBehind = (between: string): boolean =>
  /^\s*(?:,\s*)?(?:\([^)]*\)\s*)?(?:,\s*)?(?:(?:oltre IVA|IVA esclusa),?\s*)?(?:per|quali|quale|a titolo di|di|relativi a[il]?|come)\s+(?:gli |i |la |il |l[’'])?$/iu.test(
    between,
  );

const earlierDay = /^[^.;]{0,20}?\b(?:è|sono|viene|era|già)?\s*(?:prorogat|differit|posticipat|rinviat|sostituit)/iu;

/** Between figures and the same amount in words: `(euro `, `diconsi`. */
const sameAgain = (between: string): boolean => /^\s*[(–-]?\s*(?:diconsi\s+)?(?:euro\s+)?$/iu.test(between);

function agrees({ kind, value }: WrittenValue, { allowed }: ExpectedFact): boolean {
  if (kind === 'person') return allowed.some((name) => name === value || name.split(' ').every((part) => value.split(' ').includes(part)));
  if (kind !== 'date' || !value.includes(' ')) return allowed.includes(value);
  // The hour is compared where the sheet has one.
  return allowed.includes(value) || (!allowed.some((day) => day.includes(' ')) && allowed.includes(value.slice(0, 10)));
}

function contradiction(
  value: WrittenValue,
  { key, label, path, allowed }: ExpectedFact,
  { line, words, before }: { line: number; words: string; before: string },
): Contradiction {
  const { kind, start, text: found } = value;
  const from = Math.max(0, start - 60);
  const excerpt = words.trim() === found ? `${before.trim()}: ${found}` : words.slice(from, start + found.length + 40).trim();
  return { key, label, path, line, start, found, expected: allowed, kind, excerpt: excerpt.replace(/\s+/g, ' ') };
}
