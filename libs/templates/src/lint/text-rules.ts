import { checkCig } from '@gare/domain/codes/cig';
import { months } from '@gare/domain/law/acts';
import { checkCitations, type CitationFault } from '@gare/domain/law/citations';
import { type FindingCode } from '../template-finding.js';
import { withoutTags, type Fault } from './linted-part.js';

/** What the rules of the text need to know beside it. */
export interface TextRules {
  /** Day whose law counts, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** Reads the names of bodies; see `bodyNames`. */
  readonly bodies: RegExp | null;
}

const FIGURE = '\\d{1,3}(?:\\.\\d{3})+(?:,\\d{2})?|\\d+(?:,\\d{2})?';
const AMOUNT = new RegExp(`(?:€|(?<!\\p{L})euro)\\s?(?:${FIGURE})|(?<![\\d.,])(?:${FIGURE})\\s?(?:€|euro(?!\\p{L}))`, 'giu');
const AMOUNT_IN_WORDS = /(?<!\p{L})\p{Ll}{7,}\/\d{2}(?!\d)/gu;
const DATE = new RegExp(
  `(?<!\\d)(?:\\d{1,2}(?:°|º)?\\s+(?:${months.join('|')})\\s+(?:19|20)\\d{2}|(?:0?[1-9]|[12]\\d|3[01])[/.-](?:0?[1-9]|1[0-2])[/.-](?:19|20)\\d{2})(?!\\d)`,
  'giu',
);
/** A day that belongs to the name of an act: `decreto … 30 giugno 2011`, `31 marzo 2023, n. 36`, `del 18/4/2016 n. 50`. */
const ACT_BEFORE =
  /(?:decret[oi]|legg[ei]|regolament[oi]|direttiv[ae]|decision[ei]|raccomandazion[ei]|deliber\p{L}+|determin\p{L}+|circolar[ei]|sentenz[ae]|comunicat[oi]|parer[ei]|ordinanz[ae]|intes[ae]|accord[oi]|d\.?\s?lgs\.?|d\.?\s?l\.?|d\.?p\.?r\.?|d\.?p\.?c\.?m\.?|d\.?m\.?|(?<!\p{L})l\.)(?:(?<!\p{L})n\.|[^.;:()·]){0,90}$/iu;
const NUMBER_AFTER = /^,?\s*(?:n\.|nr\.|n°|num\.|numero)/i;
const CIG = /(?<![A-Z0-9])[A-Z0-9]{10}(?![A-Z0-9])/g;
const LABELLED_CIG = /(?<!\p{L})CIG(?:\s*(?:n\.|:|–|-))?\s+(?=[A-Z0-9]*\d)([A-Z0-9]{10})(?![A-Z0-9])/gu;
const CUP = /(?<![A-Z0-9])[A-Z]\d{2}[A-Z]\d{11}(?![A-Z0-9])/g;
/** Words before a town that make it a place and not the body. */
const PLACE_BEFORE =
  /(?:tribunale|provincia|prefettura|procura|corte|foro|regione|questura|TAR|sede\s+in|sede\s+legale)\s+(?:\p{L}+\s+){0,3}$/iu;

/** Values typed into a template where a field belongs, law that does not hold, and names of bodies. */
export function textFaults(text: string, rules: TextRules): Fault[] {
  const plain = withoutTags(text);
  return [
    ...typedFigures(plain),
    ...typedDates(plain),
    ...typedCodes(plain),
    ...bodyFaults(plain, rules.bodies),
    ...lawFaults(plain, rules.asOf),
  ];
}

function typedFigures(text: string): Fault[] {
  return [...text.matchAll(AMOUNT), ...text.matchAll(AMOUNT_IN_WORDS)].map((match) => ({
    ...{ code: 'typed-amount', severity: 'AVVISA', message: 'un importo è scritto a mano nel modello' },
    suggestion: 'usare un campo, per esempio {importoBase | euro}, o un parametro di legge {parametri.… | euro}',
    span: spanOf(match),
  }));
}

function typedDates(text: string): Fault[] {
  return [...text.matchAll(DATE)]
    .filter((match) => {
      const before = text.slice(Math.max(0, match.index - 130), match.index);
      return !ACT_BEFORE.test(before) && !NUMBER_AFTER.test(text.slice(match.index + match[0].length));
    })
    .map((match) => ({
      ...{ code: 'typed-date', severity: 'AVVISA', message: 'una data è scritta a mano nel modello' },
      suggestion: 'usare un campo, per esempio {scadenzaOfferte | data}, se la data cambia da una gara all’altra',
      span: spanOf(match),
    }));
}

function typedCodes(text: string): Fault[] {
  const labelled = [...text.matchAll(LABELLED_CIG)].map((match): [number, number] => {
    const at = match.index + match[0].length - 10;
    return [at, at + 10];
  });
  const known = new Set(labelled.map(([from]) => from));
  const checked = [...text.matchAll(CIG)]
    .filter((match) => !known.has(match.index) && /\d/.test(match[0]) && checkCig(match[0]).ok)
    .map((match) => spanOf(match));
  return [
    ...[...labelled, ...checked].map((span) => codeFault('typed-cig', 'CIG', '{cig}', span)),
    ...[...text.matchAll(CUP)].map((match) => codeFault('typed-cup', 'CUP', '{cup}', spanOf(match))),
  ];
}

function codeFault(code: FindingCode, name: string, field: string, span: readonly [number, number]): Fault {
  return {
    code,
    severity: 'BLOCCA',
    message: `nel modello è rimasto il ${name} di un’altra gara`,
    suggestion: `usare il campo ${field}`,
    span,
  };
}

function bodyFaults(text: string, bodies: RegExp | null): Fault[] {
  if (bodies === null) return [];
  return [...text.matchAll(bodies)].flatMap((match): Fault[] => {
    const { comune, nome = '' } = match.groups ?? {};
    if (comune === undefined && PLACE_BEFORE.test(text.slice(Math.max(0, match.index - 60), match.index))) return [];
    return [
      {
        code: 'typed-body',
        severity: comune === undefined ? 'AVVISA' : 'BLOCCA',
        message: `nel modello è scritto il nome di un ente: ${nome}`,
        suggestion: 'usare {comune.denominazione}: il modello vale per tutti gli enti',
        span: spanOf(match),
      },
    ];
  });
}

function lawFaults(text: string, asOf: string): Fault[] {
  const codes: Readonly<Record<CitationFault['kind'], FindingCode>> = {
    'unknown-article': 'unknown-article',
    repealed: 'repealed-law',
    'wrong-date': 'wrong-date-of-act',
  };
  return checkCitations(text, asOf).map(({ kind, message, suggestion, certain, from, to }) => ({
    code: codes[kind],
    severity: certain ? 'BLOCCA' : 'AVVISA',
    message: certain ? message : `${message}, per quanto ci risulta`,
    suggestion,
    span: [from, to],
  }));
}

function spanOf(match: RegExpExecArray): [number, number] {
  return [match.index, match.index + match[0].length];
}

/**
 * One expression for the names of the bodies given (`Comune di Magione`, or only `Magione`); null for none. Names shorter than
 * four letters are too common a word to look for.
 */
export function bodyNames(denominations: readonly string[]): RegExp | null {
  const names = denominations
    .map((denomination) => denomination.replace(/^comune\s+(?:di\s+|d['’])/i, '').trim())
    .filter((name) => name.length >= 4)
    .sort((left, right) => right.length - left.length)
    .map((name) =>
      name
        .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
        .replace(/\s+/g, '\\s+')
        .replace(/['’]/g, "['’]"),
    );
  if (names.length === 0) return null;
  return new RegExp(`(?<!\\p{L})(?<comune>[Cc]omune\\s+(?:di\\s+|d['’])|COMUNE\\s+DI\\s+)?(?<nome>${names.join('|')})(?!\\p{L})`, 'gu');
}
