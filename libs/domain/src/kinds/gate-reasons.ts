import { dueDocuments } from './document-requirements.js';
import { allNodes, conjuncts, evaluateCondition, printNode, type EvaluationContext, type Truth } from './expression.js';
import type { Node } from './expression-syntax.js';
import type { KindFacts } from './kind-facts.js';
import type { KindJump } from './kind-schema.js';
import type { KindGate, LoadedKind } from './kind.js';
import { missingNames } from './missing-names.js';

/** One thing that stands in the way of a step: what it is, what to do, where to go. */
export interface Reason {
  readonly message: string;
  /** Sheet path with `/` between segments. */
  readonly path: string | null;
  readonly documentCode: string | null;
  readonly checkId: string | null;
  readonly screen: NonNullable<KindJump['screen']>;
}

export interface GateOutcome {
  readonly code: string;
  readonly truth: Truth;
  readonly reasons: readonly Reason[];
  /** False where a condition that fails may never be overridden, or something is not known. */
  readonly overridable: boolean;
}

interface Situation {
  readonly kind: LoadedKind;
  readonly facts: KindFacts;
  readonly context: EvaluationContext;
}

interface Condition {
  readonly tree: Node;
  readonly otherwise?: string | undefined;
  readonly jump?: KindJump | undefined;
  readonly firm: boolean;
}

function conditionsOf(kind: LoadedKind, gate: KindGate): readonly Condition[] {
  const at = `$.gates[${kind.gates.indexOf(gate)}]`;
  const predicate = kind.expressions.get(`${at}.predicate`);
  if (predicate !== undefined) return conjuncts(predicate.tree).map((tree) => ({ tree, firm: false }));
  return (gate.conditions ?? []).flatMap((condition, index) => {
    const expression = kind.expressions.get(`${at}.conditions[${index}].expr`);
    return expression === undefined
      ? []
      : [{ tree: expression.tree, otherwise: condition.otherwise, jump: condition.jump, firm: condition.firm }];
  });
}

/** Evaluates a gate: Kleene conjunction of its conditions, with a reason for each that does not hold. */
export function evaluateGate(gate: KindGate, situation: Situation): GateOutcome {
  const outcomes = conditionsOf(situation.kind, gate).map((condition) => ({
    condition,
    ...evaluateCondition(condition.tree, situation.context),
  }));
  const failing = outcomes.filter((outcome) => outcome.truth !== true);
  const truth: Truth = failing.some((outcome) => outcome.truth === false) ? false : failing.length > 0 ? 'unknown' : true;
  return {
    code: gate.code,
    truth,
    reasons: failing.flatMap((outcome) => explain(outcome.condition, outcome, situation)),
    overridable: gate.overridableBy.length > 0 && failing.every((outcome) => outcome.truth === false && !outcome.condition.firm),
  };
}

function explain(
  condition: Condition,
  outcome: { readonly truth: Truth; readonly missing: readonly string[] },
  situation: Situation,
): readonly Reason[] {
  const { tree, otherwise, jump } = condition;
  const details = [...documentDetails(tree, situation), ...checkDetails(tree, situation)];
  if (details.length > 0 && outcome.truth === false) return details;
  const target = { ...jumpOf(tree), ...jump };
  const what = otherwise ?? `La condizione «${printNode(tree)}» non è soddisfatta.`;
  const waits =
    outcome.truth === 'unknown' && outcome.missing.length > 0
      ? ` Non si sa ancora: ${missingNames(situation.kind, outcome.missing, situation.facts.fieldLabel).join(', ')}.`
      : '';
  return details.length > 0 && otherwise === undefined ? details : [reason(`${what}${waits}`, target)];
}

function reason(message: string, jump: KindJump, checkId: string | null = null): Reason {
  const screen = jump.screen ?? (jump.field !== undefined ? 'scheda' : jump.document !== undefined ? 'documenti' : 'dossier');
  return { message, path: jump.field ?? null, documentCode: jump.document ?? null, checkId, screen };
}

/** First field or document a condition names. */
function jumpOf(tree: Node): KindJump {
  for (const node of allNodes(tree)) {
    const document = callArgument(node, 'doc');
    if (document !== undefined) return { document };
    const path = subjectPath(node);
    if (path !== undefined) return { field: path };
  }
  return allNodes(tree).some((node) => node.node === 'name' && node.name === 'checks') ? { screen: 'verifiche' } : {};
}

function callArgument(node: Node, name: string): string | undefined {
  if (node.node !== 'call' || node.name !== name) return undefined;
  const [arg] = node.args;
  return arg?.node === 'literal' && typeof arg.value === 'string' ? arg.value : undefined;
}

function subjectPath(node: Node): string | undefined {
  const parts = printNode(node).split('.');
  if (node.node !== 'member' || parts[0] !== 'subject' || parts[1] === 'valid') return undefined;
  return parts.slice(1).join('/');
}

/** Reasons about documents: those a `due` counts, and those a `doc` asks for. */
function documentDetails(tree: Node, { kind, facts, context }: Situation): readonly Reason[] {
  const titles = new Map(kind.documents.map((document) => [document.code, document.title ?? document.code]));
  return allNodes(tree).flatMap((node) => {
    const alone = callArgument(node, 'dueIn');
    const by = alone ?? callArgument(node, 'due');
    if (by !== undefined) {
      const { missing, waiting } = dueDocuments(kind, { by, alone: alone !== undefined }, { context, facts });
      return [
        ...missing.map((document) => documentReason(document.code, titles.get(document.code) ?? document.code, facts)),
        ...waiting.map((item) => reason(`${item.document.title ?? item.document.code}: ${item.why}`, { document: item.document.code })),
      ];
    }
    if (node.node !== 'member') return [];
    const code = callArgument(node.object, 'doc');
    if (code === undefined) return [];
    const title = titles.get(code) ?? code;
    if (node.name === 'signed') return [reason(`Il documento «${title}» non risulta firmato: caricalo firmato.`, { document: code })];
    if (node.name === 'registered') return [reason(`Il documento «${title}» non risulta protocollato.`, { document: code })];
    return [documentReason(code, title, facts)];
  });
}

function documentReason(code: string, title: string, facts: KindFacts): Reason {
  const state = facts.documents.find((fact) => fact.code === code)?.state ?? 'MISSING';
  const messages = {
    MISSING: `Manca il documento «${title}»: generalo o caricalo.`,
    GENERATING: `Il documento «${title}» è in preparazione: attendi qualche istante.`,
    STALE: `Il documento «${title}» non riporta le ultime modifiche della scheda: generalo di nuovo.`,
    FAILED: `La preparazione del documento «${title}» non è riuscita: apri il documento per vedere il motivo.`,
    READY: `Il documento «${title}» non è ancora nelle condizioni richieste.`,
  };
  return reason(messages[state], { document: code });
}

/** Reasons about checks: one for each result that `checks` or `checkGroup` counts against the dossier. */
function checkDetails(tree: Node, { facts }: Situation): readonly Reason[] {
  return allNodes(tree).flatMap((node) => {
    if (node.node !== 'member') return [];
    const group = callArgument(node.object, 'checkGroup');
    const all = node.object.node === 'name' && node.object.name === 'checks';
    const severity = ({ blocks: 'BLOCK', errors: 'ERROR', warnings: 'WARN' } as const)[node.name];
    if ((group === undefined && !all) || severity === undefined) return [];
    return (facts.checks ?? [])
      .filter(
        (check) =>
          check.status === 'KO' &&
          check.severity === severity &&
          (all || check.group === group) &&
          !(check.overridden === true && severity !== 'BLOCK'),
      )
      .map((check) =>
        reason(
          `${check.id}: ${check.message ?? 'verifica non superata.'}`,
          check.path == null ? { screen: 'verifiche' } : { field: check.path },
          check.id,
        ),
      );
  });
}
