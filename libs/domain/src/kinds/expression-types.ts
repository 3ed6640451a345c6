import { positionAt, type ExpressionError, type Node } from './expression-syntax.js';

/** Static types. Numbers are exact decimals; `date` covers dates and instants (ISO 8601 text). */
export type ValueType =
  | { readonly kind: 'bool' }
  | { readonly kind: 'number' }
  | { readonly kind: 'date' }
  | { readonly kind: 'string'; readonly values?: readonly string[] }
  | { readonly kind: 'list'; readonly of: ValueType }
  | { readonly kind: 'object'; readonly fields: Readonly<Record<string, ValueType>> };

/** One parameter of a function; `literal` asks for a quoted text taken from a closed list (document codes, states…). */
export interface Parameter {
  readonly type: ValueType | 'any' | 'list';
  readonly literal?: { readonly what: string; readonly values: readonly string[] };
}

export interface FunctionType {
  readonly parameters: readonly Parameter[];
  readonly result: ValueType;
}

/** Names an expression may use. */
export interface TypeEnvironment {
  readonly variables: Readonly<Record<string, ValueType>>;
  readonly functions: Readonly<Record<string, FunctionType>>;
}

export const boolType: ValueType = { kind: 'bool' };
export const numberType: ValueType = { kind: 'number' };
export const stringType: ValueType = { kind: 'string' };
export const dateType: ValueType = { kind: 'date' };

const typeNames: Record<ValueType['kind'], string> = {
  bool: 'vero/falso',
  number: 'numero',
  date: 'data',
  string: 'testo',
  list: 'elenco',
  object: 'scheda',
};

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function suggest(name: string, known: readonly string[]): string {
  const near = known.find(
    (candidate) => candidate.toLowerCase() === name.toLowerCase() || distance(candidate, name) <= Math.min(2, name.length / 3),
  );
  return near === undefined ? '' : ` Forse intendevi «${near}»?`;
}

/** Levenshtein distance, for suggestions only. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [row, left] of Array.from(a).entries()) {
    const current = [row + 1];
    for (const [column, right] of Array.from(b).entries()) {
      const substitution = (previous[column] ?? 0) + (left === right ? 0 : 1);
      current.push(Math.min((previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1, substitution));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}

class Checker {
  readonly errors: ExpressionError[] = [];

  constructor(
    private readonly text: string,
    private readonly environment: TypeEnvironment,
  ) {}

  private fail(message: string, node: Node): ValueType | undefined {
    this.errors.push({ message, ...positionAt(this.text, node.offset) });
    return undefined;
  }

  /** Type of a node, or undefined where an error has been recorded (so that one mistake is told once). */
  type(node: Node): ValueType | undefined {
    switch (node.node) {
      case 'literal':
        if (typeof node.value === 'boolean') return boolType;
        return typeof node.value === 'string' ? { kind: 'string', values: [node.value] } : numberType;
      case 'list':
        return this.list(node);
      case 'name':
        return this.name(node);
      case 'member':
        return this.member(node);
      case 'call':
        return this.call(node);
      case 'unary':
        return this.expectType(node.operand, node.operator === '!' ? boolType : numberType);
      case 'binary':
        return this.binary(node);
    }
  }

  private list(node: Node & { node: 'list' }): ValueType | undefined {
    const types = node.items.map((item) => this.type(item));
    if (types.includes(undefined)) return undefined;
    const [first, ...rest] = types as ValueType[];
    if (first === undefined) return this.fail('Un elenco vuoto non serve a nulla: scrivi almeno un valore.', node);
    if (rest.some((type) => type.kind !== first.kind))
      return this.fail('I valori di un elenco devono essere tutti dello stesso tipo.', node);
    const values = [first, ...rest].flatMap((type) => (type.kind === 'string' ? (type.values ?? []) : []));
    return { kind: 'list', of: first.kind === 'string' ? { kind: 'string', values } : first };
  }

  private name(node: Node & { node: 'name' }): ValueType | undefined {
    const { variables } = this.environment;
    const type = own(variables, node.name);
    return type ?? this.fail(`Il nome «${node.name}» non esiste.${suggest(node.name, Object.keys(variables))}`, node);
  }

  private member(node: Node & { node: 'member' }): ValueType | undefined {
    const object = this.type(node.object);
    if (object === undefined) return undefined;
    const holder = object.kind === 'list' ? object.of : object;
    if (holder.kind !== 'object')
      return this.fail(`«${node.name}» non è un campo: il valore a sinistra è di tipo ${typeNames[object.kind]}.`, node);
    const field = own(holder.fields, node.name);
    if (field === undefined) {
      return this.fail(`Il campo «${node.name}» non esiste.${suggest(node.name, Object.keys(holder.fields))}`, node);
    }
    if (object.kind !== 'list') return field;
    return { kind: 'list', of: field.kind === 'list' ? field.of : field };
  }

  private call(node: Node & { node: 'call' }): ValueType | undefined {
    const { functions } = this.environment;
    const declared = own(functions, node.name);
    if (declared === undefined)
      return this.fail(`La funzione «${node.name}» non esiste.${suggest(node.name, Object.keys(functions))}`, node);
    const expected = declared.parameters.length;
    if (node.args.length !== expected) {
      return this.fail(`La funzione «${node.name}» vuole ${expected} valori, ne ha ${node.args.length}.`, node);
    }
    const good = declared.parameters.map((parameter, index) => this.argument(parameter, node.args[index]));
    return good.includes(false) ? undefined : declared.result;
  }

  private argument(parameter: Parameter, arg: Node | undefined): boolean {
    if (arg === undefined) return false;
    if (parameter.literal !== undefined) {
      const { what, values } = parameter.literal;
      if (arg.node !== 'literal' || typeof arg.value !== 'string') {
        this.fail(`Qui ci vuole ${what} scritto tra virgolette.`, arg);
        return false;
      }
      if (values.includes(arg.value)) return true;
      this.fail(`«${arg.value}» non esiste: qui ci vuole ${what}.${suggest(arg.value, values)}`, arg);
      return false;
    }
    if (parameter.type === 'any') return this.type(arg) !== undefined;
    if (parameter.type !== 'list') return this.expectType(arg, parameter.type) !== undefined;
    const type = this.type(arg);
    if (type !== undefined && type.kind !== 'list')
      this.fail(`Qui ci vuole un elenco, non un valore di tipo ${typeNames[type.kind]}.`, arg);
    return type?.kind === 'list';
  }

  expectType(node: Node, expected: ValueType): ValueType | undefined {
    const type = this.type(node);
    if (type === undefined) return undefined;
    if (type.kind === expected.kind) return expected;
    if (expected.kind === 'date' && node.node === 'literal' && type.kind === 'string') return expected;
    return this.fail(`Qui ci vuole un valore di tipo ${typeNames[expected.kind]}, non ${typeNames[type.kind]}.`, node);
  }

  private binary(node: Node & { node: 'binary' }): ValueType | undefined {
    const { operator, left, right } = node;
    if (operator === '&&' || operator === '||') return this.both(left, right, boolType);
    if (operator === '+' || operator === '-' || operator === '*' || operator === '/') return this.both(left, right, numberType);
    const [leftType, rightType] = [this.type(left), this.type(right)];
    if (leftType === undefined || rightType === undefined) return undefined;
    if (operator !== 'in') return this.comparison(node, leftType, rightType);
    if (rightType.kind !== 'list') return this.fail('A destra di «in» ci vuole un elenco.', right);
    return this.comparable(node, leftType, rightType.of);
  }

  private both(left: Node, right: Node, type: ValueType): ValueType | undefined {
    const types = [this.expectType(left, type), this.expectType(right, type)];
    return types.includes(undefined) ? undefined : type;
  }

  private comparison(node: Node & { node: 'binary' }, left: ValueType, right: ValueType): ValueType | undefined {
    const ordering = node.operator !== '==' && node.operator !== '!=';
    if (ordering && ![left.kind, right.kind].some((kind) => kind === 'number' || kind === 'date')) {
      return this.fail(`«${node.operator}» confronta solo numeri o date.`, node);
    }
    return this.comparable(node, left, right);
  }

  private comparable(node: Node & { node: 'binary' }, left: ValueType, right: ValueType): ValueType | undefined {
    const kinds = new Set([left.kind, right.kind]);
    if (kinds.has('object') || kinds.has('list')) return this.fail('Si confrontano solo valori semplici, non elenchi o schede.', node);
    const dateWithText = kinds.has('date') && kinds.has('string');
    if (left.kind !== right.kind && !dateWithText) {
      return this.fail(`Non si confronta un valore di tipo ${typeNames[left.kind]} con uno di tipo ${typeNames[right.kind]}.`, node);
    }
    return this.knownValues(node, left, right);
  }

  /** A closed list compared with a value outside it is always a mistake: a gate that can never pass, or never fail. */
  private knownValues(node: Node & { node: 'binary' }, left: ValueType, right: ValueType): ValueType | undefined {
    if (left.kind !== 'string' || right.kind !== 'string' || left.values === undefined || right.values === undefined) return boolType;
    const leftIsText = node.left.node === 'literal';
    const [wanted, allowed] = leftIsText ? [left.values, right.values] : [right.values, left.values];
    const strange = wanted.find((value) => !allowed.includes(value));
    if (strange === undefined) return boolType;
    return this.fail(
      `Il valore «${strange}» non è tra quelli previsti (${allowed.slice(0, 12).join(', ')}).${suggest(strange, allowed)}`,
      node,
    );
  }
}

/** Checks a tree against the declared names; returns its type or every mistake found. */
export function checkTypes(
  text: string,
  tree: Node,
  environment: TypeEnvironment,
  expected: ValueType,
): { readonly ok: true } | { readonly ok: false; readonly errors: readonly ExpressionError[] } {
  const checker = new Checker(text, environment);
  const type = checker.expectType(tree, expected);
  return type === undefined || checker.errors.length > 0 ? { ok: false, errors: checker.errors } : { ok: true };
}
