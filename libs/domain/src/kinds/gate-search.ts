import { isOpenField } from '../access/dossier-phase.js';
import { allNodes, evaluateCondition, printNode } from './expression.js';
import type { Node } from './expression-syntax.js';
import { gateContextOf } from './document-requirements.js';
import { availableTransitions } from './engine.js';
import { isDocumentOpen, standingOf, type DossierStanding } from './kind-access.js';
import type { KindFacts } from './kind-facts.js';
import type { SubjectSchema } from './kind-schema.js';
import type { KindDocument, KindTransition, LoadedKind } from './kind.js';
import { isReadOnlyField } from './subject-form.js';

/**
 * Looks for what a person could enter so that a dossier goes on. For tests of kinds: a gate that nobody can satisfy with what
 * the state leaves open is a dossier that is stuck.
 */
export interface Search {
  readonly kind: LoadedKind;
  readonly state: string;
  readonly previousState?: string;
  /** Whole number from 0 up to, not including, the bound. */
  readonly random: (bound: number) => number;
}

type Sheet = Record<string, unknown>;

/** Fields behind the functions that read the sheet as a whole. */
const behind: Readonly<Record<string, readonly string[]>> = {
  valore: ['subject.valoreStimatoTotale'],
  prevalente: ['subject.lotti.oggettoContratto'],
  sopraSoglia: ['subject.valoreStimatoTotale', 'subject.lotti.oggettoContratto', 'subject.tipoContratto'],
};

/** Paths of the sheet and of declared facts that an expression reads, the longest of each chain. */
export function readPaths(kind: LoadedKind, tree: Node): readonly string[] {
  const roots = ['subject', ...Object.keys(kind.facts)];
  const chains = allNodes(tree).flatMap((node) => {
    if (node.node === 'call') return behind[node.name] ?? [];
    const text = node.node === 'member' ? printNode(node) : '';
    return roots.some((root) => text.startsWith(`${root}.`)) ? [text] : [];
  });
  return [...new Set(chains)].filter((path) => !chains.some((other) => other.startsWith(`${path}.`)));
}

/** Documents an expression waits for: those it names, and those of the phases it counts. */
function documentsAsked(kind: LoadedKind, tree: Node): readonly KindDocument[] {
  const order = kind.process.states.map(({ code }) => code);
  const calls = allNodes(tree).flatMap((node) => {
    const [arg] = node.node === 'call' ? node.args : [];
    return node.node === 'call' && arg?.node === 'literal' && typeof arg.value === 'string' ? [{ name: node.name, arg: arg.value }] : [];
  });
  return kind.documents.filter(({ code, phase }) =>
    calls.some(({ name, arg }) => {
      if (name === 'doc') return code === arg;
      const at = phase === undefined ? -1 : order.indexOf(phase);
      return at >= 0 && (name === 'dueIn' ? phase === arg : name === 'due' && at <= order.indexOf(arg));
    }),
  );
}

const amounts = ['0', '1', '3', '20', '9000', '150000', '180000', '3000000', '9000000'];

function valuesFor(schema: SubjectSchema, { asOf }: KindFacts): readonly unknown[] {
  if (schema.enum !== undefined) return schema.enum;
  if (schema.type === 'boolean') return [true, false];
  if (schema.type === 'integer' || schema.type === 'number') return [0, 1, 3, 40];
  if (schema.format === 'decimal' || schema.format === 'money') return amounts;
  const days = [asOf, '2026-09-01', '2026-10-05', '2027-03-01'];
  if (schema.format === 'date') return days;
  if (schema.format === 'date-time') return days.map((day) => `${day}T11:00:00Z`);
  if (schema.type === 'array')
    return schema.items?.enum?.map((one) => [one]) ?? [[{ id: 'LOT-0001' }, { id: 'LOT-0002' }, { id: 'LOT-0003' }]];
  return ['Una descrizione di prova abbastanza lunga da valere.'];
}

/** Writes a value at a path of names; a list on the way gets one to three items with the same value. */
function write(holder: Sheet, schema: SubjectSchema, names: readonly string[], { value, size }: { value: unknown; size: number }): void {
  const [name = '', ...rest] = names;
  const field = schema.properties?.[name];
  if (field === undefined) return;
  if (rest.length === 0) {
    holder[name] = value;
  } else if (field.type === 'array') {
    const before = Array.isArray(holder[name]) ? (holder[name] as Sheet[]) : [];
    const items = Array.from({ length: size }, (_, at): Sheet => ({ id: `LOT-000${at + 1}`, ...before[at] }));
    for (const item of items) write(item, field.items ?? {}, rest, { value, size });
    holder[name] = items;
  } else {
    const inner = { ...(holder[name] as Sheet | null | undefined) };
    write(inner, field, rest, { value, size });
    holder[name] = inner;
  }
}

function fieldAt(schema: SubjectSchema | undefined, names: readonly string[]): SubjectSchema | undefined {
  return names.reduce<SubjectSchema | undefined>((at, name) => (at?.type === 'array' ? at.items : at)?.properties?.[name], schema);
}

/** One change a person may make in this state: another value, or none, in a field that is open. */
export function changed(search: Search, facts: KindFacts, path: string): KindFacts {
  const { kind, random } = search;
  const [root = '', ...names] = path.split('.');
  const ofSheet = root === 'subject';
  const schema = ofSheet ? kind.subject : kind.facts[root];
  const field = fieldAt(schema, names);
  if (schema === undefined || field === undefined) return facts;
  // What the platform itself writes (a certification) it writes whatever the state leaves open to people.
  const byPlatform = isReadOnlyField(kind.subject, names.join('/'));
  if (ofSheet && !byPlatform && !isFieldOpen(standing(search), names)) return facts;
  const values = valuesFor(field, facts);
  const value = values[random(values.length)];
  const holder = structuredClone(ofSheet ? facts.subject : (facts.facts?.[root] ?? {})) as Sheet;
  write(holder, schema, names, { value, size: [1, 3][random(2)] ?? 1 });
  return ofSheet ? { ...facts, subject: holder } : { ...facts, facts: { ...facts.facts, [root]: holder } };
}

const standing = ({
  kind,
  state,
  previousState = null,
}: Omit<Search, 'previousState'> & { previousState?: string | null }): DossierStanding => standingOf(kind, { state, previousState });

const isFieldOpen = ({ fase, aperti }: DossierStanding, names: readonly string[]): boolean =>
  fase === 'APERTO' || isOpenField(aperti, names.join('/'));

/** Those of some documents that the state leaves open, brought in and signed. */
function withDocuments(search: Search, facts: KindFacts, documents: readonly KindDocument[]): KindFacts {
  const brought = documents.filter(({ code }) => isDocumentOpen(standing(search), code)).map(({ code }) => code);
  const kept = facts.documents.filter(({ code }) => !brought.includes(code));
  return {
    ...facts,
    documents: [...kept, ...brought.map((code) => ({ ...{ code, state: 'READY' as const, count: 2 }, signed: true, registered: true }))],
  };
}

/** What a step asks: the conditions of its gates. */
function conditionsOf(kind: LoadedKind, transition: KindTransition): readonly Node[] {
  const places = kind.gates.flatMap(({ code }, index) => (transition.gate?.includes(code) === true ? [`$.gates[${index}].`] : []));
  return [...kind.expressions].flatMap(([path, { tree }]) => (places.some((place) => path.startsWith(place)) ? [tree] : []));
}

/** Those that do not hold. */
function failing({ kind, state }: Search, conditions: readonly Node[], facts: KindFacts): readonly Node[] {
  const context = gateContextOf(kind, state, facts);
  return conditions.filter((tree) => evaluateCondition(tree, context).truth !== true);
}

const later = (facts: KindFacts): KindFacts => ({ ...facts, asOf: '2027-06-30', now: '2027-06-30T10:00:00Z' });

/** One attempt at a condition: documents brought in, time that passes, or a field that is changed. */
function attempt(search: Search, facts: KindFacts, tree: Node): KindFacts {
  const { kind, random } = search;
  const documents = documentsAsked(kind, tree);
  const waits = allNodes(tree).some((node) => node.node === 'name' && (node.name === 'now' || node.name === 'asOf'));
  const paths = [...readPaths(kind, tree), ...documents.flatMap((document) => requirementPaths(kind, document))];
  const choice = random(4);
  if (documents.length > 0 && (choice < 2 || paths.length === 0)) return withDocuments(search, facts, documents);
  if (waits && choice === 0) return later(facts);
  return changed(search, facts, paths[random(paths.length)] ?? '');
}

function requirementPaths(kind: LoadedKind, document: KindDocument): readonly string[] {
  const expression = kind.expressions.get(`$.documents[${kind.documents.indexOf(document)}].requirement.when`);
  return expression === undefined ? [] : readPaths(kind, expression.tree);
}

/**
 * Facts with which a step is taken, reached by changes that the state allows; undefined where none was found. Checks are taken
 * as mended by whoever mends the fields.
 * @param aside a step that needs a motivation, instead of one that carries on
 */
export function wayOn(search: Search, start: KindFacts, aside = false): { readonly facts: KindFacts; readonly event: string } | undefined {
  const { kind, state, random } = search;
  let facts = start;
  for (let turn = 0; turn < 6; turn += 1) {
    // Another of the steps each time: the first that was chosen may not be for this dossier.
    const steps = availableTransitions(kind, state, facts, []).filter(({ needsMotivation }) => needsMotivation === aside);
    const event = steps[random(steps.length)]?.event;
    const goal = kind.process.transitions.find((one) => one.event === event && one.from.includes(state));
    if (goal === undefined) return undefined;
    const reached = toward(search, facts, goal);
    const open = availableTransitions(kind, state, reached, goal.actors).find((one) => one.event === goal.event);
    if (open?.allowed === true) return { facts: reached, event: goal.event };
    if (turn % 2 === 0) facts = reached;
  }
  return undefined;
}

/** The facts after many attempts at what a step asks, as near to it as they came. */
function toward(search: Search, start: KindFacts, goal: KindTransition): KindFacts {
  const conditions = conditionsOf(search.kind, goal);
  let facts = start;
  let left = failing(search, conditions, facts);
  for (let tries = 0; tries < 300 && left.length > 0; tries += 1) {
    const next = attempt(search, facts, left[search.random(left.length)] as Node);
    const after = failing(search, conditions, next);
    if (after.length > left.length && search.random(10) > 0) continue;
    [facts, left] = [next, after];
  }
  return facts;
}
