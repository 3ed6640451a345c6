import { type ExpressionNode } from './expression-syntax.js';
import { type FieldNode } from './field-catalogue.js';
import { UnusableValue, type Filter, type ValueKind } from './filters.js';
import { isBlank } from './value-operators.js';

/** What a name can mean at a place: the groups of fields in force, innermost last; sections without names repeat the one above. */
export type Frames = readonly FieldNode[];

/** What an expression needs while it runs: one value a frame, the position in each list, and where to report. */
export interface Run {
  readonly frames: Frames;
  readonly values: readonly unknown[];
  readonly positions: readonly number[];
  readonly lengths: readonly number[];
  readonly missing: (field: FieldNode, path: string) => void;
  readonly unusable: (reason: string, field: FieldNode | null, path: string) => void;
}

export type Evaluate = (run: Run) => unknown;

/** A piece of an expression: its kind, the field it reads where it is one, and how to compute it. */
export interface Part {
  readonly kind: ValueKind;
  readonly node: FieldNode | null;
  readonly evaluate: Evaluate;
}

/** The names of a dotted path, `lotto.cig` → `lotto`, `cig`; null for what is no path. */
export function dotted(tree: ExpressionNode): string[] | null {
  if (tree.type === 'Identifier') return [tree.name];
  if (tree.type === 'ThisExpression') return ['this'];
  if (tree.type !== 'MemberExpression' || tree.computed || tree.property.type !== 'Identifier') return null;
  const head = dotted(tree.object);
  return head === null ? null : [...head, tree.property.name];
}

/** Reads a field at its depth; what is missing is reported, or null where that is tolerated. */
export function reader({
  node,
  depth,
  steps,
  tolerant,
}: {
  node: FieldNode;
  depth: number;
  steps: readonly string[];
  tolerant: boolean;
}): Evaluate {
  return (run) => {
    let value = run.values[depth];
    for (const step of steps) {
      value =
        typeof value === 'object' && value !== null && Object.hasOwn(value, step) ? (value as Record<string, unknown>)[step] : undefined;
    }
    if (!isBlank(value)) return value;
    if (tolerant) return null;
    run.missing(node, placed(node, run));
    return undefined;
  };
}

/** The value a filter makes; one it cannot use is reported with the place of the field. */
export function applied(run: Run, { filter, part, argument }: { filter: Filter; part: Part; argument: unknown }): unknown {
  const value = part.evaluate(run);
  if (value === undefined || value === null) return value;
  try {
    return filter.apply(value, argument);
  } catch (error) {
    if (!(error instanceof UnusableValue)) throw error;
    run.unusable(error.message, part.node, part.node === null ? '' : placed(part.node, run));
    return undefined;
  }
}

/** The path of a field with the numbers of the items in hand: `lotti[].cig` → `lotti[2].cig`. */
function placed(node: FieldNode, run: Run): string {
  return placedPath(node.path, run);
}

/** The same for a catalogue path. */
export function placedPath(path: string, { frames, positions }: Pick<Run, 'frames' | 'positions'>): string {
  if (!path.includes('[]')) return path;
  const numbers = new Map<string, number>();
  for (const [depth, frame] of frames.entries()) if (frame.path.endsWith('[]')) numbers.set(frame.path, (positions[depth] ?? 0) + 1);
  return path.replace(/\[\]/g, (_brackets, offset: number) => {
    const number = numbers.get(path.slice(0, offset + 2));
    return number === undefined ? '[]' : `[${number}]`;
  });
}
