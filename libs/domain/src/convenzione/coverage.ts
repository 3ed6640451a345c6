import { Decimal } from 'decimal.js';
import { dayInWords } from '../calendar/dates-in-words.js';
import { qualifiedFor, type Qualification } from '../enti/qualification.js';
import { type LegalParameter, legalParameters } from '../law/parameters.js';
import { formatEuro } from '../money/money.js';
import { scopeName, scopesMeet, typeNames, type ContractType, type Exclusion, type ScopeItem } from './scope.js';
import { bindingStates, coveringStates, endedStates, type ConvenzioneState } from './states.js';

/** A convenzione as far as dossiers depend on it. Dates are `YYYY-MM-DD`, both ends included. */
export interface ConvenzioneRecord {
  readonly id: string;
  readonly numero: string;
  readonly suaId: string;
  /** Bodies that adhere. */
  readonly enteIds: readonly string[];
  readonly stato: ConvenzioneState;
  readonly dal: string;
  readonly al: string;
  readonly ambito: readonly ScopeItem[];
  readonly ultrattivita: boolean;
  /** While suspended: whether dossiers already open go on. */
  readonly sospensione: { readonly dal: string; readonly fascicoliAperti: 'PROSEGUONO' | 'SI_FERMANO' } | null;
}

/** What is to be opened. The reference date is that of the notice or of the invitation, or the day of opening until it is known. */
export interface CoverageRequest {
  readonly suaId: string;
  readonly enteId: string;
  readonly tipo: ContractType | null;
  readonly oggettoConcessione?: 'works' | 'services' | null;
  readonly importo: string | null;
  /** How it will be bought, where a convenzione may leave that to the comune. */
  readonly modalita?: Exclusion | null;
  readonly asOf: string;
  readonly qualificazioni: readonly Qualification[];
}

export type CoverageRule =
  | 'DATI_MANCANTI'
  | 'NESSUNA_CONVENZIONE'
  | 'NON_ANCORA_ATTIVA'
  | 'RESPINTA'
  | 'CESSATA'
  | 'FUORI_DURATA'
  | 'SOSPESA'
  | 'RECESSO'
  | 'TIPO'
  | 'IMPORTO'
  | 'ESCLUSO'
  | 'QUALIFICAZIONE';

export interface CoverageRefusal {
  readonly rule: CoverageRule;
  /** The convenzione it is about; null where there is none. */
  readonly convenzioneId: string | null;
  /** Clause of the convenzione or article of the law. */
  readonly clausola: string;
  readonly motivo: string;
  readonly cosaFare: string;
}

export type Coverage =
  | { readonly covered: true; readonly convenzioneId: string; readonly ambito: number; readonly avviso: string | null }
  | { readonly covered: false; readonly refusal: CoverageRefusal; readonly others: readonly CoverageRefusal[] };

interface Refused {
  /** How far it got: the refusal of the convenzione that got furthest is the one to tell. */
  readonly reached: number;
  readonly refusal: CoverageRefusal;
}

function refused(
  reached: number,
  one: ConvenzioneRecord | null,
  rule: CoverageRule,
  words: Omit<CoverageRefusal, 'rule' | 'convenzioneId'>,
): Refused {
  return { reached, refusal: { rule, convenzioneId: one?.id ?? null, ...words } };
}

/** Why the state or the dates of a convenzione do not let a dossier open; undefined where they do. */
function standingRefusal(one: ConvenzioneRecord, asOf: string): Refused | undefined {
  const { numero, stato, dal, al } = one;
  if (stato === 'RESPINTA') {
    return refused(0, one, 'RESPINTA', {
      clausola: 'C. 62 c. 9',
      motivo: `La richiesta di adesione n. ${numero} è stata respinta.`,
      cosaFare: 'Presenta una nuova richiesta di adesione.',
    });
  }
  if (endedStates.includes(stato)) {
    return refused(2, one, 'CESSATA', {
      clausola: stato === 'CESSATA_RECESSO' ? 'art. 13 (recesso)' : 'art. 3 (durata)',
      motivo: `La convenzione n. ${numero} non è più in vigore.`,
      cosaFare: 'Rinnova la convenzione o presenta una nuova richiesta di adesione.',
    });
  }
  if (!bindingStates.includes(stato)) {
    return refused(1, one, 'NON_ANCORA_ATTIVA', {
      clausola: 'art. 15 (forma e firma)',
      motivo: `La convenzione n. ${numero} non è ancora attiva.`,
      cosaFare: 'Completa le delibere e le firme della convenzione, poi apri il fascicolo.',
    });
  }
  if (stato === 'SOSPESA') {
    return refused(3, one, 'SOSPESA', {
      clausola: 'provvedimento di sospensione',
      motivo: `La convenzione n. ${numero} è sospesa${one.sospensione === null ? '' : ` dal ${dayInWords(one.sospensione.dal)}`}.`,
      cosaFare: 'Risolvi il motivo della sospensione: il dirigente della SUA la riattiva.',
    });
  }
  if (stato === 'RECESSO_IN_CORSO') {
    return refused(3, one, 'RECESSO', {
      clausola: 'art. 13 (recesso)',
      motivo: `Per la convenzione n. ${numero} è stato comunicato il recesso: si concludono solo le gare già avviate.`,
      cosaFare: 'Rivolgiti a un’altra centrale qualificata, o concordate il ritiro del recesso.',
    });
  }
  if (asOf >= dal && asOf <= al) return undefined;
  return refused(2, one, 'FUORI_DURATA', {
    clausola: 'art. 3 (durata)',
    motivo: `La convenzione n. ${numero} vale dal ${dayInWords(dal)} al ${dayInWords(al)}: la data di riferimento è il ${dayInWords(asOf)}.`,
    cosaFare: asOf > al ? 'Rinnova la convenzione prima di aprire il fascicolo.' : 'Attendi l’inizio della convenzione.',
  });
}

const exclusionNames: Record<Exclusion, string> = {
  AFFIDAMENTO_DIRETTO: 'gli affidamenti diretti',
  SOMMA_URGENZA: 'gli interventi di somma urgenza',
  ORDINE_MEPA: 'gli ordini sul MePA',
};

interface Wanted {
  readonly tipo: ContractType;
  readonly importo: string;
  readonly request: Pick<CoverageRequest, 'oggettoConcessione' | 'modalita'>;
}

type OutOfScope = Omit<CoverageRefusal, 'convenzioneId'> & { readonly rule: 'TIPO' | 'IMPORTO' | 'ESCLUSO' };

/** The line of the scope that holds the contract, or why none does. */
function scopeOutcome(one: Pick<ConvenzioneRecord, 'numero' | 'ambito'>, { tipo, importo, request }: Wanted): number | OutOfScope {
  const clausola = 'art. 2 (ambito)';
  const ofType = one.ambito
    .map((item, index) => ({ item, index }))
    .filter(
      ({ item }) => item.tipo === tipo && (tipo !== 'concession' || item.oggettoConcessione === (request.oggettoConcessione ?? null)),
    );
  if (ofType.length === 0) {
    const allowed = [...new Set(one.ambito.map((item) => typeNames[item.tipo]))].join(', ');
    return {
      rule: 'TIPO',
      clausola,
      motivo: `La convenzione n. ${one.numero} riguarda ${allowed}, non ${typeNames[tipo]}.`,
      cosaFare: 'Integrate la convenzione con una nuova delibera dei due consigli.',
    };
  }
  const found = ofType.find(({ item }) => new Decimal(importo).gte(item.min) && (item.max === null || new Decimal(importo).lt(item.max)));
  if (found === undefined) {
    const spans = ofType.map(({ item }) => scopeName(item)).join('; ');
    return {
      rule: 'IMPORTO',
      clausola,
      motivo: `${formatEuro(importo)} è fuori dalle fasce della convenzione n. ${one.numero}: ${spans}.`,
      cosaFare: 'Controlla l’importo; se è giusto, integrate la convenzione o procedi in autonomia dove la legge lo consente (C. 62 c. 1).',
    };
  }
  const { modalita } = request;
  if (modalita != null && found.item.esclusioni.includes(modalita)) {
    return {
      rule: 'ESCLUSO',
      clausola,
      motivo: `La convenzione n. ${one.numero} lascia al comune ${exclusionNames[modalita]}.`,
      cosaFare: 'Procedi in autonomia: per questo contratto la SUA non serve.',
    };
  }
  return found.index;
}

const scopeRank: Readonly<Record<OutOfScope['rule'], number>> = { TIPO: 4, IMPORTO: 5, ESCLUSO: 6 };

/** Why the scope of a convenzione (art. 2) does not hold a contract; null where it does. Duration and qualification are not looked at. */
export function outOfScope(
  one: Pick<ConvenzioneRecord, 'numero' | 'ambito'>,
  { tipo, importo, ...request }: { readonly tipo: ContractType; readonly importo: string } & Wanted['request'],
): Omit<CoverageRefusal, 'convenzioneId'> | null {
  const outcome = scopeOutcome(one, { tipo, importo, request });
  return typeof outcome === 'number' ? null : outcome;
}

function examine(
  one: ConvenzioneRecord,
  { request, tipo, importo }: Wanted & { readonly request: CoverageRequest },
  rows: readonly LegalParameter[],
): Refused | Extract<Coverage, { covered: true }> {
  const standing = standingRefusal(one, request.asOf);
  if (standing !== undefined) return standing;
  const scope = scopeOutcome(one, { request, tipo, importo });
  if (typeof scope !== 'number') {
    const { rule, ...words } = scope;
    return refused(scopeRank[rule], one, rule, words);
  }
  const { asOf, qualificazioni, oggettoConcessione = null } = request;
  const answer = qualifiedFor(qualificazioni, { tipo, importo, asOf, oggettoConcessione, perAltri: true }, rows);
  if (!answer.qualified)
    return refused(7, one, 'QUALIFICAZIONE', {
      clausola: `art. 2 (ambito); ${answer.cite}`,
      motivo: answer.message,
      cosaFare: answer.remedy,
    });
  const avviso =
    one.stato === 'IN_SCADENZA'
      ? `La convenzione n. ${one.numero} scade il ${dayInWords(one.al)}: verifica che la gara si pubblichi prima.`
      : null;
  return { covered: true, convenzioneId: one.id, ambito: scope, avviso };
}

const missingData = (what: string): Coverage => ({
  covered: false,
  refusal: {
    rule: 'DATI_MANCANTI',
    convenzioneId: null,
    clausola: 'art. 2 (ambito)',
    motivo: `Per sapere se la convenzione copre la gara manca ${what}.`,
    cosaFare: `Indica ${what}.`,
  },
  others: [],
});

/**
 * Is the contract covered by a convenzione in force at the reference date? By which and which line of its scope; or a refusal
 * with the clause, the reason and what to do: that of the convenzione that came nearest, and those of the others.
 */
export function coverage(
  convenzioni: readonly ConvenzioneRecord[],
  request: CoverageRequest,
  rows: readonly LegalParameter[] = legalParameters,
): Coverage {
  const { tipo, importo, suaId, enteId } = request;
  if (tipo === null) return missingData('il tipo di contratto');
  if (importo === null) return missingData('l’importo stimato');
  if (tipo === 'concession' && request.oggettoConcessione == null) return missingData('l’oggetto della concessione');
  const own = convenzioni.filter((one) => one.suaId === suaId && one.enteIds.includes(enteId));
  const outcomes = own.map((one) => examine(one, { tipo, importo, request }, rows));
  const found = outcomes.find((outcome) => 'covered' in outcome);
  if (found !== undefined) return found;
  const [first, ...others] = outcomes.filter((outcome) => 'reached' in outcome).sort((a, b) => b.reached - a.reached);
  if (first !== undefined) return { covered: false, refusal: first.refusal, others: others.map((other) => other.refusal) };
  return {
    covered: false,
    refusal: {
      rule: 'NESSUNA_CONVENZIONE',
      convenzioneId: null,
      clausola: 'C. 62 c. 9; TUEL 30',
      motivo: 'Fra l’ente e la SUA non c’è una convenzione.',
      cosaFare: 'Presenta la richiesta di adesione alla SUA.',
    },
    others: [],
  };
}

/** Two convenzioni that bind the same body for the same contracts on the same days. */
export function clashingConvenzioni(
  candidate: ConvenzioneRecord,
  others: readonly ConvenzioneRecord[],
): readonly { readonly convenzioneId: string; readonly reason: string }[] {
  return others.flatMap((other) => {
    const shared =
      other.id !== candidate.id && bindingStates.includes(other.stato) && other.enteIds.some((id) => candidate.enteIds.includes(id));
    if (!shared || other.al < candidate.dal || candidate.al < other.dal) return [];
    const item = other.ambito.find((theirs) => candidate.ambito.some((ours) => scopesMeet(ours, theirs)));
    if (item === undefined) return [];
    const since = other.dal > candidate.dal ? other.dal : candidate.dal;
    return [
      {
        convenzioneId: other.id,
        reason: `Dal ${dayInWords(since)} è già in vigore la convenzione n. ${other.numero} per ${scopeName(item)}: per lo stesso ambito ne vale una sola.`,
      },
    ];
  });
}

/**
 * May a dossier already open go on under its convenzione? After the end only past the transmission of the notice, or where
 * the convenzione says it outlives itself (ultrattività).
 */
export function mayContinue(
  one: Pick<ConvenzioneRecord, 'numero' | 'stato' | 'al' | 'ultrattivita' | 'sospensione'>,
  dossier: { readonly bandoTrasmesso: boolean; readonly asOf: string },
): { readonly prosegue: true } | { readonly prosegue: false; readonly motivo: string } {
  const { stato, numero } = one;
  // Past its last day it has ended, whether or not its state has been moved on.
  const hasEnded = endedStates.includes(stato) || (bindingStates.includes(stato) && dossier.asOf > one.al);
  if (hasEnded) return afterItsEnd(one, dossier);
  if (coveringStates.includes(stato) || stato === 'RECESSO_IN_CORSO') return { prosegue: true };
  if (stato === 'SOSPESA') {
    if (one.sospensione?.fascicoliAperti === 'PROSEGUONO') return { prosegue: true };
    return {
      prosegue: false,
      motivo: `La convenzione n. ${numero} è sospesa e con essa i fascicoli aperti: il dirigente della SUA può riattivarla.`,
    };
  }
  return { prosegue: false, motivo: `La convenzione n. ${numero} non è ancora attiva.` };
}

function afterItsEnd(
  { numero, ultrattivita }: Pick<ConvenzioneRecord, 'numero' | 'ultrattivita'>,
  { bandoTrasmesso }: { readonly bandoTrasmesso: boolean },
): ReturnType<typeof mayContinue> {
  if (bandoTrasmesso || ultrattivita) return { prosegue: true };
  return {
    prosegue: false,
    motivo: `La convenzione n. ${numero} è cessata e il bando non era stato trasmesso: il fascicolo non prosegue. Rinnovate la convenzione.`,
  };
}
