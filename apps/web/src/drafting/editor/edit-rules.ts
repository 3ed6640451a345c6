import { Fragment, type Node } from '@tiptap/pm/model';
import { type EditorState, type Transaction } from '@tiptap/pm/state';
import { AddMarkStep, AttrStep, RemoveMarkStep, ReplaceStep } from '@tiptap/pm/transform';
import {
  type AtomFormat,
  blockAttrs,
  blockId,
  isBlock,
  type DraftNode,
  type Side,
  type SuggestionAuthor,
} from '@gare/domain/drafting/draft-schema';
import { permittedChange, type Drafter, type Refusal } from '@gare/domain/drafting/permitted-change';
import { asSuggestion } from '../suggestions/suggest';
import { emphasisSteps, emphasisWritten } from '../suggestions/suggest-emphasis';
import { settleTables } from './settle-tables';

/** Who edits here, and how. */
export interface Editing {
  readonly who: Drafter;
  readonly author: SuggestionAuthor;
  /** The person chose to propose, also where they could write. */
  readonly proposes: boolean;
}

/** Why an edit did not happen: what the server would answer, or a form that cannot be proposed. */
export type EditRefusal = Refusal | 'FORMA' | 'COLONNE';

export type EditOutcome =
  { readonly kind: 'go'; readonly transaction: Transaction } | { readonly kind: 'refused'; readonly why: EditRefusal };

const asItIsKey = 'gare-as-it-is';

/** Acts that decide on suggestions: they are what they are, never turned into a suggestion. */
export function asItIs(transaction: Transaction): Transaction {
  return transaction.setMeta(asItIsKey, true);
}

/** Edits of others, and undo and redo, come from the shared document and are taken as they are. */
export function comesFromShared(transaction: Transaction): boolean {
  const sync = transaction.getMeta('y-sync$') as { isChangeOrigin?: boolean } | undefined;
  return sync?.isChangeOrigin === true;
}

/**
 * What becomes of an edit made here: written where the section is one's own, turned into a suggestion elsewhere or when the person
 * proposes, refused where the server would refuse it, so that nothing is typed that would be lost. New blocks get their ids in the same
 * transaction.
 */
export function ruledEdit(original: Transaction, state: EditorState, editing: Editing): EditOutcome {
  let transaction = original;
  if (original.getMeta(asItIsKey) !== true) {
    if (editing.proposes || !ownsAllTouched(original, editing.who)) {
      const suggested = asSuggestion(original, state, { author: editing.author, newId: () => crypto.randomUUID() });
      if (suggested.kind === 'refused') return suggested;
      transaction = suggested.transaction;
    } else {
      const emphasis = emphasisSteps(original);
      if (emphasis !== null) transaction = emphasisWritten(emphasis, state);
      else standAlone(transaction);
    }
  }
  settleTables(transaction);
  settleAtoms(transaction);
  settleIds(transaction);
  const [before, after] = changedPart(state.doc, transaction.doc);
  const permission = permittedChange(before, after, editing.who);
  // A part alone knows fewer values and looks than the whole: what it refuses is asked of the whole.
  const whole = permission.ok ? permission : permittedChange(state.doc, transaction.doc, editing.who);
  return whole.ok ? { kind: 'go', transaction } : { kind: 'refused', why: whole.refusal };
}

/** Whether a block is written by this person. */
export function ownsBlock(owner: Side | null, who: Drafter): boolean {
  return who.role === 'owner' && (owner === null || who.sides.includes(owner));
}

/** The blocks of the first level that an edit touches, as they were before it. */
function ownsAllTouched(transaction: Transaction, who: Drafter): boolean {
  const { before, mapping } = transaction;
  return mapping.maps.every((map, index) => {
    const back = mapping.slice(0, index).invert();
    const touched: Node[] = [];
    const touch = (start: number, end: number): void => {
      const [from, to] = [back.map(start, -1), back.map(end, 1)];
      before.forEach((block, pos) => {
        const last = pos + block.nodeSize;
        const touches = from === to ? pos < from && from < last : pos < to && from < last;
        if (touches && isBlock(block)) touched.push(block);
      });
    };
    map.forEach(touch);
    if (touched.length === 0) touched.push(...broughtBetween(transaction, index, who));
    // Emphasis and attributes move nothing: their map is empty.
    const step = transaction.steps[index];
    if (step instanceof AddMarkStep || step instanceof RemoveMarkStep) touch(step.from, step.to);
    if (step instanceof AttrStep) touch(step.pos, step.pos + 1);
    return touched.every((block) => ownsBlock(blockAttrs(block).owner, who));
  });
}

/** Whole blocks that an edit puts between two: theirs is the word, and where both neighbours are of others, that of the neighbours. */
function broughtBetween({ steps, docs }: Transaction, index: number, who: Drafter): Node[] {
  const [step, doc] = [steps[index], docs[index]];
  if (!(step instanceof ReplaceStep) || doc === undefined || step.from !== step.to) return [];
  const $at = doc.resolve(step.from);
  if ($at.depth > 0) return [];
  const brought = step.slice.content.content.filter(isBlock);
  const beside = [$at.nodeBefore, $at.nodeAfter].filter((block) => block !== null && isBlock(block)) as Node[];
  return beside.some((block) => ownsBlock(blockAttrs(block).owner, who)) ? brought : [...brought, ...beside];
}

/** Text typed into the midst of a suggestion is the typist's own, not part of what somebody else proposes. */
function standAlone(transaction: Transaction): void {
  const ranges: { from: number; to: number }[] = [];
  transaction.mapping.maps.forEach((map, index) => {
    const rest = transaction.mapping.slice(index + 1);
    map.forEach((_start, _end, from, to) => ranges.push({ from: rest.map(from, 1), to: rest.map(to, -1) }));
  });
  const { insertion, deletion } = transaction.doc.type.schema.marks;
  for (const { from, to } of ranges) {
    if (from >= to) continue;
    if (insertion) transaction.removeMark(from, to, insertion);
    if (deletion) transaction.removeMark(from, to, deletion);
  }
}

/** The values of the scheda that an edit takes out of the text, as printed; none where they only move. */
export function valuesTakenOut({ docs, doc, mapping }: Transaction): string[] {
  const gone = new Map<unknown, string>();
  const valuesIn = (node: Node, from: number, to: number, found: (instance: unknown, text: string) => void): void => {
    node.nodesBetween(from, to, ({ type, attrs }) => {
      if (type.name === 'value') found(attrs['instance'], String(attrs['text']));
    });
  };
  mapping.maps.forEach((map, index) => {
    map.forEach((start, end) => {
      const before = docs[index];
      if (before && end > start) valuesIn(before, start, end, (instance, text) => gone.set(instance, text));
    });
  });
  if (gone.size > 0) valuesIn(doc, 0, doc.content.size, (instance) => gone.delete(instance));
  return [...gone.values()];
}

/** Emphasis of an atom is an attribute: marks on it would not reach the others. */
function settleAtoms(transaction: Transaction): void {
  const found: { node: Node; pos: number }[] = [];
  transaction.doc.descendants((node, pos) => {
    if (node.isInline && !node.isText && node.marks.length > 0) found.push({ node, pos });
    return !node.isInline;
  });
  for (const { node, pos } of found) {
    const marked = node.marks.map((mark) => mark.toJSON() as AtomFormat[number]);
    const known = ((node.attrs['format'] ?? []) as AtomFormat).filter(({ type }) => !marked.some((mark) => mark.type === type));
    const format = [...known, ...marked];
    transaction.setNodeMarkup(pos, null, { ...node.attrs, format }, []);
  }
}

/** A block without an id, or with that of one that stands before it, gets one of its own. */
function settleIds(transaction: Transaction): void {
  const known = new Set<string>();
  const without: number[] = [];
  transaction.doc.descendants((node, pos) => {
    if (node.isInline) return false;
    if (!isBlock(node)) return true;
    const { id } = blockAttrs(node);
    if (id !== null && !known.has(id)) known.add(id);
    else without.push(pos);
    return true;
  });
  for (const pos of without) {
    let id = freshBlockId();
    while (known.has(id)) id = freshBlockId();
    known.add(id);
    transaction.setNodeAttribute(pos, 'id', id);
  }
}

function freshBlockId(): string {
  return blockId(crypto.getRandomValues(new Uint32Array(1))[0] ?? 1);
}

/** The two documents cut down to the blocks that differ, with a neighbour on either side. */
function changedPart(before: Node, after: Node): [DraftNode, DraftNode] {
  let start = 0;
  while (start < before.childCount && start < after.childCount && before.child(start) === after.child(start)) start += 1;
  let [endBefore, endAfter] = [before.childCount, after.childCount];
  while (endBefore > start && endAfter > start && before.child(endBefore - 1) === after.child(endAfter - 1)) {
    endBefore -= 1;
    endAfter -= 1;
  }
  const cut = (doc: Node, end: number): Node =>
    doc.copy(Fragment.from(doc.children.slice(Math.max(0, start - 1), Math.min(doc.childCount, end + 1))));
  return [cut(before, endBefore), cut(after, endAfter)];
}
