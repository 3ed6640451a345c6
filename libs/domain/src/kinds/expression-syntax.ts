/**
 * Syntax of the expression language used by dossier kinds (gates, requirements, clauses, indicators).
 * A pure text → tree function: it never throws, and every error carries its place in the text.
 */

/** A place in the source text: `line` and `column` start at 1, `offset` at 0. */
export interface Position {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** What is wrong with an expression, in Italian, and where. */
export interface ExpressionError extends Position {
  readonly message: string;
}

export type BinaryOperator = '&&' | '||' | '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | '+' | '-' | '*' | '/';

/** Syntax tree; `offset` is where the node starts in the text. */
export type Node =
  | { readonly node: 'literal'; readonly offset: number; readonly value: string | boolean | { readonly decimal: string } }
  | { readonly node: 'list'; readonly offset: number; readonly items: readonly Node[] }
  | { readonly node: 'name'; readonly offset: number; readonly name: string }
  | { readonly node: 'member'; readonly offset: number; readonly object: Node; readonly name: string }
  | { readonly node: 'call'; readonly offset: number; readonly name: string; readonly args: readonly Node[] }
  | { readonly node: 'unary'; readonly offset: number; readonly operator: '!' | '-'; readonly operand: Node }
  | { readonly node: 'binary'; readonly offset: number; readonly operator: BinaryOperator; readonly left: Node; readonly right: Node };

export type ParseResult = { readonly ok: true; readonly tree: Node } | { readonly ok: false; readonly error: ExpressionError };

interface Token {
  readonly type: 'number' | 'string' | 'name' | 'symbol' | 'end';
  readonly text: string;
  readonly offset: number;
}

/** Longest text and deepest nesting accepted: an expression is a rule a person reads, not a program. */
export const expressionLimits = { length: 4000, depth: 60 } as const;

const operatorLevels: readonly (readonly BinaryOperator[])[] = [
  ['||'],
  ['&&'],
  ['==', '!=', '<', '<=', '>', '>=', 'in'],
  ['+', '-'],
  ['*', '/'],
];

const comparisonLevel = 2;

const tokenPattern =
  /(?<space>\s+)|(?<number>\d+(?:\.\d+)?)|(?<name>[\p{L}_][\p{L}\d_]*)|(?<string>'(?:[^'\\\n]|\\['"\\n])*'|"(?:[^"\\\n]|\\['"\\n])*")|(?<symbol>&&|\|\||==|!=|<=|>=|[<>!()[\].,+\-*/])/uy;

/** Line and column of an offset. */
export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { offset, line, column: offset - before.lastIndexOf('\n') };
}

class Refusal extends Error {
  constructor(
    override readonly message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let offset = 0;
  while (offset < text.length) {
    tokenPattern.lastIndex = offset;
    const groups = tokenPattern.exec(text)?.groups;
    if (groups === undefined) throw new Refusal(describeBadCharacter(text, offset), offset);
    const found = Object.entries(groups).find((entry): entry is [string, string] => typeof entry[1] === 'string');
    if (found === undefined) throw new Refusal(describeBadCharacter(text, offset), offset);
    const [type, value] = found;
    if (type !== 'space') tokens.push({ type: type as Token['type'], text: value, offset });
    offset += value.length;
  }
  tokens.push({ type: 'end', text: '', offset: text.length });
  return tokens;
}

function describeBadCharacter(text: string, offset: number): string {
  const character = text.charAt(offset);
  if (character === "'" || character === '"') return 'Il testo tra virgolette non è chiuso: aggiungi la virgoletta finale.';
  if (character === '=') return 'Per confrontare due valori si scrive «==», non «=».';
  if (character === '&' || character === '|') return `Per unire due condizioni si scrive «${character}${character}».`;
  return `Il carattere «${character}» non è ammesso in un'espressione.`;
}

class Parser {
  private at = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  parse(): Node {
    const tree = this.level(0);
    const rest = this.peek();
    if (rest.type !== 'end') throw new Refusal(`«${rest.text}» non è atteso qui: manca un operatore?`, rest.offset);
    return tree;
  }

  private peek(): Token {
    const token = this.tokens[this.at];
    if (token === undefined) throw new Refusal("L'espressione finisce prima del previsto.", 0);
    return token;
  }

  private take(): Token {
    const token = this.peek();
    if (token.type !== 'end') this.at += 1;
    return token;
  }

  private isSymbol(text: string): boolean {
    const token = this.peek();
    return token.type === 'symbol' && token.text === text;
  }

  private expect(symbol: string): void {
    const token = this.peek();
    if (!this.isSymbol(symbol)) {
      throw new Refusal(
        `Manca «${symbol}»${token.type === 'end' ? " alla fine dell'espressione" : ` prima di «${token.text}»`}.`,
        token.offset,
      );
    }
    this.take();
  }

  private binaryOperator(level: number): BinaryOperator | undefined {
    const token = this.peek();
    if (token.type !== 'symbol' && !(token.type === 'name' && token.text === 'in')) return undefined;
    return operatorLevels[level]?.find((operator) => operator === token.text);
  }

  private level(level: number): Node {
    if (level === operatorLevels.length) return this.unary();
    let left = this.level(level + 1);
    let operator = this.binaryOperator(level);
    while (operator !== undefined) {
      this.take();
      left = { node: 'binary', offset: left.offset, operator, left, right: this.level(level + 1) };
      operator = this.binaryOperator(level);
      if (level === comparisonLevel && operator !== undefined) {
        throw new Refusal('I confronti non si concatenano: unisci due confronti con «&&».', this.peek().offset);
      }
    }
    return left;
  }

  private unary(): Node {
    this.depth += 1;
    if (this.depth > expressionLimits.depth)
      throw new Refusal("L'espressione è annidata troppo in profondità: dividila.", this.peek().offset);
    const token = this.peek();
    let tree: Node;
    if (this.isSymbol('!') || this.isSymbol('-')) {
      this.take();
      tree = { node: 'unary', offset: token.offset, operator: token.text === '!' ? '!' : '-', operand: this.unary() };
    } else {
      tree = this.postfix();
    }
    this.depth -= 1;
    return tree;
  }

  private postfix(): Node {
    let tree = this.primary();
    while (this.isSymbol('.')) {
      this.take();
      const name = this.take();
      if (name.type !== 'name') throw new Refusal('Dopo il punto ci vuole il nome di un campo.', name.offset);
      tree = { node: 'member', offset: tree.offset, object: tree, name: name.text };
    }
    return tree;
  }

  private primary(): Node {
    const token = this.take();
    const { offset } = token;
    if (token.type === 'number') return { node: 'literal', offset, value: { decimal: token.text } };
    if (token.type === 'string') return { node: 'literal', offset, value: unquote(token.text) };
    if (token.type === 'name') return this.nameOrCall(token);
    if (token.type === 'symbol' && token.text === '(') {
      const inner = this.level(0);
      this.expect(')');
      return inner;
    }
    if (token.type === 'symbol' && token.text === '[') return { node: 'list', offset, items: this.items(']') };
    if (token.type === 'end') throw new Refusal("L'espressione finisce prima del previsto: manca un valore.", offset);
    throw new Refusal(`Qui ci vuole un valore, non «${token.text}».`, offset);
  }

  private nameOrCall(token: Token): Node {
    const { offset, text } = token;
    if (text === 'true' || text === 'false') return { node: 'literal', offset, value: text === 'true' };
    if (text === 'in') throw new Refusal('Prima di «in» ci vuole un valore.', offset);
    if (!this.isSymbol('(')) return { node: 'name', offset, name: text };
    this.take();
    return { node: 'call', offset, name: text, args: this.items(')') };
  }

  private items(close: string): Node[] {
    const items: Node[] = [];
    if (!this.isSymbol(close)) {
      items.push(this.level(0));
      while (this.isSymbol(',')) {
        this.take();
        items.push(this.level(0));
      }
    }
    this.expect(close);
    return items;
  }
}

function unquote(text: string): string {
  return text.slice(1, -1).replace(/\\(.)/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped));
}

/**
 * Parses an expression. Grammar: `||`, `&&`, one comparison (`== != < <= > >= in`), `+ -`, `* /`, unary `! -`,
 * member access, calls, lists, `true false`, decimal numbers, strings in single or double quotes.
 */
export function parseExpression(text: string): ParseResult {
  try {
    if (text.length > expressionLimits.length) throw new Refusal(`L'espressione supera i ${expressionLimits.length} caratteri.`, 0);
    return { ok: true, tree: new Parser(tokenize(text)).parse() };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ok: false, error: { message: error.message, ...positionAt(text, error.offset) } };
  }
}
