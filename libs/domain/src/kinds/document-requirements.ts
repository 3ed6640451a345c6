import { evaluateCondition, type EvaluationContext, type Value } from './expression.js';
import { contextOf, type KindFacts } from './kind-facts.js';
import type { KindDocument, LoadedKind } from './kind.js';
import { whyUnknown } from './missing-names.js';

/** `M` mandatory, `O` optional, `NA` not asked, `UNKNOWN` depends on data that are still missing. */
export interface DocumentRequirement {
  readonly document: KindDocument;
  readonly requirement: 'M' | 'O' | 'NA' | 'UNKNOWN';
  /** Why, in Italian, with the article where the kind names it. */
  readonly why: string;
  /** Paths and names the answer waits for. */
  readonly missing: readonly string[];
}

/** What each document of a kind is for this dossier now, in the order of the kind. */
export function documentRequirements(kind: LoadedKind, state: string, facts: KindFacts): readonly DocumentRequirement[] {
  return requirementsIn(kind, contextOf(kind, state, facts), facts.fieldLabel);
}

type Label = KindFacts['fieldLabel'];

/** By context, which is made for one look at one dossier: gates ask it about many steps, and the requirements are the same. */
const looks = new WeakMap<EvaluationContext, readonly DocumentRequirement[]>();

function requirementsIn(kind: LoadedKind, context: EvaluationContext, label: Label): readonly DocumentRequirement[] {
  const known = looks.get(context);
  if (known !== undefined) return known;
  const requirements = derive(kind, context, label);
  looks.set(context, requirements);
  return requirements;
}

function derive(kind: LoadedKind, context: EvaluationContext, label: Label): readonly DocumentRequirement[] {
  return kind.documents.map((document, index) => {
    const expression = kind.expressions.get(`$.documents[${index}].requirement.when`);
    if (expression !== undefined)
      return conditional(document, evaluateCondition(expression.tree, context), (missing) => whyUnknown(kind, missing, label));
    return document.requirement === 'O'
      ? { document, requirement: 'O', why: withCite(document.note ?? 'Facoltativo: si aggiunge se utile', document), missing: [] }
      : { document, requirement: 'M', why: withCite('Serve sempre', document), missing: [] };
  });
}

function withCite(text: string, document: KindDocument): string {
  return document.legalBasis === undefined ? `${text}.` : `${text} (${document.legalBasis}).`;
}

function conditional(
  document: KindDocument,
  outcome: ReturnType<typeof evaluateCondition>,
  unknown: (missing: readonly string[]) => string,
): DocumentRequirement {
  const because = typeof document.requirement === 'object' ? document.requirement.because : undefined;
  const { missing } = outcome;
  if (outcome.truth === true) {
    return { document, requirement: 'M', why: withCite(`Serve perché ${because ?? 'ricorre la condizione prevista'}`, document), missing };
  }
  if (outcome.truth === false) {
    return {
      document,
      requirement: 'NA',
      why: withCite(`Non serve: si chiede solo quando ${because ?? 'ricorre la condizione prevista'}`, document),
      missing,
    };
  }
  return { document, requirement: 'UNKNOWN', why: unknown(missing), missing };
}

/** What is due by a state: documents whose phase comes no later in the order of the process. */
export interface DueDocuments {
  /** True when every mandatory document is ready; unknown while one may become mandatory. */
  readonly complete: boolean | undefined;
  readonly missing: readonly KindDocument[];
  readonly waiting: readonly DocumentRequirement[];
}

/** Documents due by a state (`due`), or in that phase alone (`dueIn`), that are not ready. */
export function dueDocuments(
  kind: LoadedKind,
  { by, alone }: { readonly by: string; readonly alone: boolean },
  input: { readonly context: EvaluationContext; readonly facts: KindFacts },
): DueDocuments {
  const order = kind.process.states.map((state) => state.code);
  const limit = order.indexOf(by);
  const counts = (phase: string): boolean => (alone ? phase === by : order.indexOf(phase) <= limit);
  const ready = new Set(input.facts.documents.filter((fact) => fact.state === 'READY' && fact.count > 0).map((fact) => fact.code));
  const due = requirementsIn(kind, input.context, input.facts.fieldLabel).filter(
    ({ document }) => document.phase !== undefined && counts(document.phase) && !ready.has(document.code),
  );
  const missing = due.filter((item) => item.requirement === 'M').map((item) => item.document);
  const waiting = due.filter((item) => item.requirement === 'UNKNOWN');
  return { complete: missing.length > 0 ? false : waiting.length > 0 ? undefined : true, missing, waiting };
}

/** Context of gates: that of requirements plus `due('STATO')` and `dueIn('STATO')`. */
export function gateContextOf(kind: LoadedKind, state: string, facts: KindFacts): EvaluationContext {
  const context = contextOf(kind, state, facts);
  const due =
    (alone: boolean) =>
    ([by]: readonly Value[]): Value => {
      if (by?.known !== true || typeof by.value !== 'string') return { known: false, missing: ['stato'] };
      const { complete, missing } = dueDocuments(kind, { by: by.value, alone }, { context, facts });
      return { known: true, value: { complete, missing: missing.length } };
    };
  return { ...context, functions: { ...context.functions, due: due(false), dueIn: due(true) } };
}
