import { Decimal } from 'decimal.js';
import { compareDates, isDate, isInstant } from '../calendar/rome-time.js';
import { parseExpression, type BinaryOperator, type ExpressionError, type Node } from './expression-syntax.js';
import { checkTypes, type TypeEnvironment, type ValueType } from './expression-types.js';

/** Outcome of an evaluation: a value, or not known yet because of the named data (paths, function calls). */
export type Value = { readonly known: true; readonly value: unknown } | { readonly known: false; readonly missing: readonly string[] };

/** Kleene's third value beside true and false. */
export type Truth = boolean | 'unknown';

export interface EvaluationContext {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly functions: Readonly<Record<string, (args: readonly Value[]) => Value>>;
}

/** An expression that parsed and type-checked. */
export interface Expression {
  readonly text: string;
  readonly tree: Node;
}

export type CompileResult =
  { readonly ok: true; readonly expression: Expression } | { readonly ok: false; readonly errors: readonly ExpressionError[] };

/** Parses and type-checks. Errors are in Italian with line and column. */
export function compileExpression(text: string, environment: TypeEnvironment, expected: ValueType): CompileResult {
  const parsed = parseExpression(text);
  if (!parsed.ok) return { ok: false, errors: [parsed.error] };
  const checked = checkTypes(text, parsed.tree, environment, expected);
  return checked.ok ? { ok: true, expression: { text, tree: parsed.tree } } : checked;
}

/** Value of an expression. Total: data of the wrong shape counts as missing, nothing is thrown. */
export function evaluate(expression: Expression, context: EvaluationContext): Value {
  return evaluateNode(expression.tree, context);
}

/** Truth of a condition, with the names of the data that are missing when it is unknown. */
export function evaluateCondition(tree: Node, context: EvaluationContext): { readonly truth: Truth; readonly missing: readonly string[] } {
  const value = evaluateNode(tree, context);
  if (!value.known) return { truth: 'unknown', missing: value.missing };
  return typeof value.value === 'boolean' ? { truth: value.value, missing: [] } : { truth: 'unknown', missing: [printNode(tree)] };
}

/** The conditions joined by `&&` at the top of a tree: a gate is explained one by one. */
export function conjuncts(tree: Node): readonly Node[] {
  return tree.node === 'binary' && tree.operator === '&&' ? [...conjuncts(tree.left), ...conjuncts(tree.right)] : [tree];
}

/** Every node of a tree, parents first. */
export function allNodes(tree: Node): readonly Node[] {
  switch (tree.node) {
    case 'literal':
    case 'name':
      return [tree];
    case 'list':
      return [tree, ...tree.items.flatMap(allNodes)];
    case 'member':
      return [tree, ...allNodes(tree.object)];
    case 'call':
      return [tree, ...tree.args.flatMap(allNodes)];
    case 'unary':
      return [tree, ...allNodes(tree.operand)];
    case 'binary':
      return [tree, ...allNodes(tree.left), ...allNodes(tree.right)];
  }
}

/** The tree with names replaced by the conditions they stand for. */
export function inlined(tree: Node, definitions: ReadonlyMap<string, Node>): Node {
  const inside = (node: Node): Node => inlined(node, definitions);
  switch (tree.node) {
    case 'literal':
      return tree;
    case 'name':
      return definitions.get(tree.name) ?? tree;
    case 'list':
      return { ...tree, items: tree.items.map(inside) };
    case 'member':
      return { ...tree, object: inside(tree.object) };
    case 'call':
      return { ...tree, args: tree.args.map(inside) };
    case 'unary':
      return { ...tree, operand: inside(tree.operand) };
    case 'binary':
      return { ...tree, left: inside(tree.left), right: inside(tree.right) };
  }
}

/** Writes a tree back as text, with single quotes and every nested operation in brackets. */
export function printNode(tree: Node): string {
  switch (tree.node) {
    case 'literal':
      if (typeof tree.value === 'boolean') return String(tree.value);
      return typeof tree.value === 'string' ? `'${tree.value}'` : tree.value.decimal;
    case 'list':
      return `[${tree.items.map(printNode).join(', ')}]`;
    case 'name':
      return tree.name;
    case 'member':
      return `${printNode(tree.object)}.${tree.name}`;
    case 'call':
      return `${tree.name}(${tree.args.map(printNode).join(', ')})`;
    case 'unary':
      return `${tree.operator}${printOperand(tree.operand)}`;
    case 'binary':
      return `${printOperand(tree.left)} ${tree.operator} ${printOperand(tree.right)}`;
  }
}

function printOperand(tree: Node): string {
  return tree.node === 'binary' ? `(${printNode(tree)})` : printNode(tree);
}

const known = (value: unknown): Value => ({ known: true, value });
const missing = (...names: string[]): Value => ({ known: false, missing: names });

function mergeMissing(...values: readonly Value[]): Value {
  return { known: false, missing: [...new Set(values.flatMap((value) => (value.known ? [] : value.missing)))] };
}

function evaluateNode(tree: Node, context: EvaluationContext): Value {
  switch (tree.node) {
    case 'literal':
      return known(typeof tree.value === 'object' ? new Decimal(tree.value.decimal) : tree.value);
    case 'list': {
      const items = tree.items.map((item) => evaluateNode(item, context));
      return items.every((item) => item.known) ? known(items.map((item) => item.value)) : mergeMissing(...items);
    }
    case 'name':
      return present(own(context.variables, tree.name), tree);
    case 'member':
      return member(tree, context);
    case 'call': {
      const call = own(context.functions, tree.name);
      if (call === undefined) return missing(printNode(tree));
      const value = call(tree.args.map((arg) => evaluateNode(arg, context)));
      return value.known ? present(value.value, tree) : value;
    }
    case 'unary':
      return unary(tree, context);
    case 'binary':
      return binary(tree, context);
  }
}

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function present(value: unknown, tree: Node): Value {
  return value === undefined || value === null || value === '' ? missing(printNode(tree)) : known(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !Decimal.isDecimal(value);
}

/** Field of an object; of a list of objects, the list of that field over all of them. */
function member(tree: Node & { node: 'member' }, context: EvaluationContext): Value {
  const object = evaluateNode(tree.object, context);
  if (!object.known) return object;
  if (isRecord(object.value)) return present(own(object.value, tree.name), tree);
  if (!Array.isArray(object.value)) return missing(printNode(tree));
  return known(object.value.flatMap((item: unknown) => (isRecord(item) ? (own(item, tree.name) ?? null) : null)));
}

function unary(tree: Node & { node: 'unary' }, context: EvaluationContext): Value {
  const operand = evaluateNode(tree.operand, context);
  if (!operand.known) return operand;
  if (tree.operator === '!') return typeof operand.value === 'boolean' ? known(!operand.value) : missing(printNode(tree.operand));
  const number = toNumber(operand.value);
  return number === undefined ? missing(printNode(tree.operand)) : known(number.neg());
}

function binary(tree: Node & { node: 'binary' }, context: EvaluationContext): Value {
  const { operator } = tree;
  const left = evaluateNode(tree.left, context);
  if (operator === '&&' || operator === '||') return logical(operator, left, () => evaluateNode(tree.right, context));
  const right = evaluateNode(tree.right, context);
  if (!left.known || !right.known) return mergeMissing(left, right);
  if (operator === 'in') return contains(tree, left.value, right.value);
  if (operator === '+' || operator === '-' || operator === '*' || operator === '/') return arithmetic(tree, left.value, right.value);
  // What is put in order is a number or a date: amounts without decimals are text that looks like a code.
  const amounts = operator === '==' || operator === '!=' ? undefined : [toNumber(left.value), toNumber(right.value)];
  const order = amounts?.[0] && amounts[1] ? amounts[0].comparedTo(amounts[1]) : compare(left.value, right.value);
  return order === undefined ? missing(printNode(tree)) : known(holds(operator, order));
}

/** Kleene: a false part decides a conjunction, a true part a disjunction, whatever else is missing. */
function logical(operator: '&&' | '||', left: Value, evaluateRight: () => Value): Value {
  const deciding = operator === '||';
  if (left.known && left.value === deciding) return left;
  const right = evaluateRight();
  if (right.known && right.value === deciding) return right;
  return left.known && right.known ? known(!deciding) : mergeMissing(left, right);
}

function toNumber(value: unknown): Decimal | undefined {
  if (Decimal.isDecimal(value)) return value;
  if (typeof value === 'number' && Number.isFinite(value)) return new Decimal(value);
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? new Decimal(value) : undefined;
}

function arithmetic(tree: Node & { node: 'binary' }, leftValue: unknown, rightValue: unknown): Value {
  const [left, right] = [toNumber(leftValue), toNumber(rightValue)];
  if (left === undefined) return missing(printNode(tree.left));
  if (right === undefined) return missing(printNode(tree.right));
  if (tree.operator === '+') return known(left.plus(right));
  if (tree.operator === '-') return known(left.minus(right));
  if (tree.operator === '*') return known(left.times(right));
  return right.isZero() ? missing(`${printNode(tree.right)} (divisione per zero)`) : known(left.div(right));
}

/** Sign of left − right; undefined where the two cannot be compared. Amounts written as text compare with numbers as numbers. */
function compare(left: unknown, right: unknown): number | undefined {
  if (typeof left === 'boolean' && typeof right === 'boolean') return Number(left) - Number(right);
  if (typeof left === 'string' && typeof right === 'string') {
    const isMoment = (text: string): boolean => isDate(text) || isInstant(text);
    if (isMoment(left) && isMoment(right)) return compareDates(left, right);
    const numbers = /^-?\d+\.\d+$/.test(left) && /^-?\d+\.\d+$/.test(right);
    return numbers ? new Decimal(left).comparedTo(right) : left === right ? 0 : left < right ? -1 : 1;
  }
  const [leftNumber, rightNumber] = [toNumber(left), toNumber(right)];
  return leftNumber === undefined || rightNumber === undefined ? undefined : leftNumber.comparedTo(rightNumber);
}

function holds(operator: Exclude<BinaryOperator, '&&' | '||' | 'in' | '+' | '-' | '*' | '/'>, order: number): boolean {
  switch (operator) {
    case '==':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

function contains(tree: Node & { node: 'binary' }, value: unknown, list: unknown): Value {
  if (!Array.isArray(list)) return missing(printNode(tree.right));
  const items: readonly unknown[] = list;
  if (items.some((item) => compare(value, item) === 0)) return known(true);
  return items.some((item) => item === null || item === undefined || item === '') ? missing(printNode(tree.right)) : known(false);
}
