import { type Node } from '@tiptap/pm/model';
import { type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import { ReplaceStep } from '@tiptap/pm/transform';
import { type NodeChange } from '@gare/domain/drafting/draft-schema';
import { changesOf } from '@gare/domain/drafting/suggestions';
import { type Suggested, type Suggesting } from './suggest';

type Whole = 'tableRow' | 'table';

/** A step that puts in or takes out whole rows or tables, in places of the text before the edit. */
interface Structural {
  readonly from: number;
  readonly to: number;
  readonly added: readonly Node[];
}

/** Rows and tables as suggestions; null for an edit of anything else. Columns have no form of their own: they are refused in words. */
export function tableAsSuggestion(original: Transaction, state: EditorState, { author, newId }: Suggesting): Suggested | null {
  const steps = original.steps.map((step, index) => structural(step, original, index));
  if (steps.some((step) => step === 'column')) return { kind: 'refused', why: 'COLONNE' };
  const wholes = steps.filter((step) => step !== null && step !== 'column');
  if (wholes.length === 0 || wholes.length !== steps.length) return null;
  const transaction = state.tr;
  const signature = { id: newId(), ...author };
  // From the end, so that what is still to come keeps its place.
  for (const step of wholes.toSorted((one, other) => other.from - one.from)) {
    if (!takeOut(transaction, step, signature)) return { kind: 'refused', why: 'PROPOSTA_DI_ALTRI' };
    putIn(transaction, step, signature);
  }
  const { from } = original.selection;
  const place = wholes.every(({ added }) => added.length > 0) ? from : transaction.mapping.map(state.selection.from);
  transaction.setSelection(TextSelection.near(transaction.doc.resolve(Math.min(place, transaction.doc.content.size))));
  return { kind: 'suggested', transaction };
}

function structural(step: unknown, original: Transaction, index: number): Structural | 'column' | null {
  const doc = original.docs[index];
  if (!(step instanceof ReplaceStep) || doc === undefined) return null;
  const $from = doc.resolve(step.from);
  const name = $from.parent.type.name;
  const added = step.slice.content.content;
  const gone = $from.parent === doc.resolve(step.to).parent ? between($from.parent, $from.start(), step) : null;
  if (step.slice.openStart + step.slice.openEnd > 0 || gone === null || gone.length + added.length === 0) return null;
  if (name === 'tableRow') return 'column';
  const whole: Whole | null = name === 'table' ? 'tableRow' : name === 'doc' ? 'table' : null;
  if (whole === null || ![...gone, ...added].every(({ type }) => type.name === whole)) return null;
  const back = original.mapping.slice(0, index).invert();
  return { from: back.map(step.from, -1), to: back.map(step.to, 1), added };
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

/** Marks rows or tables as to be taken out; what the same author proposed goes for good. False where somebody else proposed it. */
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

/** What stands in a table the same author proposes to put in is all of it proposed. */
function isInOwn(doc: Node, pos: number, { authorId }: Omit<NodeChange, 'kind'>): boolean {
  const change = changesOf(doc.resolve(pos).parent)[0] as NodeChange | undefined;
  return change?.kind === 'insertion' && change.authorId === authorId;
}
