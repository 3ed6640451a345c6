/** What a template may do with a field; money and percent are decimal strings, dates ISO 8601. */
export type FieldKind = 'money' | 'date' | 'datetime' | 'text' | 'integer' | 'percent' | 'boolean' | 'list' | 'enum';

/** One entry of the field catalogue. */
export interface TemplateField {
  /** Dotted path; `[]` after a list: `lotti[].cig`; a list of plain values has its item at `codici[]`. */
  readonly path: string;
  readonly kind: FieldKind;
  /** Italian name shown to people. */
  readonly label: string;
  /** Path of the scheda field that feeds it, so the screen can jump there. */
  readonly source?: string | undefined;
  /** It may be empty in a sheet that is complete: a template that prints it must ask first whether it is there. */
  readonly optional?: true | undefined;
  /** All the values it may have, where they are a list. */
  readonly values?: readonly string[] | undefined;
}

/** A position in the tree of fields: a value, a list with its item, or a group of named fields. */
export interface FieldNode {
  readonly path: string;
  kind: FieldKind | 'group';
  field: TemplateField | null;
  readonly children: Map<string, FieldNode>;
  item: FieldNode | null;
}

/** Builds the tree of a flat catalogue. Groups need no entry of their own. */
export function fieldTree(fields: readonly TemplateField[]): FieldNode {
  const root = node('');
  for (const field of fields) {
    let at = root;
    for (const step of field.path.split('.')) {
      const name = step.replace(/(?:\[\])+$/, '');
      at = child(at, name);
      for (let depth = (step.length - name.length) / 2; depth > 0; depth -= 1) {
        at.kind = 'list';
        at.item ??= node(`${at.path}[]`);
        at = at.item;
      }
    }
    at.kind = field.kind;
    at.field = field;
    if (field.kind === 'list') at.item ??= node(`${at.path}[]`);
  }
  return root;
}

function node(path: string): FieldNode {
  return { path, kind: 'group', field: null, children: new Map(), item: null };
}

function child(parent: FieldNode, name: string): FieldNode {
  const known = parent.children.get(name);
  if (known !== undefined) return known;
  const fresh = node(parent.path === '' ? name : `${parent.path}.${name}`);
  parent.children.set(name, fresh);
  return fresh;
}

/** The name in `candidates` nearest to `wrong`, or null when none is near enough to be a slip of the pen. */
export function nearest(wrong: string, candidates: Iterable<string>): string | null {
  let best: string | null = null;
  let bestDistance = Math.max(2, Math.floor(wrong.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(wrong.toLowerCase(), candidate.toLowerCase(), bestDistance);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** Levenshtein distance with swaps of neighbours counted once; stops at `limit`. */
function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) >= limit) return limit;
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1];
      let cost = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (same ? 0 : 1));
      const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (swapped && row > 1 && column > 1) cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      current.push(cost);
    }
    [beforeLast, last] = [last, current];
  }
  return last[right.length] ?? limit;
}

/** Every path a template can name under a node, relative to it (`ente.denominazione`), lists not entered. */
export function namesUnder(parent: FieldNode, prefix = ''): string[] {
  const names: string[] = [];
  for (const [name, below] of parent.children) {
    names.push(`${prefix}${name}`);
    if (below.kind === 'group') names.push(...namesUnder(below, `${prefix}${name}.`));
  }
  return names;
}
