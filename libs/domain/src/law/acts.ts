import { actLines, type ActKind, type ActLine } from './acts.data.js';

export type { ActKind, ActLine } from './acts.data.js';

/** What a text says of an act: the day only where it is written out in full. */
export interface ActName {
  readonly kind: ActKind;
  readonly number: number;
  readonly year: number;
  readonly date: string | null;
}

/** What is wrong with an article, an annex or an act on a day. `certain` is false where our own data still wait for confirmation. */
export interface LawFault {
  readonly kind: 'unknown-article' | 'repealed' | 'wrong-date';
  readonly message: string;
  readonly suggestion: string;
  readonly certain: boolean;
}

/** The act of that kind, number and year; null when it is not one of those we know. */
export function findAct(name: ActName, acts: readonly ActLine[] = actLines): ActLine | null {
  return (
    acts.find(({ kind, number, date }) => kind === name.kind && number === name.number && Number(date.slice(0, 4)) === name.year) ?? null
  );
}

/** The code of public contracts in force on a day (`YYYY-MM-DD`), which documents call “the Code”; null before 2006-07-01. */
export function codeOfContracts(asOf: string): ActLine | null {
  const [number, year] = asOf >= '2023-07-01' ? [36, 2023] : asOf >= '2016-04-19' ? [50, 2016] : [163, 2006];
  return asOf < '2006-07-01' ? null : findAct({ kind: 'dlgs', number, year, date: null });
}

/** How an act is named in full: `D.Lgs. 31 marzo 2023, n. 36`. */
export function nameOfAct({ kind, number, date }: ActLine): string {
  const short: Readonly<Record<ActKind, string>> = {
    dlgs: 'D.Lgs.',
    legge: 'L.',
    dl: 'D.L.',
    dpr: 'D.P.R.',
    rd: 'R.D.',
    ue: 'regolamento (UE)',
  };
  const [year = '', month = '', day = ''] = date.split('-');
  return kind === 'ue'
    ? `${short.ue} ${year}/${number}`
    : `${short[kind]} ${Number(day)} ${months[Number(month) - 1] ?? ''} ${year}, n. ${number}`;
}

export const months = [
  ...['gennaio', 'febbraio', 'marzo', 'aprile', 'maggio', 'giugno', 'luglio', 'agosto'],
  ...['settembre', 'ottobre', 'novembre', 'dicembre'],
];

/** What is wrong with citing the whole act on a day (`YYYY-MM-DD`), or null. */
export function faultOfAct(act: ActLine, named: ActName | null, asOf: string): LawFault | null {
  if (named?.date != null && named.date !== act.date) {
    return {
      kind: 'wrong-date',
      message: `l’atto n. ${act.number} del ${named.year} porta un’altra data`,
      suggestion: nameOfAct(act),
      certain: act.unconfirmed !== true,
    };
  }
  if (act.repealed === undefined || asOf < act.repealed.from) return null;
  return {
    kind: 'repealed',
    message: `${nameOfAct(act)} è abrogato dal ${italianDay(act.repealed.from)}`,
    suggestion: `citare ciò che lo ha sostituito: ${act.repealed.by}`,
    certain: act.unconfirmed !== true,
  };
}

/** What is wrong with citing an article (`108`, `14-bis`) of an act on a day, or null. The whole act is looked at by `faultOfAct`. */
export function faultOfArticle(act: ActLine, article: string, asOf: string): LawFault | null {
  const [plain = '', suffix] = article.split('-');
  const number = Number(plain);
  const removed = act.removed?.find(([first, last, from]) => suffix === undefined && number >= first && number <= last && asOf >= from);
  if (removed !== undefined) {
    return {
      kind: 'repealed',
      message: `l’articolo ${article} del ${nameOfAct(act)} è abrogato dal ${italianDay(removed[2])}`,
      suggestion: `citare ciò che lo ha sostituito: ${removed[3]}`,
      certain: act.unconfirmed !== true,
    };
  }
  if (act.articles === null) return null;
  const missing = (certain: boolean, suggestion: string): LawFault => ({
    kind: 'unknown-article',
    message: `il ${nameOfAct(act)} non ha un articolo ${article}`,
    suggestion,
    certain: certain && act.unconfirmed !== true,
  });
  if (number < 1 || number > act.articles) return missing(true, `gli articoli vanno dall’1 al ${act.articles}: controllare il numero`);
  if (suffix === undefined) return null;
  const inserted = act.inserted?.find(([articles]) => articles.split(' ').includes(article));
  if (inserted === undefined && act.insertedAll !== true) return null;
  // A list can have missed one: what is not in it is asked about, never refused.
  if (inserted === undefined) return missing(false, 'non risulta tra gli articoli aggiunti che conosciamo: controllare il numero');
  return asOf < inserted[1] ? missing(true, `è stato aggiunto dal ${italianDay(inserted[1])}`) : null;
}

/** What is wrong with citing an annex (`II.14`) of an act with numbered annexes on a day, or null. */
export function faultOfAnnex(act: ActLine, annex: string, asOf: string): LawFault | null {
  if (act.annexes === undefined) return null;
  const row = act.annexes.find(([names]) => names.split(' ').includes(annex));
  if (row !== undefined && asOf >= row[1]) return null;
  return {
    kind: 'unknown-article',
    message: `il ${nameOfAct(act)} non ha un allegato ${annex}`,
    suggestion: row === undefined ? 'controllare il numero dell’allegato' : `è stato aggiunto dal ${italianDay(row[1])}`,
    certain: row !== undefined || !annex.includes('-'),
  };
}

function italianDay(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${day === '01' ? '1°' : String(Number(day))} ${months[Number(month) - 1] ?? ''} ${year}`;
}
