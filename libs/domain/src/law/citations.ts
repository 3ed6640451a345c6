import {
  codeOfContracts,
  faultOfAct,
  faultOfAnnex,
  faultOfArticle,
  findAct,
  months,
  type ActKind,
  type ActLine,
  type ActName,
  type LawFault,
} from './acts.js';

/** A citation that does not hold on the day asked for: where it stands in the text (UTF-16 units, end excluded) and why. */
export interface CitationFault extends LawFault {
  readonly from: number;
  readonly to: number;
}

const KINDS: readonly (readonly [ActKind, string])[] = [
  ['dlgs', 'decreto\\s+legislativo|d\\.?\\s?lgs\\.?|d\\.?\\s?leg\\.?vo'],
  ['dpr', 'decreto\\s+del\\s+presidente\\s+della\\s+repubblica|d\\.?p\\.?r\\.?'],
  ['dl', 'decreto[-\\s]legge|d\\.l\\.|dl'],
  ['rd', 'regio\\s+decreto|r\\.d\\.'],
  ['ue', 'regolamento\\s+\\((?:ue|ce)\\)'],
  ['legge', 'legge|l\\.'],
];
const MONTH = `(?:${months.join('|')})`;
const SUFFIX = '(?:bis|ter|quater|quinquies|sexies|septies|octies|nonies|novies|decies)';
const NUMBER = `\\d{1,4}(?:\\s?[-‑–]\\s?${SUFFIX})?`;

/** `decreto legislativo 31 marzo 2023, n. 36` · `D.Lgs. n. 36/2023` · `D.Lgs. 36 del 31/3/2023` · `regolamento (UE) 2016/679`. */
const ACT = new RegExp(
  `(?<![\\p{L}.])(?:${KINDS.map(([kind, words]) => `(?<${kind}>${words})`).join('|')})` +
    `(?:\\s+(?<day>\\d{1,2})(?:°|º)?\\s+(?<month>${MONTH})\\s+(?<year>\\d{4}))?` +
    `,?\\s*(?:n\\.?\\s*|nr\\.\\s*|num\\.\\s*)?(?<number>\\d{1,4})` +
    `(?:\\s*\\/\\s*(?<slash>\\d{2,4})|\\s+del\\s+(?:\\d{1,2}[./]\\d{1,2}[./](?<dotted>\\d{2,4})|\\d{1,2}(?:°|º)?\\s+${MONTH}\\s+(?<worded>\\d{4})|(?<bare>\\d{4})))?`,
  'giu',
);
const OTHER_CODES =
  'di|del|della|dell|dei|degli|delle|civile|penale|fiscale|unico|univoco|identificativo|antimafia|etico|interno|locale|appalto|commessa|attività|ISTAT|NUTS|CPV|CIG|CUP|CUI|ATECO|IPA';
const ALIAS = new RegExp(
  '[Cc]odice\\s+civile|[Cc]odice\\s+del\\s+processo\\s+amministrativo|[Cc]odice\\s+dei\\s+contratti(?:\\s+pubblici)?|' +
    '[Tt]esto\\s+unico\\s+degli\\s+enti\\s+locali|(?<![\\p{L}.])(?:TUEL|c\\.p\\.a\\.|c\\.c\\.|GDPR)|' +
    `(?<!\\p{L})Codice(?!\\s*\\p{L}{0,2}['’]|\\p{L}|\\s+(?:${OTHER_CODES})(?!\\p{L}))`,
  'gu',
);
const OPENER = new RegExp(`(?<!\\p{L})(?:articol[oi]|artt?\\.)\\s*(?<first>${NUMBER})`, 'giu');
const ITEM = '(?:\\d{1,4}(?:-\\p{L}+)?|[a-z]{1,2}(?:-\\p{L}+)?)\\)?';
const JOIN = '\\s*(?:,\\s*(?:e|o|nonché)?|e|ed|o|oppure|nonché)\\s+';
/** Below the article: `, comma 2, lettere a) e b)`, `, primo comma`. */
const BELOW = new RegExp(
  `^,?\\s*(?:(?:e|o|oppure)\\s+)?(?:(?:commi|comma|co\\.|c\\.|letter[ae]|lett\\.|paragraf[oi]|par\\.|numer[oi]|n\\.|punt[oi]|alinea)\\s*${ITEM}(?:${JOIN}${ITEM}(?!,?\\s*comm|\\p{L}))*|(?:primo|secondo|terzo|quarto|quinto|ultimo|prima|seconda)\\s+(?:comma|periodo|alinea|parte))`,
  'iu',
);
const FURTHER = new RegExp(
  `^(?:${JOIN})(?:(?:dell['’]|all['’]|dall['’]|gli\\s+)?\\s*(?:articol[oi]|artt?\\.)\\s*)?(${NUMBER})(?![\\p{L}\\d)/])`,
  'iu',
);
const LINK =
  /^,?\s*(?:(?:di\s+cui\s+al(?:la|l['’])?|del(?:la|lo|l['’])?|dal(?:la|l['’])?|al(?:la|l['’])?)\s*|(?=d\.|dpr|dl\s))(?:(?:medesim[oa]|citat[oa]|stess[oa]|vigente|predett[oa])\s+)?/iu;
const ANNEX = /allegat[oi]\s+((?:I|II|III|IV|V|VI)\.\d{1,2}(?:-bis|-ter)?)(?![\d.])/gu;
/** The sentence tells of the past on purpose. */
const HISTORICAL = /abrogat|previgent|allora\s+vigent|sostituit|già\s+disciplinat|in\s+luogo\s+del/iu;

interface Mention {
  readonly from: number;
  readonly to: number;
  readonly act: ActLine | null;
  readonly name: ActName | null;
}

/**
 * The citations of a text that do not hold on a day (`YYYY-MM-DD`): articles and annexes that the act does not have, acts and
 * articles that are repealed, a day that is not that of the act. Only acts of our own table are judged; what is not understood,
 * and sentences that speak of repealed law as such, are left alone.
 */
export function checkCitations(text: string, asOf: string): readonly CitationFault[] {
  const mentions = findMentions(text, asOf);
  const faults: CitationFault[] = [];
  const add = (fault: LawFault | null, from: number, to: number): void => {
    if (fault === null || (fault.kind === 'repealed' && HISTORICAL.test(sentenceAround(text, from)))) return;
    faults.push({ ...fault, from, to });
  };
  for (const { act, name, from, to } of mentions) if (act !== null) add(faultOfAct(act, name, asOf), from, to);
  for (const opener of text.matchAll(OPENER)) {
    const { articles, end } = readArticles(text, opener);
    const linked = linkedAct(text, { from: opener.index, end }, mentions);
    if (linked?.act == null || faultOfAct(linked.act, null, asOf) !== null) continue;
    for (const article of articles)
      add(faultOfArticle(linked.act, article, asOf), opener.index, Math.max(end, linked.after ? linked.to : end));
  }
  const code = codeOfContracts(asOf);
  for (const annex of text.matchAll(ANNEX))
    if (code !== null) add(faultOfAnnex(code, annex[1] ?? '', asOf), annex.index, annex.index + annex[0].length);
  return faults.sort((left, right) => left.from - right.from);
}

function findMentions(text: string, asOf: string): Mention[] {
  const mentions: Mention[] = [];
  for (const match of text.matchAll(ACT)) {
    const name = actName(match.groups ?? {});
    if (name !== null) mentions.push({ from: match.index, to: match.index + match[0].length, act: findAct(name), name });
  }
  for (const match of text.matchAll(ALIAS))
    mentions.push({ from: match.index, to: match.index + match[0].length, act: aliased(match[0], asOf), name: null });
  return mentions;
}

function actName(groups: Readonly<Record<string, string | undefined>>): ActName | null {
  const kind = KINDS.find(([name]) => groups[name] !== undefined)?.[0];
  const { number = '', day, month, slash } = groups;
  const written = groups['year'] ?? slash ?? groups['dotted'] ?? groups['worded'] ?? groups['bare'];
  if (kind === undefined || written === undefined) return null;
  if (kind === 'ue') return slash === undefined ? null : { kind, number: Number(slash), year: Number(number), date: null };
  const year = written.length === 2 ? Number(written) + (Number(written) > 40 ? 1900 : 2000) : Number(written);
  const monthNumber = months.indexOf((month ?? '').toLowerCase()) + 1;
  const date = day === undefined ? null : `${year}-${String(monthNumber).padStart(2, '0')}-${day.padStart(2, '0')}`;
  return { kind, number: Number(number), year, date };
}

function aliased(words: string, asOf: string): ActLine | null {
  const name = words.toLowerCase().replace(/\s+/g, ' ');
  const act = (kind: ActKind, number: number, year: number): ActLine | null => findAct({ kind, number, year, date: null });
  if (name === 'codice civile' || name === 'c.c.') return act('rd', 262, 1942);
  if (name === 'codice del processo amministrativo' || name === 'c.p.a.') return act('dlgs', 104, 2010);
  if (name === 'tuel' || name.startsWith('testo unico')) return act('dlgs', 267, 2000);
  return name === 'gdpr' ? act('ue', 679, 2016) : codeOfContracts(asOf);
}

/** The articles of a list such as `15, comma 2, 17-bis e 62, comma 13`, and where it ends. */
function readArticles(text: string, opener: RegExpExecArray): { readonly articles: readonly string[]; readonly end: number } {
  const articles = [plain(opener.groups?.['first'] ?? '')];
  let end = opener.index + opener[0].length;
  for (;;) {
    const rest = text.slice(end, end + 200);
    const below = BELOW.exec(rest);
    const further = below === null ? FURTHER.exec(rest) : null;
    if (below === null && further === null) return { articles, end };
    if (further !== null) articles.push(plain(further[1] ?? ''));
    end += (below ?? further)?.[0].length ?? 0;
  }
}

function plain(article: string): string {
  return article.toLowerCase().replace(/\s/g, '').replace(/[‑–]/g, '-');
}

/** The act an article belongs to: named right after it (`… del Codice`), or right before (`legge n. 241/1990, articolo 3`). */
function linkedAct(
  text: string,
  list: { readonly from: number; readonly end: number },
  mentions: readonly Mention[],
): (Mention & { readonly after: boolean }) | null {
  const link = LINK.exec(text.slice(list.end, list.end + 60));
  if (link !== null) {
    const start = list.end + link[0].length;
    const named = mentions.find(({ from }) => from === start);
    return named === undefined ? null : { ...named, after: true };
  }
  const before = mentions.find(({ to }) => to <= list.from && /^\s*[,(]\s*$/.test(text.slice(to, list.from)));
  return before === undefined ? null : { ...before, after: false };
}

function sentenceAround(text: string, at: number): string {
  const start = Math.max(text.lastIndexOf('. ', at), text.lastIndexOf(';', at)) + 1;
  const ends = [text.indexOf('. ', at), text.indexOf(';', at)].filter((end) => end >= 0);
  return text.slice(start, ends.length === 0 ? text.length : Math.min(...ends.map((end) => Math.max(end, at + 1))));
}
