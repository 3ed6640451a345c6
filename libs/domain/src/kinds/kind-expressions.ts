import { compileExpression, inlined, type Expression } from './expression.js';
import type { Node } from './expression-syntax.js';
import { boolType, numberType, type TypeEnvironment, type ValueType } from './expression-types.js';
import { kindEnvironments, type KindEnvironments } from './kind-environment.js';
import type { DossierKind } from './kind-schema.js';

/** Compiled expressions of a kind by JSON path, definitions written out. */
export type CompiledExpressions = ReadonlyMap<string, Expression>;

/** An expression that does not compile: where it stands, what is wrong, in Italian. */
interface Refused {
  readonly path: string;
  readonly message: string;
}

class Compilation {
  readonly expressions = new Map<string, Expression>();
  readonly refused: Refused[] = [];
  private readonly definitions = new Map<string, Node>();

  constructor(private readonly kind: DossierKind) {}

  /** Definitions come first, each may use those before it: a circle cannot be written. */
  define(environment: TypeEnvironment): void {
    const { definitions } = this.kind;
    for (const [index, { name, when }] of definitions.entries()) {
      const path = `$.definitions[${index}]`;
      if (Object.hasOwn(environment.variables, name) || definitions.findIndex((other) => other.name === name) !== index) {
        this.refused.push({ path: `${path}.name`, message: `Il nome «${name}» è già usato: la definizione ne vuole uno suo.` });
        continue;
      }
      const tree = this.compile(`${path}.when`, when, { environment, known: definitions.slice(0, index) });
      if (tree !== undefined) this.definitions.set(name, tree);
    }
  }

  compile(
    path: string,
    text: string | undefined,
    {
      environment,
      expected = boolType,
      known = this.kind.definitions,
    }: { environment: TypeEnvironment; expected?: ValueType; known?: DossierKind['definitions'] },
  ): Node | undefined {
    if (text === undefined) return undefined;
    const named = Object.fromEntries(known.map(({ name }) => [name, boolType]));
    const result = compileExpression(text, { ...environment, variables: { ...named, ...environment.variables } }, expected);
    if (!result.ok) {
      for (const { line, column, message } of result.errors) {
        this.refused.push({ path, message: `Espressione non valida, riga ${line}, colonna ${column}: ${message}` });
      }
      return undefined;
    }
    const tree = inlined(result.expression.tree, this.definitions);
    this.expressions.set(path, { text, tree });
    return tree;
  }
}

function compileProcess(kind: DossierKind, all: Compilation, { gate }: KindEnvironments): void {
  kind.process.transitions.forEach((transition, index) => {
    all.compile(`$.process.transitions[${index}].when`, transition.when, { environment: gate });
  });
  kind.gates.forEach(({ predicate, conditions }, index) => {
    all.compile(`$.gates[${index}].predicate`, predicate, { environment: gate });
    conditions?.forEach((condition, at) => {
      all.compile(`$.gates[${index}].conditions[${at}].expr`, condition.expr, { environment: gate });
    });
  });
}

/** Compiles every expression of a kind, with every mistake found. */
export function compileKind(kind: DossierKind): { readonly expressions: CompiledExpressions; readonly refused: readonly Refused[] } {
  const environments = kindEnvironments(kind);
  const { requirement, kpi } = environments;
  const all = new Compilation(kind);
  all.define(requirement);
  compileProcess(kind, all, environments);
  kind.documents.forEach((document, index) => {
    if (typeof document.requirement !== 'object') return;
    all.compile(`$.documents[${index}].requirement.when`, document.requirement.when, { environment: requirement });
  });
  kind.clauses.forEach((clause, index) => {
    all.compile(`$.clauses[${index}].when`, clause.when, { environment: requirement });
  });
  kind.checks.forEach((check, index) => {
    all.compile(`$.checks[${index}].when`, check.when, { environment: requirement });
  });
  kind.kpis.forEach(({ formula }, index) => {
    all.compile(`$.kpis[${index}].formula`, formula, { environment: kpi, expected: numberType });
  });
  return { expressions: all.expressions, refused: all.refused };
}
