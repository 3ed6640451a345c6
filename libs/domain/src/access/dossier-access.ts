import { dayInWords } from '../calendar/dates-in-words.js';
import type { Actor, ReviewGrant } from './actor.js';
import { dossierPhases, fixedPhases, type DossierPhase, type StillOpen } from './dossier-phase.js';
import { holders, oversight, parties } from './permission-holders.js';
import type { DossierPermission, Permission, RoleCode } from './permissions.js';
import { isInSight, whoMay } from './policy.js';
import {
  commissionRoles,
  holdsLetter,
  matrixLetters,
  rolesWithLetter,
  type MatrixLetter,
  type ResponsibilityMatrix,
} from './responsibility-matrix.js';

/** Everything access to a dossier depends on. All of it is needed: what is not known refuses. */
export interface DossierAccess {
  readonly dossierId: string;
  readonly suaId: string;
  readonly enteId: string;
  /** Bodies that tender together with `enteId`: co-parties of an aggregated tender. */
  readonly coparti: readonly string[];
  readonly asOf: string;
  readonly fase: DossierPhase;
  /** While it is frozen: what may still be written. */
  readonly aperti: StillOpen;
  /** The notice is public: other bodies of the SUA may see what has been published. */
  readonly pubblicato: boolean;
  readonly matrice: ResponsibilityMatrix;
  /** Who holds a permission by role, where the kind of the dossier says otherwise than the vocabulary. */
  readonly titolari: Partial<Readonly<Record<DossierPermission, readonly RoleCode[]>>>;
  /** Declaration of the actor on this dossier (C. 16; DPR 62/2013); not every kind asks for one. */
  readonly conflitto: 'ASSENTE' | 'PRESENTE' | 'NON_DICHIARATO' | 'NON_RICHIESTO';
  /** Whether the convenzione lets the dossier go on, with the reason where it does not; null for a dossier of the Province itself. */
  readonly convenzione: { readonly prosegue: true } | { readonly prosegue: false; readonly motivo: string } | null;
  /** Roles the actor had in the body and no longer has, with their last day. */
  readonly ruoliScaduti: readonly { readonly role: RoleCode; readonly al: string }[];
  /** Leave to review given to the actor on this dossier; null where there is none. */
  readonly incarico: ReviewGrant | null;
}

export type AccessRefusal =
  | 'ALTRO_ENTE'
  | 'RISERVATO'
  | 'INCARICO_SCADUTO'
  | 'INCARICO_LIMITATO'
  | 'RUOLO_SCADUTO'
  | 'RUOLO'
  | 'MATRICE'
  | 'FASE'
  | 'CONVENZIONE'
  | 'CONFLITTO_DA_DICHIARARE'
  | 'CONFLITTO_PRESENTE';

export type AccessDecision =
  | { readonly allowed: true; readonly role: RoleCode; readonly why: string }
  | { readonly allowed: false; readonly code: AccessRefusal; readonly reason: string };

/** Letters of the matrix that give a permission on a document; what has none goes by role alone. */
export const lettersFor: Partial<Record<DossierPermission, readonly MatrixLetter[]>> = {
  'document.read': matrixLetters,
  'document.generate': ['d'],
  'document.upload': ['d', 'c'],
  'document.comment': ['d', 'c', 'r', 'a'],
  'document.review': ['r', 'a'],
  'document.approve': ['a'],
  'document.sign': ['S'],
  'document.publish': ['p'],
  'draft.read': matrixLetters,
  'draft.write': ['d', 'c'],
  'draft.suggest': ['d', 'c', 'r', 'a'],
};

/** What goes by role and, where it becomes a document the matrix provides for, by one of these letters on it too. */
const lettersBesides: Partial<Record<DossierPermission, readonly MatrixLetter[]>> = { 'request.open': ['d', 'S'] };

/** Who reads every document, also those on which the matrix gives them nothing to do. */
export const readsAll: readonly RoleCode[] = [...parties, ...oversight];
/** What they read so. */
export const readByAll: readonly DossierPermission[] = ['document.read', 'draft.read'];

/** Permissions that the kind of a dossier may give to other roles than the vocabulary does. */
const givenByKind: readonly DossierPermission[] = [
  'dossier.create',
  'dossier.read',
  'dossier.move',
  'dossier.assign',
  'scheda.write',
  'attachment.write',
  'checklist.write',
  'package.build',
  'audit.read',
];

/** Could a matrix, a kind or a leave to review give the permission to somebody whose role alone does not? */
export const dependsOnDossier = (permission: Permission): boolean =>
  permission in lettersFor || [...joins, ...givenByKind].some((given) => given === permission);

const reads: readonly DossierPermission[] = ['dossier.read', 'published.read', 'document.read', 'draft.read', 'audit.read', 'audit.export'];
export const isWrite = (permission: DossierPermission): boolean => !reads.includes(permission);

/** All an outside lawyer may do. */
export const reviewOnly: readonly DossierPermission[] = [
  'dossier.read',
  'document.read',
  'draft.read',
  'draft.suggest',
  'document.comment',
  'document.review',
  'conflict.declare',
];

/** What whoever has a part in some document may do, whatever the role. */
export const joins: readonly DossierPermission[] = ['dossier.read', 'conflict.declare'];

export const fixesContent: readonly DossierPermission[] = [
  'scheda.write',
  'document.generate',
  'document.upload',
  'draft.write',
  'draft.suggest',
];
/** What drafts and rewords: in a fixed phase only documents that are written in it. */
const rewords: readonly DossierPermission[] = ['draft.write', 'draft.suggest'];

/** Which documents a fixed phase leaves to a permission; null where it does not go by documents. */
export const openSet = (permission: DossierPermission): 'documenti' | 'testi' | null =>
  !fixesContent.includes(permission) ? null : rewords.includes(permission) ? 'testi' : 'documenti';

/** What ends with the publication: from then on only documents and fields that the state leaves open are written. */
const untilPublished: readonly DossierPermission[] = ['dossier.create', 'package.build', 'check.override', 'document.publish'];
const whileSuspended: readonly DossierPermission[] = [
  'dossier.move',
  'dossier.assign',
  'document.comment',
  'conflict.declare',
  'review.grant',
  'thread.write',
];

/** What is left where the convenzione does not let the dossier go on: to say so, and to bring it to an end. */
export const outliving: readonly DossierPermission[] = ['conflict.declare', 'dossier.move', 'thread.write'];

/** Phases in which a permission can be used; what writes content, in a fixed one only where that is still open. */
export function phasesFor(permission: DossierPermission): readonly DossierPhase[] {
  if (!isWrite(permission)) return dossierPhases;
  // What proves the content is content.
  if (permission === 'attachment.write' || permission === 'clause.write') return ['APERTO'];
  const after = untilPublished.includes(permission) ? [] : (['PUBBLICATO'] as const);
  return ['APERTO', 'CONGELATO', ...after, ...(whileSuspended.includes(permission) ? (['SOSPESO'] as const) : [])];
}

export const phaseReasons: Readonly<Record<DossierPhase, string>> = {
  APERTO: '',
  CONGELATO: 'Gli atti sono stati approvati e non si modificano: per cambiarli il RUP rinvia il fascicolo in redazione.',
  SOSPESO: 'Il fascicolo è sospeso: prima va ripreso.',
  PUBBLICATO: 'La gara è pubblicata: gli atti pubblicati non si modificano. Si scrive solo ciò che nasce in questa fase.',
  CHIUSO: 'Il fascicolo è chiuso: si può solo leggere.',
};

const refuse = (code: AccessRefusal, reason: string): AccessDecision => ({ allowed: false, code, reason });

/** Is the dossier in sight of the actor's body? Undefined where it is. */
function sightRefusal(actor: Actor, permission: DossierPermission, dossier: DossierAccess): AccessDecision | undefined {
  if (isInSight(actor, dossier)) return undefined;
  if (actor.suaId !== dossier.suaId) return refuse('ALTRO_ENTE', 'Il fascicolo è di un altro ente.');
  if (dossier.coparti.includes(actor.enteId)) return undefined;
  if (permission === 'published.read' && dossier.pubblicato) return undefined;
  return dossier.pubblicato
    ? refuse('ALTRO_ENTE', 'Il fascicolo è di un altro ente: puoi vedere solo ciò che è pubblicato.')
    : refuse('RISERVATO', 'Il fascicolo è di un altro ente ed è riservato fino alla pubblicazione.');
}

/** What a leave to review allows; undefined where the actor has none on this dossier. */
function byGrant(actor: Actor, permission: DossierPermission, dossier: DossierAccess): AccessDecision | undefined {
  const { incarico, asOf } = dossier;
  if (incarico === null) return undefined;
  if (incarico.personId !== actor.personId || incarico.dossierId !== dossier.dossierId || actor.suaId !== dossier.suaId) {
    return refuse('ALTRO_ENTE', 'L’incarico di revisione riguarda un’altra persona o un altro fascicolo.');
  }
  const last = incarico.revocatoDal !== null && incarico.revocatoDal <= incarico.al ? incarico.revocatoDal : null;
  if (asOf < incarico.dal) return refuse('INCARICO_SCADUTO', `Il tuo incarico di revisione comincia il ${dayInWords(incarico.dal)}.`);
  if (last !== null && asOf >= last)
    return refuse('INCARICO_SCADUTO', `Il tuo incarico di revisione è stato revocato dal ${dayInWords(last)}.`);
  if (asOf > incarico.al) return refuse('INCARICO_SCADUTO', `Il tuo incarico di revisione è finito il ${dayInWords(incarico.al)}.`);
  if (!reviewOnly.includes(permission)) {
    return refuse('INCARICO_LIMITATO', 'Il tuo incarico è di sola revisione: puoi leggere, commentare e rivedere.');
  }
  return { allowed: true, role: 'LEGAL', why: `incarico di revisione fino al ${dayInWords(incarico.al)}` };
}

function byRole(actor: Actor, permission: DossierPermission, dossier: DossierAccess, document: string | null): AccessDecision {
  const { matrice } = dossier;
  const letters = lettersFor[permission];
  if (letters !== undefined) {
    const role = holdsLetter(matrice, actor.roles, letters, document);
    if (role !== undefined) return { allowed: true, role, why: 'matrice delle responsabilità della convenzione' };
    const reader = readByAll.includes(permission) ? actor.roles.find((held) => readsAll.includes(held)) : undefined;
    if (reader !== undefined) return { allowed: true, role: reader, why: 'chi lavora al fascicolo o lo controlla ne legge ogni documento' };
    return refuse('MATRICE', whoMay(actor, rolesWithLetter(matrice, letters, document)));
  }
  const may = dossier.titolari[permission] ?? holders[permission];
  const takesPart = (held: RoleCode): boolean =>
    joins.includes(permission) && !commissionRoles.includes(held) && holdsLetter(matrice, [held], matrixLetters) !== undefined;
  const role = actor.roles.find((held) => may.includes(held) || takesPart(held));
  if (role === undefined) return refuse('RUOLO', whoMay(actor, may));
  const besides = lettersBesides[permission];
  if (besides !== undefined && document !== null && matrice[document] !== undefined) {
    const entitled = rolesWithLetter(matrice, besides, document).filter((held) => may.includes(held));
    const own = actor.roles.find((held) => entitled.includes(held));
    if (own === undefined) return refuse('MATRICE', whoMay(actor, entitled));
    return { allowed: true, role: own, why: 'ruolo nell’ente e matrice delle responsabilità' };
  }
  // Of a tender who drafts some document fills the sheet; another kind says itself who does.
  if (permission !== 'scheda.write' || dossier.titolari[permission] !== undefined) return { allowed: true, role, why: 'ruolo nell’ente' };
  const drafter = holdsLetter(
    matrice,
    actor.roles.filter((held) => may.includes(held)),
    ['d'],
  );
  if (drafter !== undefined) return { allowed: true, role: drafter, why: 'ruolo nell’ente e matrice delle responsabilità' };
  return refuse('MATRICE', 'La convenzione non ti affida la redazione di alcun documento: la scheda la compila chi redige.');
}

/** Frozen or published, content can be written only where the state leaves it open. */
function isContentOpen(actor: Actor, permission: DossierPermission, dossier: DossierAccess, document: string | null): boolean {
  const { fase, aperti, matrice } = dossier;
  if (!fixedPhases.includes(fase) || !fixesContent.includes(permission)) return true;
  if (permission === 'scheda.write') return aperti.campi.length > 0;
  const documents = aperti[openSet(permission) ?? 'documenti'];
  if (document !== null) return documents.includes(document);
  return documents.some((code) => holdsLetter(matrice, actor.roles, lettersFor[permission] ?? [], code) !== undefined);
}

/** What stands against writing now: phase, convenzione, declaration. Undefined where nothing does. */
function writeRefusal(
  actor: Actor,
  permission: DossierPermission,
  dossier: DossierAccess,
  document: string | null,
): AccessDecision | undefined {
  if (!isWrite(permission)) return undefined;
  if (!phasesFor(permission).includes(dossier.fase) || !isContentOpen(actor, permission, dossier, document))
    return refuse('FASE', phaseReasons[dossier.fase]);
  if (dossier.convenzione?.prosegue === false && !outliving.includes(permission)) return refuse('CONVENZIONE', dossier.convenzione.motivo);
  if (permission === 'conflict.declare' || permission === 'dossier.create') return undefined;
  if (dossier.conflitto === 'NON_DICHIARATO') {
    return refuse(
      'CONFLITTO_DA_DICHIARARE',
      'Prima di lavorare su questo fascicolo dichiara se hai un conflitto di interessi (art. 16 del Codice): si fa una volta sola.',
    );
  }
  if (dossier.conflitto === 'PRESENTE') {
    return refuse(
      'CONFLITTO_PRESENTE',
      'Hai dichiarato un conflitto di interessi: puoi leggere, ma decide il dirigente chi ti sostituisce.',
    );
  }
  return undefined;
}

/**
 * The one policy of a dossier: role × responsibility matrix × phase × declaration of no conflict × convenzione × leave to
 * review → allowed in which role and why, or the reason why not, in Italian. `document` is the code of the document it is
 * about; without it a permission on documents asks whether there is any document on which the actor has it.
 */
export function decideOnDossier(
  actor: Actor,
  permission: DossierPermission,
  dossier: DossierAccess,
  document: string | null = null,
): AccessDecision {
  const own = sightRefusal(actor, permission, dossier) ?? expiryRefusal(actor, dossier) ?? byRole(actor, permission, dossier, document);
  const decision = own.allowed ? own : (byGrant(actor, permission, dossier) ?? own);
  if (!decision.allowed) return decision;
  // A leave to review lets propose in a text that is being written; what a fixed state leaves open is for those who draft it.
  if (!own.allowed && fixesContent.includes(permission) && dossier.fase !== 'APERTO') return refuse('FASE', phaseReasons[dossier.fase]);
  return writeRefusal(actor, permission, dossier, document) ?? decision;
}

/** Says so where the actor has no role left in the body, and which one ended last. */
function expiryRefusal(actor: Actor, { ruoliScaduti }: DossierAccess): AccessDecision | undefined {
  const last = ruoliScaduti
    .map((held) => held.al)
    .sort()
    .at(-1);
  if (actor.roles.length > 0 || last === undefined) return undefined;
  return refuse('RUOLO_SCADUTO', `Il tuo ruolo nell’ente è scaduto il ${dayInWords(last)}: chiedi al dirigente di rinnovarlo.`);
}
