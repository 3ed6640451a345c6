import { Decimal } from 'decimal.js';
import { compareDates, toRomeDate } from '../calendar/rome-time.js';
import { mainObject, tenderValue, thresholdKey } from '../checks/sheet-facts.js';
import { parameterNumber } from '../law/parameters.js';
import type { SchedaValues } from '../scheda/scheda-values.js';
import { parseExpression, type Node } from './expression-syntax.js';
import type { KindFacts } from './kind-facts.js';
import type { DossierKind } from './kind-schema.js';

/**
 * A second reading of the gates, for tests: it evaluates the text of a kind by itself, with none of the code the engine
 * evaluates it with, so that the two can be held against each other. `undefined` is what is not known.
 */
export class GateOracle {
  private readonly trees = new Map<string, Node>();

  constructor(
    private readonly kind: DossierKind,
    private readonly state: string,
    private readonly facts: KindFacts,
  ) {}

  /** Every condition of a gate holds; undefined where one is not known and none is false. */
  gate(code: string): boolean | undefined {
    const gate = this.kind.gates.find((candidate) => candidate.code === code);
    const texts = gate?.conditions?.map(({ expr }) => expr) ?? [gate?.predicate ?? 'false'];
    const truths = texts.map((text) => this.truth(text));
    return truths.includes(false) ? false : truths.includes(undefined) ? undefined : true;
  }

  truth(text: string): boolean | undefined {
    const value = this.value(this.tree(text));
    return typeof value === 'boolean' ? value : undefined;
  }

  private tree(text: string): Node {
    const known = this.trees.get(text);
    if (known !== undefined) return known;
    const parsed = parseExpression(text);
    if (!parsed.ok) throw new Error(`${text}: ${parsed.error.message}`);
    this.trees.set(text, parsed.tree);
    return parsed.tree;
  }

  private value(node: Node): unknown {
    switch (node.node) {
      case 'literal':
        return typeof node.value === 'object' ? new Decimal(node.value.decimal) : node.value;
      case 'list':
        return node.items.map((item) => this.value(item));
      case 'name':
        return this.named(node.name);
      case 'member':
        return part(this.value(node.object), node.name);
      case 'call':
        return this.called(node.name, node.args);
      case 'unary': {
        const operand = this.value(node.operand);
        if (node.operator === '!') return typeof operand === 'boolean' ? !operand : undefined;
        return numberOf(operand)?.neg();
      }
      case 'binary':
        return this.joined(node);
    }
  }

  private named(name: string): unknown {
    const definition = this.kind.definitions.find((candidate) => candidate.name === name);
    if (definition !== undefined) return this.truth(definition.when);
    const { facts } = this;
    switch (name) {
      case 'subject':
        return { ...(facts.subject as object), valid: facts.subjectValid };
      case 'asOf':
      case 'now':
      case 'ente':
      case 'sua':
      case 'ledger':
        return facts[name];
      case 'state':
        return this.state;
      case 'checks':
        return tally(facts, () => true);
      default:
        return facts.facts?.[name];
    }
  }

  private called(name: string, args: readonly Node[]): unknown {
    const [first, second] = args.map((arg) => this.value(arg));
    const { facts } = this;
    const sheet = facts.subject as SchedaValues;
    const day = facts.lawAsOf ?? facts.asOf;
    switch (name) {
      case 'known':
        return !isMissing(first);
      case 'count':
        return Array.isArray(first) ? first.length : undefined;
      case 'days':
        return typeof first === 'string' && typeof second === 'string' ? daysApart(first, second) : undefined;
      case 'legge':
        return parameterNumber(String(first), day, facts.parameters);
      case 'valore':
        return tenderValue(sheet);
      case 'prevalente':
        return mainObject(sheet);
      case 'sopraSoglia': {
        const [key, value] = [thresholdKey(sheet), tenderValue(sheet)];
        const threshold = key === undefined ? undefined : parameterNumber(key, day, facts.parameters);
        return value === undefined || threshold === undefined ? undefined : value.gte(threshold);
      }
      case 'baseline':
        return isMissing(first) || isMissing(second)
          ? undefined
          : { exists: facts.baselines?.some(({ ente, procedura }) => ente === first && procedura === second) };
      case 'check': {
        const found = facts.checks?.find(({ id }) => id === first);
        return found && { status: found.status, stale: found.stale };
      }
      case 'checkGroup':
        return tally(facts, ({ group }) => group === first);
      case 'doc':
        return this.document(String(first));
      default:
        return { complete: this.complete(String(first), name === 'dueIn') };
    }
  }

  private document(code: string): object {
    const found = this.facts.documents.find((fact) => fact.code === code);
    const count = found?.count ?? 0;
    return {
      ...{ count, exists: count > 0, ready: count > 0 && found?.state === 'READY' },
      ...{ signed: found?.signed === true, registered: found?.registered === true, state: found?.state ?? 'MISSING' },
    };
  }

  private complete(state: string, alone: boolean): boolean | undefined {
    const order = this.kind.process.states.map(({ code }) => code);
    const due = this.kind.documents.filter(
      ({ phase }) => phase !== undefined && (alone ? phase === state : order.indexOf(phase) <= order.indexOf(state)),
    );
    const lacking = due.filter(({ code }) => !(this.document(code) as { ready: boolean }).ready);
    const wanted = lacking.map(({ requirement }) => (typeof requirement === 'object' ? this.truth(requirement.when) : requirement === 'M'));
    return wanted.includes(true) ? false : wanted.includes(undefined) ? undefined : true;
  }

  private joined(node: Node & { node: 'binary' }): unknown {
    const [left, right] = [this.value(node.left), this.value(node.right)];
    switch (node.operator) {
      case '&&':
        return left === false || right === false ? false : left === true && right === true ? true : undefined;
      case '||':
        return left === true || right === true ? true : left === false && right === false ? false : undefined;
      case 'in':
        return among(left, right);
      case '+':
      case '-':
      case '*':
      case '/':
        return counted(node.operator, numberOf(left), numberOf(right));
      default:
        return ordered(node.operator, orderOf(left, right));
    }
  }
}

const isMissing = (value: unknown): boolean => value === undefined || value === null || value === '';

function part(holder: unknown, name: string): unknown {
  if (Array.isArray(holder)) return holder.flatMap((item: unknown) => part(item, name) ?? null);
  if (typeof holder !== 'object' || holder === null) return undefined;
  const value: unknown = Object.hasOwn(holder, name) ? (holder as Record<string, unknown>)[name] : undefined;
  return isMissing(value) ? undefined : value;
}

function tally({ checks }: KindFacts, counts: (check: NonNullable<KindFacts['checks']>[number]) => boolean): object | undefined {
  if (checks === undefined) return undefined;
  const own = checks.filter(counts);
  const standing = (severity: string): number =>
    own.filter((one) => one.status === 'KO' && one.severity === severity && (severity === 'BLOCK' || one.overridden !== true)).length;
  return {
    ...{ blocks: standing('BLOCK'), errors: standing('ERROR'), warnings: standing('WARN') },
    ...{ unknown: own.filter(({ status }) => status === 'UNKNOWN').length, pending: own.filter(({ stale }) => stale).length },
  };
}

function numberOf(value: unknown): Decimal | undefined {
  if (Decimal.isDecimal(value) || typeof value === 'number') return new Decimal(value);
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? new Decimal(value) : undefined;
}

const dayMs = 86_400_000;
const daysApart = (from: string, to: string): number => (Date.parse(toRomeDate(to)) - Date.parse(toRomeDate(from))) / dayMs;

function orderOf(left: unknown, right: unknown): number | undefined {
  if (isMissing(left) || isMissing(right)) return undefined;
  if (typeof left === 'boolean' && typeof right === 'boolean') return Number(left) - Number(right);
  const [a, b] = [numberOf(left), numberOf(right)];
  if (a !== undefined && b !== undefined) return a.comparedTo(b);
  if (typeof left !== 'string' || typeof right !== 'string') return undefined;
  const dates = /^\d{4}-\d{2}-\d{2}/.test(left) && /^\d{4}-\d{2}-\d{2}/.test(right);
  return dates ? compareDates(left, right) : left === right ? 0 : left < right ? -1 : 1;
}

function ordered(operator: string, order: number | undefined): boolean | undefined {
  if (order === undefined) return undefined;
  const holds: Readonly<Record<string, boolean>> = {
    ...{ '==': order === 0, '!=': order !== 0, '<': order < 0, '<=': order <= 0, '>': order > 0, '>=': order >= 0 },
  };
  return holds[operator];
}

function counted(operator: '+' | '-' | '*' | '/', left: Decimal | undefined, right: Decimal | undefined): Decimal | undefined {
  if (left === undefined || right === undefined) return undefined;
  if (operator === '+') return left.plus(right);
  if (operator === '-') return left.minus(right);
  return operator === '*' ? left.times(right) : right.isZero() ? undefined : left.div(right);
}

function among(value: unknown, list: unknown): boolean | undefined {
  if (!Array.isArray(list) || isMissing(value)) return undefined;
  if (list.some((item) => orderOf(value, item) === 0)) return true;
  return list.some(isMissing) ? undefined : false;
}
