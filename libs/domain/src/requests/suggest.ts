import { documentRequirements } from '../kinds/document-requirements.js';
import { availableTransitions } from '../kinds/engine.js';
import type { Reason } from '../kinds/gate-reasons.js';
import type { KindFacts } from '../kinds/kind-facts.js';
import type { LoadedKind } from '../kinds/kind.js';
import { pointKey, type Asked } from './points.js';
import { askingEvent } from './round.js';

/** What to ask for, and why it is proposed. */
export interface Suggestion extends Asked {
  /** Gate reason, requirement of the document or check it comes from. */
  readonly perche: string;
}

/** Fields that the SUA fills: nothing to ask the comune for. */
const ofSua = /^(?:rupSua|convenzione|stazioniAppaltanti|codiceAppalto|decisioneContrarre)(?:\/|$)/;

interface Names {
  /** Title of a field of the sheet; the path where it has none. */
  field(path: string): string;
}

/**
 * What the comune still owes, as a request would list it: documents of the istanza that are missing, what stands in the way of the
 * next step, checks that failed. Each thing once; what is the SUA’s own to do is left out.
 */
export function suggestPoints(
  kind: LoadedKind,
  { state, facts, names }: { state: string; facts: KindFacts; names: Names },
): readonly Suggestion[] {
  const found = [...missingDocuments(kind, state, facts), ...inTheWay(kind, { state, facts, names }), ...failedChecks(facts, names)];
  return [...new Map(found.toReversed().map((one) => [pointKey(one), one])).values()].toReversed();
}

/** Is the document the comune’s to bring? */
function isOfComune(kind: LoadedKind, code: string): boolean {
  const drafter = kind.documents.find((document) => document.code === code)?.drafter;
  const party = kind.roles.find((role) => role.code === drafter)?.party;
  return kind.parties.find((candidate) => candidate.code === party)?.bodyType.includes('COMUNE') === true;
}

function missingDocuments(kind: LoadedKind, state: string, facts: KindFacts): Suggestion[] {
  const order = kind.process.states.map(({ code }) => code);
  const limit = order.indexOf(state);
  const there = new Set(facts.documents.filter(({ count }) => count > 0).map(({ code }) => code));
  return documentRequirements(kind, state, facts).flatMap(({ document, requirement, why }): Suggestion[] => {
    const { code, title = code, phase } = document;
    if (requirement !== 'M' || phase === undefined || order.indexOf(phase) > limit || there.has(code) || !isOfComune(kind, code)) return [];
    return [{ tipo: 'DOCUMENTO', oggetto: code, testo: `Trasmettere «${title}»`, perche: why }];
  });
}

function inTheWay(kind: LoadedKind, { state, facts, names }: { state: string; facts: KindFacts; names: Names }): Suggestion[] {
  const forward = availableTransitions(kind, state, facts, []).find(
    ({ event, needsMotivation }) => !needsMotivation && event !== askingEvent,
  );
  return (forward?.gates ?? []).flatMap(({ reasons }) => reasons.flatMap((reason) => fromReason(kind, reason, names)));
}

function fromReason(kind: LoadedKind, { message, path, documentCode, checkId }: Reason, names: Names): Suggestion[] {
  // A check says it better below.
  if (checkId !== null) return [];
  if (documentCode !== null) {
    const title = kind.documents.find(({ code }) => code === documentCode)?.title ?? documentCode;
    if (!isOfComune(kind, documentCode)) return [];
    return [{ tipo: 'DOCUMENTO', oggetto: documentCode, testo: `Trasmettere «${title}»`, perche: message }];
  }
  if (path === null || ofSua.test(path)) return [];
  return [{ tipo: 'CAMPO', oggetto: path, testo: `Compilare «${names.field(path)}»`, perche: message }];
}

function failedChecks({ checks = [] }: KindFacts, names: Names): Suggestion[] {
  return checks.flatMap(({ id, status, severity, stale, overridden, message, path }): Suggestion[] => {
    if (status !== 'KO' || stale || overridden === true || (severity !== 'BLOCK' && severity !== 'ERROR')) return [];
    if (path != null && ofSua.test(path)) return [];
    const perche = `${id}: ${message ?? 'verifica non superata.'}`;
    if (path == null) return [{ tipo: 'LIBERO', oggetto: null, testo: message ?? id, perche }];
    return [{ tipo: 'CAMPO', oggetto: path, testo: `Correggere «${names.field(path)}»: ${message ?? 'il dato non torna.'}`, perche }];
  });
}
