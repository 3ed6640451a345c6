import { type Node } from '@tiptap/pm/model';
import { type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import { ReplaceStep } from '@tiptap/pm/transform';
import { type NodeChange } from '@gare/domain/drafting/draft-schema';
import { changesOf } from '@gare/domain/drafting/suggestions';
import { type Suggested, type Suggesting } from './suggest';

/** What stands whole in what; a column is a cell of each row. */
const wholes: Readonly<Record<string, string>> = { tableRow: 'tableCell', table: 'tableRow', doc: 'table' };

/** A step that puts in or takes out whole cells, rows or tables, in places of the text before the edit. */
interface Structural {
  readonly from: number;
  readonly to: number;
  readonly added: readonly Node[];
  /** Kind of all that comes and goes. */
  readonly whole: string;
}

/**
 * Rows, columns and tables as suggestions; null for an edit of anything else. A column through a cell that runs over several has no form
 * of its own: it is refused in words.
 */
export function tableAsSuggestion(original: Transaction, state: EditorState, { author, newId }: Suggesting): Suggested | null {
  const found = original.steps.map((step, index) => structural(step, original, index));
  const steps = found.filter((step) => step !== null);
  if (steps.length === 0) return null;
  if (steps.length !== found.length) return steps.some(isOfCells) ? { kind: 'refused', why: 'COLONNE' } : null;
  const transaction = state.tr;
  const signature = { id: newId(), ...author };
  // From the end, so that what is still to come keeps its place.
  for (const step of steps.toSorted((one, other) => other.from - one.from)) {
    if (!takeOut(transaction, step, signature)) return { kind: 'refused', why: 'PROPOSTA_DI_ALTRI' };
    putIn(transaction, step, signature);
  }
  const { from } = original.selection;
  const place = steps.every(({ added }) => added.length > 0) ? from : transaction.mapping.map(state.selection.from);
  transaction.setSelection(TextSelection.near(transaction.doc.resolve(Math.min(place, transaction.doc.content.size))));
  return { kind: 'suggested', transaction };
}

function structural(step: unknown, original: Transaction, index: number): Structural | null {
  const doc = original.docs[index];
  if (!(step instanceof ReplaceStep) || doc === undefined) return null;
  const $from = doc.resolve(step.from);
  const name = $from.parent.type.name;
  const added = step.slice.content.content;
  const gone = $from.parent === doc.resolve(step.to).parent ? between($from.parent, $from.start(), step) : null;
  if (step.slice.openStart + step.slice.openEnd > 0 || gone === null || gone.length + added.length === 0) return null;
  const whole = wholes[name];
  if (whole === undefined || ![...gone, ...added].every(({ type }) => type.name === whole)) return null;
  const back = original.mapping.slice(0, index).invert();
  return { from: back.map(step.from, -1), to: back.map(step.to, 1), added, whole };
}

function isOfCells({ whole }: Structural): boolean {
  return whole === 'tableCell';
}

/** The children of a node that a step takes out; null where it takes a part of one. */
function between(parent: Node, start: number, { from, to }: ReplaceStep): Node[] | null {
  const found: Node[] = [];
  let isWhole = from === to;
  parent.forEach((child, offset) => {
    const [first, last] = [start + offset, start + offset + child.nodeSize];
    if (first >= to || last <= from) return;
    found.push(child);
    isWhole = first >= from && last <= to;
  });
  return isWhole ? found : null;
}

/** Marks cells, rows or tables as to be taken out; what the same author proposed goes for good. False where somebody else proposed it. */
function takeOut(tr: Transaction, { from, to }: Structural, signature: Omit<NodeChange, 'kind'>): boolean {
  const gone: { pos: number; size: number; change: NodeChange | undefined }[] = [];
  if (from < to) {
    tr.doc.nodesBetween(from, to, (node, pos) => {
      if (pos < from || pos + node.nodeSize > to) return true;
      gone.push({ pos, size: node.nodeSize, change: changesOf(node)[0] as NodeChange | undefined });
      return false;
    });
  }
  for (const { pos, size, change } of gone.toReversed()) {
    const isOwn = change?.authorId === signature.authorId || isInOwn(tr.doc, pos, signature);
    if (change?.kind === 'deletion') continue;
    if (change !== undefined && !isOwn) return false;
    if (change?.kind === 'insertion' || (change === undefined && isOwn)) tr.delete(pos, pos + size);
    else tr.setNodeAttribute(pos, 'change', { kind: 'deletion', ...signature });
  }
  return true;
}

function putIn(tr: Transaction, { from, added }: Structural, signature: Omit<NodeChange, 'kind'>): void {
  const change = isInOwn(tr.doc, from, signature) ? null : { kind: 'insertion', ...signature };
  const proposed = added.map((node) => node.type.create({ ...node.attrs, change }, node.content));
  if (proposed.length > 0) tr.insert(from, proposed);
}

/** What stands in a table the same author proposes to put in is all of it proposed. A row is not enough: columns outlive it. */
function isInOwn(doc: Node, pos: number, { authorId }: Omit<NodeChange, 'kind'>): boolean {
  const $pos = doc.resolve(pos);
  const change = $pos.depth === 0 ? undefined : (changesOf($pos.node(1))[0] as NodeChange | undefined);
  return change?.kind === 'insertion' && change.authorId === authorId;
}
