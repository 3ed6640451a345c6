import { ExpressionError, parseExpression, type ExpressionNode } from './expression-syntax.js';
import { namesUnder, nearest, type FieldNode } from './field-catalogue.js';
import { applied, dotted, reader, type Evaluate, type Frames, type Part } from './field-reading.js';
import { filters, kindName, neededFilter, type Filter, type ValueKind } from './filters.js';
import { compareNumbers, compareTexts, filled, integer, isBlank, literalKind, outcome, printed } from './value-operators.js';

/** A compiled expression: its kind, the fields it reads, what is wrong with it, and how to compute it. */
export interface CompiledExpression {
  readonly kind: ValueKind;
  readonly node: FieldNode | null;
  readonly fields: readonly string[];
  readonly faults: readonly ExpressionFault[];
  /** What runs, and never does what is meant: told by the lint, so that a template in use does not stop. */
  readonly doubts: readonly ExpressionDoubt[];
  readonly evaluate: Evaluate;
}

export interface ExpressionFault {
  readonly code: 'syntax' | 'unknown-field' | 'unknown-filter' | 'wrong-type' | 'missing-filter';
  readonly message: string;
  readonly suggestion: string | null;
  readonly field?: string;
}

/** A comparison with a value that the field never has: always false, or always true. */
export interface ExpressionDoubt {
  readonly code: 'unknown-value';
  readonly message: string;
  readonly suggestion: string;
  readonly field: string;
}

/** How a tag uses its expression. */
export type Use = 'text' | 'condition' | 'list' | 'empty';

type Call = Extract<ExpressionNode, { callee: unknown }>;

const NOTHING: Part = { kind: 'null', node: null, evaluate: () => null };
const comparable: readonly ValueKind[] = ['money', 'percent', 'integer'];

/** Compiles the expression of a tag against the names known at its place. Never throws. */
export function compileExpression(source: string, frames: Frames, use: Use): CompiledExpression {
  const compiler = new Compiler(frames);
  let part = NOTHING;
  try {
    const tree = parseExpression(source);
    if (use === 'text') part = compiler.text(tree);
    else if (use === 'condition') part = compiler.condition(tree);
    else part = compiler.list(tree, use === 'empty');
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    compiler.fault('syntax', error.message);
  }
  return { ...part, fields: [...compiler.fields], faults: compiler.faults, doubts: compiler.doubts };
}

class Compiler {
  readonly faults: ExpressionFault[] = [];
  readonly doubts: ExpressionDoubt[] = [];
  readonly fields = new Set<string>();

  constructor(private readonly frames: Frames) {}

  fault(code: ExpressionFault['code'], message: string, suggestion: string | null = null, field?: string): Part {
    this.faults.push(field === undefined ? { code, message, suggestion } : { code, message, suggestion, field });
    return NOTHING;
  }

  /** An expression whose value is written: no kind that has a form of its own may go unformatted. */
  text(tree: ExpressionNode): Part {
    const part = this.value(tree, false);
    const filter = neededFilter(part.kind);
    if (filter !== null)
      return this.fault('missing-filter', `il campo è di tipo ${kindName(part.kind)} e va scritto con un filtro`, `{… | ${filter}}`);
    if (part.kind === 'group') return this.fault('wrong-type', 'il tag indica un gruppo di campi, non un valore', firstName(part.node));
    return part;
  }

  /** `{#lista}`: the list itself; for `{^lista}`, true when it is empty. */
  list(tree: ExpressionNode, whenEmpty: boolean): Part {
    const part = this.value(tree, false);
    if (part === NOTHING) return part;
    if (part.kind !== 'list') {
      return this.fault(
        'wrong-type',
        `una sezione «#» ripete le voci di un elenco, e questo campo è di tipo ${kindName(part.kind)}`,
        '{#se …}…{/se}',
      );
    }
    if (!whenEmpty) return part;
    return { ...part, evaluate: (run) => (part.evaluate(run) as readonly unknown[] | undefined)?.length === 0 };
  }

  /** True or false. A field that is not a yes/no counts as true when it is filled in; a yes/no must be known. */
  condition(tree: ExpressionNode): Part {
    if (tree.type === 'LogicalExpression' && tree.operator !== '??') {
      const left = this.condition(tree.left).evaluate;
      const right = this.condition(tree.right).evaluate;
      return truth(
        tree.operator === '&&' ? (run) => left(run) === true && right(run) === true : (run) => left(run) === true || right(run) === true,
      );
    }
    if (tree.type === 'UnaryExpression' && tree.operator === '!') {
      const inner = this.condition(tree.argument).evaluate;
      // An inner value that is missing has been reported: the answer no longer matters.
      return truth((run) => inner(run) === false);
    }
    if (tree.type === 'BinaryExpression') return this.comparison(tree);
    if (isFilter(tree) && filterName(tree) === 'presente') {
      const [operand] = tree.arguments;
      return operand === undefined ? NOTHING : this.present(operand);
    }
    const known = this.faults.length;
    const part = this.value(tree, true);
    if (part.kind === 'boolean') return tree.type === 'Literal' ? part : truth(this.value(tree, false).evaluate);
    if (this.faults.length > known) return NOTHING;
    return truth((run) => filled(part.evaluate(run)));
  }

  private present(operand: ExpressionNode): Part {
    const { evaluate } = this.value(operand, true);
    return truth((run) => filled(evaluate(run)));
  }

  private comparison(tree: Extract<ExpressionNode, { operator: string; left: unknown }>): Part {
    const { operator } = tree;
    if (!['==', '===', '!=', '!==', '<', '<=', '>', '>='].includes(operator)) {
      return this.fault('wrong-type', `l’operatore «${operator}» non dà vero o falso`);
    }
    if (tree.left.type === 'UnaryExpression' && tree.left.operator === '!') {
      return this.fault('syntax', '«non» davanti a un confronto vuole le parentesi', 'non (a == b)');
    }
    const withNull = [tree.left, tree.right].some((side) => side.type === 'Literal' && side.value === null);
    const left = this.value(tree.left, withNull);
    const right = this.value(tree.right, withNull);
    this.doubtValue(left.node, tree.right);
    this.doubtValue(right.node, tree.left);
    const order = [left, right].some(({ kind }) => comparable.includes(kind)) ? compareNumbers : compareTexts;
    const ordered = /^[<>]/.test(operator);
    if (ordered && [left, right].some(({ kind }) => ['boolean', 'list', 'group', 'enum'].includes(kind))) {
      return this.fault('wrong-type', `l’operatore «${operator}» confronta numeri, importi o date`);
    }
    return truth((run) => {
      const [one, other] = [left.evaluate(run), right.evaluate(run)];
      if (withNull) return isBlank(one) === isBlank(other) ? operator.startsWith('=') : operator.startsWith('!');
      if (one === undefined || other === undefined) return undefined;
      return outcome(operator, order(one, other));
    });
  }

  /** `tipoProcedura == 'apreta'` reads well and is never true. */
  private doubtValue(node: FieldNode | null, other: ExpressionNode): void {
    const { values, label } = node?.field ?? {};
    if (node === null || values === undefined || other.type !== 'Literal' || typeof other.value !== 'string') return;
    if (
      values.includes(other.value) ||
      this.doubts.some(({ field, message }) => field === node.path && message.includes(`«${String(other.value)}»`))
    )
      return;
    const near = nearest(other.value, values);
    const suggestion = near === null ? `uno di questi valori: ${values.join(', ')}` : `'${near}'`;
    const message = `«${label}» non vale mai «${other.value}»: la condizione dà sempre la stessa risposta`;
    this.doubts.push({ code: 'unknown-value', message, suggestion, field: node.path });
  }

  /** Any value. `tolerant`: a missing field is null, not a problem (presence tests, left of `||`). */
  private value(tree: ExpressionNode, tolerant: boolean): Part {
    switch (tree.type) {
      case 'Literal':
        return { kind: literalKind(tree.value), node: null, evaluate: () => tree.value };
      case 'Identifier':
      case 'MemberExpression':
      case 'ThisExpression':
        return this.field(tree, tolerant);
      case 'CallExpression':
      case 'FilterExpression':
        return tree.filter === true
          ? this.filtered(tree, tolerant)
          : this.fault('syntax', 'le funzioni non sono ammesse nei tag', 'usare un filtro: {campo | filtro}');
      case 'ConditionalExpression': {
        const test = this.condition(tree.test).evaluate;
        const [yes, no] = [this.value(tree.alternate, tolerant), this.value(tree.consequent, tolerant)];
        return {
          kind: yes.kind === 'null' ? no.kind : yes.kind,
          node: null,
          evaluate: (run) => (test(run) === true ? yes : no).evaluate(run),
        };
      }
      case 'LogicalExpression': {
        if (tree.operator === '&&') return this.condition(tree);
        const [first, second] = [this.value(tree.left, true), this.value(tree.right, tolerant)];
        if (first.kind === 'boolean') return this.condition(tree);
        return {
          kind: first.kind,
          node: null,
          evaluate: (run) => {
            const value = first.evaluate(run);
            return isBlank(value) ? second.evaluate(run) : value;
          },
        };
      }
      case 'BinaryExpression':
        return ['+', '-', '*', '/', '%'].includes(tree.operator) ? this.arithmetic(tree, tolerant) : this.comparison(tree);
      case 'UnaryExpression':
        return tree.operator === '!' ? this.condition(tree) : this.fault('syntax', `l’operatore «${tree.operator}» non è ammesso`);
      default:
        return this.fault('syntax', 'nei tag non si assegnano valori e non si costruiscono oggetti o elenchi');
    }
  }

  private arithmetic(tree: Extract<ExpressionNode, { operator: string; left: unknown }>, tolerant: boolean): Part {
    const [left, right] = [this.value(tree.left, tolerant), this.value(tree.right, tolerant)];
    if ([left, right].some((side) => side === NOTHING)) return NOTHING;
    const kinds = [left.kind, right.kind];
    const joins =
      tree.operator === '+' &&
      kinds.every((kind) => ['text', 'enum', 'formatted', 'integer'].includes(kind)) &&
      !kinds.every((kind) => kind === 'integer');
    if (!joins && !kinds.every((kind) => kind === 'integer')) {
      return this.fault('wrong-type', 'nei tag si calcola solo con numeri interi: importi e date calcolati stanno nella scheda');
    }
    return {
      kind: joins ? 'formatted' : 'integer',
      node: null,
      evaluate: (run) => {
        const [one, other] = [left.evaluate(run), right.evaluate(run)];
        if (one === undefined || other === undefined || one === null || other === null) return undefined;
        return joins ? `${printed(one)}${printed(other)}` : integer(tree.operator, Number(one), Number(other));
      },
    };
  }

  private filtered(tree: Call, tolerant: boolean): Part {
    const name = filterName(tree);
    const [operand, argumentNode] = tree.arguments;
    if (operand === undefined) return NOTHING;
    if (name === 'presente') return this.present(operand);
    const filter = filters.get(name);
    if (filter === undefined) {
      const suggestion = nearest(name, [...filters.keys(), 'presente']);
      return this.fault(
        'unknown-filter',
        `il filtro «${name}» non esiste; filtri: ${[...filters.keys()].join(', ')}, presente`,
        suggestion === null ? null : `{… | ${suggestion}}`,
      );
    }
    const part = this.value(operand, tolerant);
    if (part === NOTHING) return NOTHING;
    if (!filter.accepts.includes(part.kind)) return this.unsuitable(name, filter, part);
    const argument = argumentNode?.type === 'Literal' ? argumentNode.value : undefined;
    return { kind: filter.gives, node: null, evaluate: (run) => applied(run, { filter, part, argument }) };
  }

  private unsuitable(name: string, filter: Filter, part: Part): Part {
    const better = neededFilter(part.kind);
    const accepted = filter.accepts.map(kindName).join(', ');
    return this.fault(
      'wrong-type',
      `il filtro «${name}» (${filter.purpose}) vuole ${accepted}; il campo è di tipo ${kindName(part.kind)}`,
      better === null || better === name ? null : `{… | ${better}}`,
      part.node?.path,
    );
  }

  /** A name, resolved once and for all from the innermost list outwards: a missing field never falls through to an outer one. */
  private field(tree: ExpressionNode, tolerant: boolean): Part {
    const steps = dotted(tree);
    if (steps === null) return this.fault('syntax', 'un campo si indica per nome: gruppo.campo');
    const counter = this.counter(steps);
    if (counter !== null) return counter;
    const [head = '', ...rest] = steps;
    const depth = head === 'this' ? this.frames.length - 1 : this.frames.findLastIndex((frame) => frame.children.has(head));
    const start = head === 'this' ? this.frames.at(-1) : this.frames[depth]?.children.get(head);
    if (start === undefined) return this.unknown(steps, 0, null);
    let node = start;
    for (const [index, step] of rest.entries()) {
      if (step === 'length' && node.kind === 'list') return this.length(tree, tolerant);
      const below = node.children.get(step);
      if (below === undefined) return this.unknown(steps, index + 1, node);
      node = below;
    }
    this.fields.add(node.path);
    return { kind: node.kind, node, evaluate: reader({ node, depth, steps: head === 'this' ? rest : steps, tolerant }) };
  }

  private length(tree: ExpressionNode, tolerant: boolean): Part {
    const list = tree.type === 'MemberExpression' ? this.value(tree.object, tolerant) : NOTHING;
    return { kind: 'integer', node: null, evaluate: (run) => (list.evaluate(run) as readonly unknown[] | undefined)?.length };
  }

  /** `$numero` counts the items of the list in hand from 1; `$primo` and `$ultimo` tell its ends. */
  private counter(steps: readonly string[]): Part | null {
    const [name] = steps;
    if (steps.length !== 1 || name?.startsWith('$') !== true) return null;
    const depth = this.frames.findLastIndex((frame) => frame.path.endsWith('[]'));
    if (depth < 0) return this.fault('unknown-field', `«${name}» ha senso solo dentro un elenco`);
    if (name === '$numero') return { kind: 'integer', node: null, evaluate: (run) => (run.positions[depth] ?? 0) + 1 };
    if (name === '$primo') return truth((run) => run.positions[depth] === 0);
    if (name === '$ultimo') return truth((run) => run.positions[depth] === (run.lengths[depth] ?? 0) - 1);
    return this.fault('unknown-field', `«${name}» non esiste; ci sono $numero, $primo, $ultimo`);
  }

  private unknown(steps: readonly string[], wrong: number, parent: FieldNode | null): Part {
    const written = steps.join('.');
    const candidates = parent === null ? this.frames.flatMap((frame) => namesUnder(frame)) : [...parent.children.keys()];
    const kept = steps.slice(0, wrong).join('.');
    const near =
      nearest(parent === null ? written : (steps[wrong] ?? ''), candidates) ??
      (parent === null ? nearest(steps[0] ?? '', candidates) : null);
    const suggestion = near === null ? null : kept === '' ? near : `${kept}.${near}`;
    return this.fault('unknown-field', `il campo «${written}» non esiste`, suggestion === null ? null : `{${suggestion}}`, written);
  }
}

function isFilter(tree: ExpressionNode): tree is Call {
  return (tree.type === 'CallExpression' || tree.type === 'FilterExpression') && tree.filter === true;
}

function filterName(tree: Call): string {
  return tree.filter === true && tree.callee.type === 'Identifier' ? tree.callee.name : '';
}

function truth(evaluate: Evaluate): Part {
  return { kind: 'boolean', node: null, evaluate };
}

function firstName(node: FieldNode | null): string | null {
  const [name] = node === null ? [] : namesUnder(node);
  return name === undefined || node === null ? null : `{${node.path}.${name}}`;
}
