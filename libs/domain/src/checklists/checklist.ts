import { canonicalJson } from '../audit/canonical-json.js';
import { isDate } from '../calendar/rome-time.js';
import { isMoney } from '../money/money.js';
import type { DossierKind } from '../kinds/kind-schema.js';

/** A checklist a kind asks people to compile by hand, with evidence, signed by one role and countersigned by another. */
export type KindChecklist = DossierKind['manualChecklists'][number];
export type ChecklistItem = KindChecklist['items'][number];

/** What was answered to one item. */
export interface ChecklistAnswer {
  readonly itemId: string;
  /** `SI`, `NO`, `NA`; a text; a date `YYYY-MM-DD`; an amount as decimal text. */
  readonly value: string;
  readonly note: string | null;
  /** What proves it: a document of the dossier, or words that say where to find it (protocol number…). */
  readonly evidenceDocument: string | null;
  readonly evidenceText: string | null;
  /** Files attached to the item, by hash: another file is another content. */
  readonly files: readonly string[];
}

export type SignatureStep = 'COMPILAZIONE' | 'CONTROFIRMA';

/** A signature that stands or stood: what exactly it covers is told by the hash. */
export interface ChecklistSignature {
  readonly step: SignatureStep;
  readonly personId: string;
  readonly hash: string;
  readonly voided: boolean;
}

export type ChecklistStanding = 'DA_COMPILARE' | 'COMPILATA' | 'FIRMATA';

/** Why a value is not an answer to the item; null where it is. */
export function answerFault(item: ChecklistItem, value: string): string | null {
  switch (item.answer) {
    case 'SI_NO_NA':
      return ['SI', 'NO', 'NA'].includes(value) ? null : 'Si risponde sì, no o non applicabile.';
    case 'DATA':
      return isDate(value) ? null : 'La risposta è una data: 31/12/2026.';
    case 'IMPORTO':
      return isMoney(value) ? null : 'La risposta è un importo in euro, con al massimo due decimali.';
    case 'TESTO':
      return value.trim() === '' ? 'La risposta è vuota.' : null;
  }
}

/** Something that keeps a checklist from being signed. */
export interface ChecklistGap {
  readonly itemId: string;
  readonly message: string;
}

/**
 * What is missing before it can be signed: an answer to every item, evidence where it is required (an item that does not apply
 * needs none, but says why), a reason for every NO.
 */
export function checklistGaps(list: KindChecklist, answers: readonly ChecklistAnswer[]): readonly ChecklistGap[] {
  return list.items.flatMap((item): ChecklistGap[] => {
    const answer = answers.find(({ itemId }) => itemId === item.id);
    const gap = (message: string): ChecklistGap[] => [{ itemId: item.id, message: `Punto ${item.id}: ${message}` }];
    if (answer === undefined) return gap('manca la risposta.');
    if (answerFault(item, answer.value) !== null) return gap('la risposta non è nella forma prevista.');
    const explained = (answer.note ?? '').trim() !== '';
    if (item.answer === 'SI_NO_NA' && answer.value !== 'SI' && !explained) {
      return gap(answer.value === 'NO' ? 'una risposta «no» va spiegata nella nota.' : 'va scritto nella nota perché non si applica.');
    }
    if (item.evidence === 'required' && answer.value !== 'NA' && !hasEvidence(answer))
      return gap('manca la prova: documento, file o estremi.');
    return [];
  });
}

const hasEvidence = ({ evidenceDocument, evidenceText, files }: ChecklistAnswer): boolean =>
  (evidenceDocument ?? '') !== '' || (evidenceText ?? '').trim() !== '' || files.length > 0;

/**
 * The compiled content as one text: questions and answers in the order of the list, with the version of the kind. Its SHA-256 is
 * what a signature covers; documents named as evidence count with the hash of their version in force.
 */
export function checklistText(
  list: KindChecklist,
  answers: readonly ChecklistAnswer[],
  context: { readonly dossierId: string; readonly kindVersion: string; readonly documents: ReadonlyMap<string, string> },
): string {
  const items = list.items.map(({ id, text, answer: type, cite }) => {
    const answer = answers.find(({ itemId }) => itemId === id);
    return {
      ...{ id, text, type, cite: cite ?? null },
      answer:
        answer === undefined
          ? null
          : {
              ...{ value: answer.value, note: answer.note, text: answer.evidenceText, files: [...answer.files].sort() },
              document: answer.evidenceDocument,
              documentHash: answer.evidenceDocument === null ? null : (context.documents.get(answer.evidenceDocument) ?? null),
            },
    };
  });
  return canonicalJson({ checklist: list.code, dossierId: context.dossierId, kindVersion: context.kindVersion, items });
}

/** Where the checklist stands: signatures count only while they cover exactly this content. */
export function checklistStanding(list: KindChecklist, signatures: readonly ChecklistSignature[], hash: string): ChecklistStanding {
  const standing = signatures.filter((signature) => !signature.voided && signature.hash === hash);
  const compiled = standing.find(({ step }) => step === 'COMPILAZIONE');
  if (compiled === undefined) return 'DA_COMPILARE';
  if (list.countersignedBy === undefined) return 'FIRMATA';
  const second = standing.find(({ step, personId }) => step === 'CONTROFIRMA' && personId !== compiled.personId);
  return second === undefined ? 'COMPILATA' : 'FIRMATA';
}

/** Who wants to sign, and as what. */
export interface Signer {
  readonly personId: string;
  readonly roles: readonly string[];
}

/** Which signature the person may add now, or why none. `roleOf` names a role for a sentence. */
export function signatureStep(
  list: KindChecklist,
  given: {
    readonly standing: ChecklistStanding;
    readonly signatures: readonly ChecklistSignature[];
    readonly gaps: readonly ChecklistGap[];
    readonly signer: Signer;
  },
  roleName: (code: string) => string,
): { readonly ok: true; readonly step: SignatureStep } | { readonly ok: false; readonly reason: string } {
  const { standing, signatures, gaps, signer } = given;
  const refuse = (reason: string): { ok: false; reason: string } => ({ ok: false, reason });
  if (standing === 'FIRMATA') return refuse('La lista di controllo è già firmata.');
  if (standing === 'DA_COMPILARE') {
    if (!signer.roles.includes(list.compiledBy)) return refuse(`Compila e firma: ${roleName(list.compiledBy)}.`);
    const [first] = gaps;
    if (first !== undefined) return refuse(`Mancano ${gaps.length === 1 ? 'un punto' : `${gaps.length} punti`}. ${first.message}`);
    return { ok: true, step: 'COMPILAZIONE' };
  }
  if (!signer.roles.includes(list.countersignedBy ?? '')) return refuse(`Controfirma: ${roleName(list.countersignedBy ?? '')}.`);
  const compiled = signatures.findLast(({ step, voided }) => step === 'COMPILAZIONE' && !voided);
  if (compiled?.personId === signer.personId) {
    return refuse('Chi ha firmato la compilazione non può anche controfirmare: serve un’altra persona.');
  }
  return { ok: true, step: 'CONTROFIRMA' };
}
