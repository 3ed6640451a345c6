/** Acts with a date that no sheet and no state tells: they start, end or lengthen terms. */
export const datedActKinds = [
  'SOCCORSO',
  'ANOMALIA',
  'CHIUSURA',
  'PROROGA_RUP',
  'PROROGA_PAD',
  'AGGIUDICAZIONE',
  'COMUNICAZIONE',
  'AVVISO',
  'STIPULA',
  'ANNULLAMENTO',
] as const;
export type DatedActKind = (typeof datedActKinds)[number];

/** One act as it was recorded; it never changes, a later one takes it back (`ANNULLAMENTO`) or answers it (`CHIUSURA`). */
export interface DatedAct {
  readonly id: string;
  readonly kind: DatedActKind;
  /** `YYYY-MM-DD`. */
  readonly on: string;
  /** Days given (`SOCCORSO`, `ANOMALIA`); months of extension (`PROROGA_RUP`). */
  readonly amount: number | null;
  /** The act it answers or takes back. */
  readonly refersTo: string | null;
  /** Number of the act or protocol, or a note. */
  readonly reference: string;
}

export const datedActNames: Record<DatedActKind, string> = {
  SOCCORSO: 'Richiesta di soccorso istruttorio',
  ANOMALIA: 'Richiesta di giustificazioni dell’offerta anomala',
  CHIUSURA: 'Risposta ricevuta',
  PROROGA_RUP: 'Proroga del RUP del termine di conclusione',
  PROROGA_PAD: 'Proroga delle offerte per malfunzionamento della piattaforma',
  AGGIUDICAZIONE: 'Provvedimento di aggiudicazione',
  COMUNICAZIONE: 'Comunicazione dell’aggiudicazione',
  AVVISO: 'Avviso di aggiudicazione pubblicato',
  STIPULA: 'Contratto firmato',
  ANNULLAMENTO: 'Annullamento di una registrazione',
};

const answered: readonly DatedActKind[] = ['SOCCORSO', 'ANOMALIA'];

export interface ActFinding {
  readonly field: 'kind' | 'on' | 'amount' | 'refersTo';
  /** In Italian, with what to do. */
  readonly reason: string;
}

/**
 * What is wrong with an act about to be recorded; nothing where it may be. Days beyond the law are not refused: the term shows them.
 * @param today `YYYY-MM-DD`
 */
export function actFindings(act: Omit<DatedAct, 'id'>, recorded: readonly DatedAct[], today: string): readonly ActFinding[] {
  const found: ActFinding[] = [];
  if (act.on > today) found.push({ field: 'on', reason: 'La data è nel futuro: si registra un atto già fatto.' });
  const counted = [...answered, 'PROROGA_RUP'].includes(act.kind);
  if (counted && (act.amount === null || act.amount < 1))
    found.push({ field: 'amount', reason: act.kind === 'PROROGA_RUP' ? 'Indica i mesi di proroga.' : 'Indica i giorni assegnati.' });
  if (!counted && act.amount !== null) found.push({ field: 'amount', reason: 'Questo atto non ha una durata: lascia vuoto.' });
  const refers = act.kind === 'CHIUSURA' || act.kind === 'ANNULLAMENTO';
  if (!refers && act.refersTo !== null) found.push({ field: 'refersTo', reason: 'Questo atto non ne richiama un altro.' });
  if (refers) found.push(...referenceFindings(act, recorded));
  return found;
}

function referenceFindings(act: Omit<DatedAct, 'id'>, recorded: readonly DatedAct[]): readonly ActFinding[] {
  const target = standingActs(recorded).find(({ id }) => id === act.refersTo);
  if (target === undefined) return [{ field: 'refersTo', reason: 'L’atto a cui si riferisce non c’è, o è già stato annullato.' }];
  if (act.kind === 'ANNULLAMENTO') return [];
  if (!answered.includes(target.kind))
    return [{ field: 'refersTo', reason: 'Si registra la risposta a un soccorso istruttorio o a una richiesta di giustificazioni.' }];
  if (standingActs(recorded).some(({ kind, refersTo }) => kind === 'CHIUSURA' && refersTo === target.id))
    return [{ field: 'refersTo', reason: 'La risposta è già registrata.' }];
  return act.on < target.on ? [{ field: 'on', reason: 'La risposta non può venire prima della richiesta.' }] : [];
}

/** The acts that count: without those taken back, and without what took them back; of one taken back the answer goes too. In order of day. */
export function standingActs(recorded: readonly DatedAct[]): readonly DatedAct[] {
  const taken = new Set(recorded.flatMap(({ kind, refersTo }) => (kind === 'ANNULLAMENTO' && refersTo !== null ? [refersTo] : [])));
  const left = recorded.filter(({ id, kind }) => kind !== 'ANNULLAMENTO' && !taken.has(id));
  return left
    .filter(({ kind, refersTo }) => kind !== 'CHIUSURA' || left.some(({ id }) => id === refersTo))
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}
