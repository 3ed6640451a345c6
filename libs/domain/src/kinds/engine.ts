import { gateContextOf } from './document-requirements.js';
import { evaluateCondition, type EvaluationContext, type Truth } from './expression.js';
import { evaluateGate, type GateOutcome, type Reason } from './gate-reasons.js';
import { contextOf, type KindFacts } from './kind-facts.js';
import { previousState } from './kind-schema.js';
import { missingNames } from './missing-names.js';
import type { KindEffect, KindTransition, LoadedKind } from './kind.js';
import { destinationsOf } from './process-graph.js';

/** A step that starts from the present state. */
export interface TransitionOption {
  readonly event: string;
  readonly label: string;
  readonly to: string;
  /** Whether the actor may take it now: false also where the actor has none of the roles. */
  readonly allowed: Truth;
  /** False where none of the actor's roles may take the step, whatever the gates say. */
  readonly roleAllowed: boolean;
  readonly actors: readonly string[];
  readonly gates: readonly GateOutcome[];
  readonly reasons: readonly Reason[];
  /** An actor may take it all the same with a motivation. */
  readonly overridable: boolean;
  /** The step is an act that needs its reasons in words (suspend, annul, return…). */
  readonly needsMotivation: boolean;
}

export interface TransitionRequest {
  readonly state: string;
  readonly event: string;
  readonly actorRoles: readonly string[];
  readonly facts: KindFacts;
  /** Motivation of an override, or of a side step. */
  readonly motivation?: string;
}

export type TransitionDecision =
  | {
      readonly ok: true;
      readonly from: string;
      readonly to: string;
      readonly event: string;
      /** Role the actor acted in. */
      readonly role: string;
      readonly effects: readonly KindEffect[];
      /** Gates passed only by a motivated override. */
      readonly overridden: readonly string[];
    }
  | { readonly ok: false; readonly allowed: false | 'unknown'; readonly reasons: readonly Reason[] };

function plainReason(message: string): Reason {
  return { message, path: null, documentCode: null, checkId: null, screen: 'dossier' };
}

function destination(kind: LoadedKind, transition: KindTransition, facts: KindFacts): string | undefined {
  if (transition.to !== previousState) return transition.to;
  return facts.previousState !== undefined && destinationsOf(kind, transition).includes(facts.previousState)
    ? facts.previousState
    : undefined;
}

function roleTitles(kind: LoadedKind, codes: readonly string[]): string {
  return codes.map((code) => kind.roles.find((role) => role.code === code)?.title ?? code).join(', ');
}

/**
 * Every step from a state, in the order of the kind, with what stands in the way. Steps that the dossier does not have (`when`
 * does not hold) are left out; one of which that is not known yet waits for the data. An unknown state has none.
 */
export function availableTransitions(
  kind: LoadedKind,
  state: string,
  facts: KindFacts,
  actorRoles: readonly string[],
): readonly TransitionOption[] {
  const context = gateContextOf(kind, state, facts);
  return transitionsFrom(kind, state, context).flatMap(({ transition, applies }) => {
    const to = destination(kind, transition, facts);
    return to === undefined ? [] : [describe(kind, { transition, applies, to, facts, actorRoles, context })];
  });
}

/** What a step of the kind is for this dossier: true or unknown, with what is missing. */
type Applying = ReturnType<typeof evaluateCondition>;

function transitionsFrom(
  kind: LoadedKind,
  state: string,
  context: EvaluationContext,
): readonly { readonly transition: KindTransition; readonly applies: Applying }[] {
  return kind.process.transitions.flatMap((transition, index) => {
    if (!transition.from.includes(state)) return [];
    const condition = kind.expressions.get(`$.process.transitions[${index}].when`);
    const applies: Applying = condition === undefined ? { truth: true, missing: [] } : evaluateCondition(condition.tree, context);
    return applies.truth === false ? [] : [{ transition, applies }];
  });
}

/** The steps this dossier has from a state, in the order of the kind, gates and actors apart. */
export function stepsFrom(kind: LoadedKind, state: string, facts: KindFacts): readonly KindTransition[] {
  return transitionsFrom(kind, state, contextOf(kind, state, facts)).map(({ transition }) => transition);
}

/** Outcome of one gate asked by itself (may the package be built?); undefined where the kind has no such gate. */
export function gateOutcome(kind: LoadedKind, code: string, state: string, facts: KindFacts): GateOutcome | undefined {
  const gate = kind.gates.find((candidate) => candidate.code === code);
  return gate === undefined ? undefined : evaluateGate(gate, { kind, facts, context: gateContextOf(kind, state, facts) });
}

interface Candidate {
  readonly transition: KindTransition;
  readonly applies: Applying;
  readonly to: string;
  readonly facts: KindFacts;
  readonly actorRoles: readonly string[];
  readonly context: ReturnType<typeof gateContextOf>;
}

function describe(kind: LoadedKind, candidate: Candidate): TransitionOption {
  const { transition, applies, to, facts, actorRoles, context } = candidate;
  const codes = transition.gate ?? [];
  const gates = kind.gates.filter((gate) => codes.includes(gate.code)).map((gate) => evaluateGate(gate, { kind, facts, context }));
  const roleAllowed = transition.actors.some((actor) => actorRoles.includes(actor));
  const failing = gates.filter((gate) => gate.truth !== true);
  const closed = failing.some((gate) => gate.truth === false);
  const gateTruth: Truth = closed ? false : failing.length > 0 || applies.truth === 'unknown' ? 'unknown' : true;
  const overridable =
    applies.truth === true && failing.length > 0 && failing.every((gate) => gate.overridable && mayOverride(kind, gate.code, actorRoles));
  const wrongRole = roleAllowed ? [] : [plainReason(`Questo passo spetta a: ${roleTitles(kind, transition.actors)}.`)];
  return {
    event: transition.event,
    label: transition.label ?? transition.event,
    to,
    allowed: roleAllowed ? gateTruth : false,
    roleAllowed,
    actors: transition.actors,
    gates,
    reasons: [...wrongRole, ...unclear(applies, kind, facts), ...failing.flatMap((gate) => gate.reasons)],
    overridable: roleAllowed && overridable,
    needsMotivation: transition.motivated,
  };
}

/** Which way the dossier goes is not known until these data are there. */
function unclear({ truth, missing }: Applying, kind: LoadedKind, { fieldLabel }: KindFacts): readonly Reason[] {
  if (truth !== 'unknown') return [];
  const [first = ''] = missing;
  const path = first.startsWith('subject.') ? first.replace(/^subject\./, '').replaceAll('.', '/') : null;
  const names = missingNames(kind, missing, fieldLabel).join(', ');
  const message = `Non si può ancora dire se questo passo riguarda il fascicolo: manca ${names}.`;
  return [{ ...plainReason(message), path, screen: path === null ? 'dossier' : 'scheda' }];
}

function mayOverride(kind: LoadedKind, gateCode: string, actorRoles: readonly string[]): boolean {
  const gate = kind.gates.find((candidate) => candidate.code === gateCode);
  return gate?.overridableBy.some((role) => actorRoles.includes(role)) ?? false;
}

/**
 * Decides a step: where it leads and what the caller must do, or why not. A gate that is unknown does not open;
 * one that is false opens only by a motivated override of a role the gate names, never over a firm condition.
 */
export function applyTransition(kind: LoadedKind, request: TransitionRequest): TransitionDecision {
  const { state, event, actorRoles, facts, motivation } = request;
  const option = availableTransitions(kind, state, facts, actorRoles).find((candidate) => candidate.event === event);
  const transition = kind.process.transitions.find((candidate) => candidate.event === event && candidate.from.includes(state));
  if (option === undefined || transition === undefined) {
    return { ok: false, allowed: false, reasons: [plainReason('Dallo stato attuale questo passo non è possibile: ricarica la pagina.')] };
  }
  const motivated = motivation !== undefined && motivation.trim() !== '';
  const overriding = option.allowed === false && option.overridable && motivated;
  if (option.allowed !== true && !overriding) return { ok: false, allowed: option.allowed, reasons: option.reasons };
  if (option.needsMotivation && !motivated) {
    return { ok: false, allowed: false, reasons: [plainReason('Per questo passo va scritta la motivazione.')] };
  }
  return {
    ok: true,
    from: state,
    to: option.to,
    event,
    role: transition.actors.find((actor) => actorRoles.includes(actor)) ?? '',
    effects: transition.effects,
    overridden: option.gates.filter((gate) => gate.truth !== true).map((gate) => gate.code),
  };
}
