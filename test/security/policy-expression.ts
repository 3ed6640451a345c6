/** A boolean expression as PostgreSQL prints it, taken apart at AND, OR and the condition of an EXISTS. */
type Node =
  | { readonly kind: 'atom'; readonly text: string }
  | { readonly kind: 'AND' | 'OR'; readonly parts: readonly Node[] }
  | { readonly kind: 'within'; readonly before: string; readonly inner: Node; readonly after: string };

export interface WeakenedExpression {
  /** What was changed, in words. */
  readonly what: string;
  readonly sql: string;
}

/** Positions at parenthesis depth 0 and outside quotes where `word` begins. */
function outside(text: string, word: string): number[] {
  const found: number[] = [];
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === "'") quoted = !quoted;
    if (quoted) continue;
    if (letter === '(' || letter === '[') depth += 1;
    if (letter === ')' || letter === ']') depth -= 1;
    if (depth === 0 && text.startsWith(word, at)) found.push(at);
  }
  return found;
}

/** Without the parentheses that enclose the whole of it. */
function bare(text: string): string {
  const trimmed = text.trim();
  if (!trimmed.startsWith('(') || outside(trimmed, ')')[0] !== trimmed.length - 1) return trimmed;
  return bare(trimmed.slice(1, -1));
}

function split(text: string, word: string): string[] {
  const cuts = outside(text, word);
  return [...cuts, text.length].map((cut, index) => text.slice(index === 0 ? 0 : (cuts[index - 1] ?? 0) + word.length, cut));
}

function parse(source: string): Node {
  const text = bare(source);
  for (const kind of ['OR', 'AND'] as const) {
    const parts = split(text, ` ${kind} `);
    if (parts.length > 1 && !/^(select|case)\b/i.test(text)) return { kind, parts: parts.map(parse) };
  }
  const exists = /^(?:NOT \(?)?EXISTS ?\(/i.exec(text);
  if (exists) {
    const body = text.slice(exists[0].length);
    const [where] = outside(body, 'WHERE ');
    const end = body.lastIndexOf(')', /^NOT \(/i.test(text) ? body.length - 2 : body.length);
    if (where !== undefined) {
      const start = exists[0].length + where + 'WHERE '.length;
      return {
        kind: 'within',
        before: text.slice(0, start),
        inner: parse(body.slice(where + 'WHERE '.length, end)),
        after: body.slice(end),
      };
    }
  }
  return { kind: 'atom', text };
}

function print(node: Node): string {
  if (node.kind === 'atom') return `(${node.text})`;
  if (node.kind === 'within') return `(${node.before}${print(node.inner)}${node.after})`;
  return `(${node.parts.map(print).join(` ${node.kind} `)})`;
}

const short = (node: Node): string => print(node).replace(/::\w+/g, '').replace(/\s+/g, ' ').slice(0, 160);

function weaken(node: Node, around: (inner: string) => string): WeakenedExpression[] {
  const swapped = (sql: string, what: string): WeakenedExpression => ({ what, sql: around(sql) });
  const always = [swapped('true', `always true: ${short(node)}`), swapped('false', `never true: ${short(node)}`)];
  if (node.kind === 'atom') return always;
  if (node.kind === 'within') return [...always, ...weaken(node.inner, (inner) => around(`(${node.before}${inner}${node.after})`))];
  const { kind, parts } = node;
  const other = kind === 'AND' ? 'OR' : 'AND';
  const joined = swapped(print({ kind: other, parts }), `${kind} read as ${other}: ${short(node)}`);
  const inside = parts.flatMap((part, index) =>
    weaken(part, (inner) => around(`(${parts.map((each, at) => (at === index ? inner : print(each))).join(` ${kind} `)})`)),
  );
  return [...always, joined, ...inside];
}

/**
 * Every expression that differs from the given one in one place: each branch and each comparison always true or never true,
 * each AND read as OR and the other way round, also inside the condition of an EXISTS.
 */
export function weakenings(expression: string): WeakenedExpression[] {
  const seen = new Set<string>();
  return weaken(parse(expression.replace(/\s+/g, ' ')), (inner) => inner).filter(({ sql }) => !seen.has(sql) && seen.add(sql));
}
