import { Decimal } from 'decimal.js';
import { dayInWords } from '../calendar/dates-in-words.js';
import { type LegalParameter, legalParameters, parameter } from '../law/parameters.js';
import { formatEuro } from '../money/money.js';

export const qualificationLevels = ['L1', 'L2', 'L3', 'SF1', 'SF2', 'SF3'] as const;
export type QualificationLevel = (typeof qualificationLevels)[number];

/** A qualification of a body at ANAC (C. 62-63, All. II.4), from a day to a day, both included. */
export interface Qualification {
  readonly ambito: 'PROGETTAZIONE_AFFIDAMENTO' | 'ESECUZIONE';
  readonly settore: 'LAVORI' | 'SERV_FORN';
  readonly livello: QualificationLevel;
  readonly dal: string;
  readonly al: string | null;
  readonly attoANAC?: string | null;
}

/** What is to be awarded, on the reference date of the procedure. A concession names what it is about. */
export interface QualificationQuestion {
  readonly tipo: 'works' | 'services' | 'supplies' | 'concession';
  readonly oggettoConcessione?: 'works' | 'services' | null;
  /** Estimated value; `null` asks for any value, however high. */
  readonly importo: string | null;
  readonly asOf: string;
  readonly ambito?: Qualification['ambito'];
  /** True where the body awards for others: where qualification is needed, a central purchasing body has at least the second level (All. II.4). */
  readonly perAltri?: boolean;
}

export type QualificationAnswer =
  | { readonly qualified: true; readonly by: Qualification | null; readonly message: string; readonly cite: string }
  | {
      readonly qualified: false;
      readonly rule: 'ASSENTE' | 'FUORI_VALIDITA' | 'LIVELLO' | 'PARAMETRO';
      readonly message: string;
      /** Italian sentence: what to do about it. */
      readonly remedy: string;
      readonly cite: string;
    };

const rank: Record<QualificationLevel, number> = { L3: 1, SF3: 1, L2: 2, SF2: 2, L1: 3, SF1: 3 };

/** Where the register has the limit of a level; the first ones have none. */
const limitKeys = { L3: 'qual.L3', SF3: 'qual.SF3', SF2: 'qual.SF2', L2: 'ue.lavori' } as const;

/** Highest value a level reaches on a date, included: null without limit; undefined where the parameter is not known. */
export function levelLimit(
  level: QualificationLevel,
  asOf: string,
  rows: readonly LegalParameter[] = legalParameters,
): Decimal | null | undefined {
  if (level === 'L1' || level === 'SF1') return null;
  const reading = parameter(limitKeys[level], asOf, rows);
  return reading.known ? new Decimal(reading.parameter.value) : undefined;
}

function sectorOf(question: QualificationQuestion): Qualification['settore'] {
  const object = question.tipo === 'concession' ? (question.oggettoConcessione ?? 'services') : question.tipo;
  return object === 'works' ? 'LAVORI' : 'SERV_FORN';
}

/** Least level, however low the value: for others (All. II.4) and for concessions (C. 62 c. 18). */
function leastLevel(question: QualificationQuestion, rows: readonly LegalParameter[]): QualificationLevel | undefined {
  const works = sectorOf(question) === 'LAVORI';
  const keys = [
    ...(question.perAltri === true ? [works ? 'qual.cuc.min.lavori' : 'qual.cuc.min.servForn'] : []),
    ...(question.tipo === 'concession' ? [works ? 'qual.ppp.min.lavori' : 'qual.ppp.min.servForn'] : []),
  ];
  const levels = keys.flatMap((key) => {
    const reading = parameter(key, question.asOf, rows);
    const level = reading.known ? qualificationLevels.find((candidate) => candidate === reading.parameter.value) : undefined;
    return level === undefined ? [] : [level];
  });
  return levels.sort((a, b) => rank[b] - rank[a])[0];
}

const cite = 'C. 62 e 63; All. II.4';
const updateParameters = 'Chiedi all’amministratore di aggiornare i parametri di legge.';
const higherLevel = 'Chiedi ad ANAC un livello superiore, o rivolgiti a una centrale qualificata.';

type Refusal = Extract<QualificationAnswer, { qualified: false }>;

function refuse(rule: Refusal['rule'], message: string, remedy: string): Refusal {
  return { qualified: false, rule, message, remedy, cite };
}

function isNeeded(question: QualificationQuestion, rows: readonly LegalParameter[]): boolean | undefined {
  if (question.importo === null || question.tipo === 'concession') return true;
  const works = sectorOf(question) === 'LAVORI';
  const reading = parameter(works ? 'qual.necessaria.lavori' : 'qual.necessaria.servForn', question.asOf, rows);
  return reading.known ? new Decimal(question.importo).gte(reading.parameter.value) : undefined;
}

/** Why the level held does not reach what is asked; undefined where it does. */
function levelRefusal(held: QualificationLevel, question: QualificationQuestion, rows: readonly LegalParameter[]): Refusal | undefined {
  const limit = levelLimit(held, question.asOf, rows);
  if (limit === undefined) {
    return refuse('PARAMETRO', `Il limite del livello ${held} non è noto il ${dayInWords(question.asOf)}.`, updateParameters);
  }
  const least = leastLevel(question, rows);
  if (least !== undefined && rank[held] < rank[least]) {
    const why = question.tipo === 'concession' ? 'per le concessioni' : 'per operare per altri enti';
    return refuse('LIVELLO', `Il livello ${held} non basta ${why}: serve almeno ${least}.`, higherLevel);
  }
  if (limit === null || (question.importo !== null && limit.gte(question.importo))) return undefined;
  const asked = question.importo === null ? 'importi senza limite' : formatEuro(question.importo);
  return refuse(
    'LIVELLO',
    `Il livello ${held} per ${sectorNames[sectorOf(question)]} arriva a ${formatEuro(limit)}: non copre ${asked}.`,
    higherLevel,
  );
}

const sectorNames = { LAVORI: 'lavori', SERV_FORN: 'servizi e forniture' } as const;

/**
 * Is a body qualified for works, services or supplies of this value on this date? Where no qualification is needed
 * (below the values of C. 62 c. 1) the answer is yes, by none. The levels are dated parameters; one that is not known
 * on the date answers no, and says so.
 */
export function qualifiedFor(
  qualifications: readonly Qualification[],
  question: QualificationQuestion,
  rows: readonly LegalParameter[] = legalParameters,
): QualificationAnswer {
  const { asOf, ambito = 'PROGETTAZIONE_AFFIDAMENTO' } = question;
  const what = sectorNames[sectorOf(question)];
  const needed = isNeeded(question, rows);
  if (needed === undefined)
    return refuse('PARAMETRO', `Le soglie di qualificazione non sono note il ${dayInWords(asOf)}.`, updateParameters);
  if (!needed) return { qualified: true, by: null, message: 'Per questo importo la qualificazione non serve.', cite };
  const held = qualifications.filter((row) => row.settore === sectorOf(question) && row.ambito === ambito);
  if (held.length === 0) {
    const field = ambito === 'ESECUZIONE' ? 'l’esecuzione' : 'la progettazione e l’affidamento';
    const remedy = 'Registra l’atto di qualificazione di ANAC, o scegli un altro ente qualificato.';
    return refuse('ASSENTE', `Non risulta nessuna qualificazione per ${what} (${field}).`, remedy);
  }
  const valid = held.filter((row) => row.dal <= asOf && (row.al === null || asOf <= row.al));
  const [first, ...rest] = valid;
  if (first === undefined) {
    const spans = held.map((row) => `${row.livello} dal ${dayInWords(row.dal)}${row.al === null ? '' : ` al ${dayInWords(row.al)}`}`);
    const message = `Il ${dayInWords(asOf)} nessuna qualificazione per ${what} è valida: ${spans.join('; ')}.`;
    return refuse('FUORI_VALIDITA', message, 'Registra il rinnovo della qualificazione presso ANAC.');
  }
  const best = rest.reduce((a, b) => (rank[b.livello] > rank[a.livello] ? b : a), first);
  const refusal = levelRefusal(best.livello, question, rows);
  return refusal ?? { qualified: true, by: best, message: `Qualificata per ${what} al livello ${best.livello}.`, cite };
}
