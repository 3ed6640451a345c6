import { legalParameters, type LegalParameter } from '../law/parameters.js';
import { lawText } from '../law/register.js';
import type { CheckDefinition, CheckDocument, CheckFacts, CheckResult } from './check.js';

/** Tree of the declared inputs; an empty node means the whole value below it. */
interface InputTree {
  readonly children: Map<string, InputTree>;
  whole: boolean;
}

function treeOf(paths: readonly string[]): InputTree {
  const root: InputTree = { children: new Map(), whole: false };
  for (const path of paths) {
    let node = root;
    for (const segment of path.split('/')) {
      const next = node.children.get(segment) ?? { children: new Map(), whole: false };
      node.children.set(segment, next);
      node = next;
    }
    node.whole = true;
  }
  return root;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The part of a value that the tree names; list items keep their id. */
function project(value: unknown, tree: InputTree): unknown {
  if (tree.whole || value === null || value === undefined) return value ?? undefined;
  if (Array.isArray(value)) {
    const items = tree.children.get('*') ?? tree;
    return value.map((item: unknown) => (isRecord(item) ? { id: item['id'], ...(project(item, items) as object | undefined) } : item));
  }
  if (!isRecord(value)) return value;
  const entries = [...tree.children].flatMap(([name, child]) => {
    const part = project(Object.hasOwn(value, name) ? value[name] : undefined, child);
    return part === undefined ? [] : [[name, part] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

interface Inputs {
  readonly sheet: InputTree;
  readonly asOf: boolean;
  readonly dossier: boolean;
  readonly archive: boolean;
  readonly award: boolean;
  readonly convenzione: boolean;
  readonly case: boolean;
  readonly parameters: boolean;
  readonly seat: boolean;
  /** Codes of the documents read; `all` for every one. */
  readonly documents: ReadonlySet<string> | 'all';
}

const inputCache = new WeakMap<CheckDefinition, Inputs>();

function inputsOf(check: CheckDefinition): Inputs {
  const cached = inputCache.get(check);
  if (cached !== undefined) return cached;
  const has = (name: string): boolean => check.inputs.includes(name);
  const inputs: Inputs = {
    sheet: treeOf(check.inputs.filter((path) => !path.startsWith('@'))),
    asOf: has('@asOf'),
    dossier: has('@dossier'),
    archive: has('@archive'),
    award: has('@award'),
    convenzione: has('@convenzione'),
    case: has('@case'),
    parameters: has('@parameters'),
    seat: has('@seat'),
    documents: has('@documents')
      ? 'all'
      : new Set(check.inputs.filter((path) => path.startsWith('@documents/')).map((path) => path.slice('@documents/'.length))),
  };
  inputCache.set(check, inputs);
  return inputs;
}

/** What the check is given when it has not declared an input: it cannot depend on it by mistake. */
const nothing = { asOf: '1970-01-01', dossier: { kind: '', state: '', codiceAppalto: null } } as const;

/** The law for a check that has not declared that it reads it: no figure is known. */
const noLaw: readonly LegalParameter[] = [];

/** The facts cut down to the declared inputs. */
function visibleFacts(check: CheckDefinition, facts: CheckFacts): CheckFacts {
  const inputs = inputsOf(check);
  const { documents } = inputs;
  const isVisible = (document: CheckDocument): boolean => documents === 'all' || documents.has(document.code);
  return {
    asOf: inputs.asOf ? facts.asOf : nothing.asOf,
    dossier: inputs.dossier ? facts.dossier : nothing.dossier,
    scheda: project(facts.scheda, inputs.sheet) ?? {},
    documents: facts.documents.filter(isVisible),
    archive: inputs.archive ? facts.archive : undefined,
    award: inputs.award ? facts.award : undefined,
    convenzione: inputs.convenzione ? facts.convenzione : undefined,
    case: inputs.case ? facts.case : undefined,
    parameters: inputs.parameters ? facts.parameters : noLaw,
    seat: inputs.seat ? facts.seat : undefined,
  };
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isRecord(value)) return JSON.stringify(value ?? null);
  const entries = Object.keys(value)
    .filter((key) => value[key] !== undefined && value[key] !== null)
    .sort();
  return `{${entries.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}

function keyOf(check: CheckDefinition, visible: CheckFacts): string {
  const documents = visible.documents.map((document) =>
    document.fingerprint === undefined || document.text === null ? document : { ...document, text: null },
  );
  const parameters = visible.parameters === noLaw ? null : lawText(visible.parameters ?? legalParameters, visible.asOf);
  return canonical({ check: check.id, version: check.version, facts: { ...visible, documents, parameters } });
}

/**
 * Canonical text of everything a check reads (and of its version). Equal texts mean an equal result;
 * the caller keeps a hash of it, and a result whose hash differs is stale.
 */
export function inputKey(check: CheckDefinition, facts: CheckFacts): string {
  return keyOf(check, visibleFacts(check, facts));
}

/** Runs one check on its declared inputs only. */
export function runCheck(check: CheckDefinition, facts: CheckFacts): CheckResult {
  const visible = visibleFacts(check, facts);
  const { id, version, group, title, cite } = check;
  const common = { id, version, group, title, cite, inputKey: keyOf(check, visible) };
  if (check.appliesTo?.(visible) === false) {
    return {
      ...common,
      severity: check.severity,
      status: 'NA',
      message: 'La regola non riguarda questa procedura.',
      evidence: [],
      suggestion: null,
    };
  }
  const outcome = check.run(visible);
  return {
    ...common,
    severity: outcome.severity ?? check.severity,
    status: outcome.status,
    message: outcome.message,
    evidence: outcome.evidence,
    suggestion: outcome.suggestion ?? null,
  };
}

/** True where an input pattern and a changed path touch: the same, or one inside the other; `*` matches any item. */
function touches(input: string, changed: string): boolean {
  const [pattern, path] = [input.split('/'), changed.split('/')];
  const length = Math.min(pattern.length, path.length);
  return pattern.slice(0, length).every((segment, index) => segment === '*' || path[index] === '*' || segment === path[index]);
}

/**
 * Checks to run again after a change. Paths are sheet paths (`lotti/LOT-0001/cig`) or `@documents/D30`, `@archive`, `@asOf`…
 */
export function affectedChecks(checks: readonly CheckDefinition[], changed: readonly string[]): readonly CheckDefinition[] {
  return checks.filter((check) => check.inputs.some((input) => changed.some((path) => touches(input, path))));
}

/** Counts for gates and screens; WARN and INFO findings count as warnings. */
export interface RollUp {
  readonly ok: number;
  readonly blocks: number;
  readonly errors: number;
  readonly warnings: number;
  readonly unknown: number;
  readonly toJudge: number;
  readonly notApplicable: number;
}

/** Adds up results. */
export function rollUp(results: readonly Pick<CheckResult, 'status' | 'severity'>[]): RollUp {
  const count = (test: (result: Pick<CheckResult, 'status' | 'severity'>) => boolean): number => results.filter(test).length;
  return {
    ok: count((result) => result.status === 'OK'),
    blocks: count((result) => result.status === 'KO' && result.severity === 'BLOCK'),
    errors: count((result) => result.status === 'KO' && result.severity === 'ERROR'),
    warnings: count((result) => result.status === 'KO' && (result.severity === 'WARN' || result.severity === 'INFO')),
    unknown: count((result) => result.status === 'UNKNOWN'),
    toJudge: count((result) => result.status === 'DA_VALUTARE'),
    notApplicable: count((result) => result.status === 'NA'),
  };
}
