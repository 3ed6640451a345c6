import { Fragment, type Mark, type Node, type NodeType, type Slice } from '@tiptap/pm/model';
import { type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import { AttrStep, canJoin, ReplaceAroundStep, ReplaceStep, type Transform } from '@tiptap/pm/transform';
import { type NodeChange, type SuggestionAuthor } from '@gare/domain/drafting/draft-schema';
import { emphases, emphasisBefore, withEmphasis } from '@gare/domain/drafting/emphasis';
import { changesOf } from '@gare/domain/drafting/suggestions';
import { emphasisAsSuggestion, emphasisSteps } from './suggest-emphasis';
import { tableAsSuggestion } from './suggest-tables';

export interface Suggesting {
  readonly author: SuggestionAuthor;
  readonly newId: () => string;
}

/** Why an edit cannot be turned into a suggestion: its form has no words for it, or it would undo what somebody else proposes. */
export type NoSuggestion = 'FORMA' | 'COLONNE' | 'PROPOSTA_DI_ALTRI';

export type Suggested =
  { readonly kind: 'suggested'; readonly transaction: Transaction } | { readonly kind: 'refused'; readonly why: NoSuggestion };

/** A suggestion without its kind: what all parts of one share. */
type Signature = Omit<NodeChange, 'kind' | 'previous'>;

const refused = (why: NoSuggestion): Suggested => ({ kind: 'refused', why });

/**
 * The edit as a suggestion: what it takes out stays, struck through; what it puts in is marked; both under one id. Text carries marks;
 * atoms and borders of blocks carry the attribute `change`, because Yjs keeps marks of text only. An edit beside a suggestion of the
 * same author goes on with its id, never with that of somebody else. Emphasis keeps what the words were; rows, the
 * cells of columns and tables carry the suggestion themselves.
 */
export function asSuggestion(original: Transaction, state: EditorState, suggesting: Suggesting): Suggested {
  const emphasis = emphasisSteps(original);
  if (emphasis !== null) return emphasisAsSuggestion(emphasis, state, suggesting);
  if (original.steps.every((step) => step instanceof AttrStep || isMarkup(step))) return asModification(original, state, suggesting);
  const structure = tableAsSuggestion(original, state, suggesting);
  if (structure !== null) return structure;
  const replace = replacementOf(original);
  if (replace === null) return refused('FORMA');
  const { from, to, slice } = replace;
  const [$from, $to] = [state.doc.resolve(from), state.doc.resolve(to)];
  if (!$from.parent.isTextblock || !$to.parent.isTextblock) return refused('FORMA');
  if ($from.depth !== $to.depth || $from.node(-1) !== $to.node(-1) || !isText(slice.content)) return refused('FORMA');
  const signature = ownBeside(state.doc, from, to, suggesting.author) ?? { id: suggesting.newId(), ...suggesting.author };
  const transaction = state.tr;
  const why = takeOut(transaction, from, to, signature);
  if (why !== null) return refused(why);
  const at = transaction.mapping.map(to, 1);
  const caret = slice.size > 0 ? putIn(transaction, at, slice, signature) : caretAfterDeletion(state, from, to, transaction);
  transaction.setSelection(TextSelection.near(transaction.doc.resolve(caret), slice.size > 0 ? -1 : 1));
  if (original.scrolledIntoView) transaction.scrollIntoView();
  return { kind: 'suggested', transaction };
}

/** A step that gives a block another kind or other attributes and leaves its content alone. */
function isMarkup(step: unknown): boolean {
  if (!(step instanceof ReplaceAroundStep)) return false;
  const { from, to, gapFrom, gapTo, insert, slice } = step;
  return insert === 1 && slice.size === 2 && gapFrom === from + 1 && gapTo === to - 1;
}

/** Blocks that get another kind or level keep what they were, for the one who decides. */
function asModification(original: Transaction, state: EditorState, { author, newId }: Suggesting): Suggested {
  const transaction = state.tr;
  const signature = { id: newId(), ...author };
  const reasons: NoSuggestion[] = [];
  original.doc.descendants((after, pos) => {
    if (after.isInline) return false;
    const before = state.doc.nodeAt(pos);
    if (before === null || (before.type === after.type && sameAttrs(before, after))) return true;
    const change = changeOf(before);
    if (!after.isTextblock || (change !== null && change.authorId !== author.authorId)) reasons.push('PROPOSTA_DI_ALTRI');
    const previous = change?.previous ?? whatItWas(before, after);
    const kept = change !== null && change.kind !== 'modification' ? change : { kind: 'modification' as const, ...signature, previous };
    transaction.setNodeMarkup(pos, after.type, { ...after.attrs, change: kept });
    return true;
  });
  return reasons.length === 0 && transaction.docChanged ? { kind: 'suggested', transaction } : refused(reasons[0] ?? 'FORMA');
}

function sameAttrs(before: Node, after: Node): boolean {
  return Object.keys({ ...before.attrs, ...after.attrs }).every((name) => before.attrs[name] === after.attrs[name]);
}

function whatItWas(before: Node, after: Node): Record<string, unknown> {
  const changed = Object.entries(before.attrs).filter(([name, value]) => name !== 'change' && after.attrs[name] !== value);
  return { ...Object.fromEntries(changed), ...(before.type === after.type ? {} : { type: before.type.name }) };
}

/** The one replacement a transaction is: its step, or what differs between before and after where it has several. */
function replacementOf(original: Transaction): { from: number; to: number; slice: Slice } | null {
  if (!original.steps.every((step) => step instanceof ReplaceStep)) return null;
  const [only, ...more] = original.steps;
  if (only instanceof ReplaceStep && more.length === 0) return { from: only.from, to: only.to, slice: only.slice };
  const start = original.before.content.findDiffStart(original.doc.content);
  const end = original.before.content.findDiffEnd(original.doc.content);
  if (start === null || end === null) return null;
  // Where a text repeats itself the two ends may cross.
  const overlap = Math.max(0, start - Math.min(end.a, end.b));
  return { from: start, to: end.a + overlap, slice: original.doc.slice(start, end.b + overlap) };
}

/** Text, line breaks, values and plain blocks of them: what a suggestion can put in. */
function isText(content: Fragment): boolean {
  let fits = true;
  content.descendants((node) => {
    fits &&= node.isInline || node.isTextblock;
    return fits;
  });
  return fits;
}

function changeOf(node: Node): NodeChange | null {
  return (changesOf(node)[0] as NodeChange | undefined) ?? null;
}

/** The same author's suggestion that the edit goes on with, its time too: with another each letter would be a mark of its own. */
function ownBeside(doc: Node, from: number, to: number, { authorId }: SuggestionAuthor): Signature | null {
  const $from = doc.resolve(from);
  const neighbours = [$from.nodeBefore, doc.resolve(to).nodeAfter, ...($from.parentOffset === 0 ? [$from.parent] : [])];
  for (const node of neighbours) {
    const change = node === null ? null : changeOf(node);
    if (change?.authorId !== authorId || change.kind === 'modification') continue;
    return { id: change.id, authorId, author: change.author, at: change.at };
  }
  return null;
}

type Act =
  | { readonly act: 'delete' | 'mark'; readonly from: number; readonly to: number }
  | { readonly act: 'unsplit'; readonly from: number }
  | { readonly act: 'unformat'; readonly from: number; readonly to: number; readonly node: Node }
  | { readonly act: 'change'; readonly from: number; readonly kind: 'deletion' | 'join' };

/** Marks as deleted what the range holds; what the same author proposed goes for good. Tells why it cannot. */
function takeOut(tr: Transform, from: number, to: number, signature: Signature): NoSuggestion | null {
  if (from >= to) return null;
  const acts: Act[] = [];
  const reasons: NoSuggestion[] = [];
  tr.doc.nodesBetween(from, to, (node, pos) => {
    const end = pos + node.nodeSize;
    const change = changeOf(node);
    const isOwn = change?.authorId === signature.authorId;
    if (node.isTextblock) {
      if (from > pos) return true;
      if (isOwn && (change.kind === 'split' || change.kind === 'insertion')) acts.push({ act: 'unsplit', from: pos });
      else if (change === null) acts.push({ act: 'change', from: pos, kind: 'join' });
      else if (change.kind !== 'join' && change.kind !== 'deletion') reasons.push(isOwn ? 'FORMA' : 'PROPOSTA_DI_ALTRI');
      return true;
    }
    if (!node.isInline && !(pos >= from && end <= to)) return true;
    if (change?.kind === 'deletion') return false;
    if (change?.kind === 'modification') {
      // What is to go loses the emphasis that was only proposed for it; that of somebody else is not decided by it.
      if (!isOwn) reasons.push('PROPOSTA_DI_ALTRI');
      acts.push({ act: 'unformat', from: Math.max(pos, from), to: Math.min(end, to), node });
      return false;
    }
    if (change?.kind === 'insertion' && !isOwn) reasons.push('PROPOSTA_DI_ALTRI');
    else if (change?.kind === 'insertion' || isInOwnBlock(tr.doc, pos, signature)) {
      acts.push({ act: 'delete', from: Math.max(pos, from), to: Math.min(end, to) });
    } else if (node.isText) acts.push({ act: 'mark', from: Math.max(pos, from), to: Math.min(end, to) });
    else acts.push({ act: 'change', from: pos, kind: 'deletion' });
    return false;
  });
  const [why = null] = reasons;
  if (why === null) act(tr, acts, signature);
  return why;
}

/** What stands in a block the same author proposes to put in is all of it proposed. */
function isInOwnBlock(doc: Node, pos: number, { authorId }: Signature): boolean {
  const $pos = doc.resolve(pos);
  return Array.from({ length: $pos.depth }, (_, at) => changeOf($pos.node($pos.depth - at))).some(
    (change) => change?.kind === 'insertion' && change.authorId === authorId,
  );
}

function act(tr: Transform, acts: readonly Act[], signature: Signature): void {
  const mark = markOf(tr.doc, 'deletion', signature);
  // From the end, so that what is still to come keeps its place.
  for (const one of acts.toSorted((a, b) => b.from - a.from)) {
    if (one.act === 'delete') tr.delete(one.from, one.to);
    else if (one.act === 'unformat') unformat(tr, one, { mark, signature });
    else if (one.act === 'mark') tr.addMark(one.from, one.to, mark);
    else if (one.act === 'change') tr.setNodeAttribute(one.from, 'change', { kind: one.kind, ...signature });
    else if (canJoin(tr.doc, one.from)) tr.join(one.from);
  }
}

/** Words, or an atom, whose proposed emphasis goes and that are now proposed to be taken out. */
function unformat(
  tr: Transform,
  { from, to, node }: { readonly from: number; readonly to: number; readonly node: Node },
  { mark, signature }: { readonly mark: Mark; readonly signature: Signature },
): void {
  if (!node.isText) {
    const { previous } = node.attrs['change'] as NodeChange;
    tr.setNodeMarkup(from, null, { ...node.attrs, ...previous, change: { kind: 'deletion', ...signature } });
    return;
  }
  const proposed = node.marks.find(({ type }) => type.name === 'modification');
  for (const name of emphases) tr.removeMark(from, to, node.type.schema.marks[name]);
  for (const one of withEmphasis([], proposed === undefined ? [] : emphasisBefore(proposed), node.type.schema)) tr.addMark(from, to, one);
  tr.removeMark(from, to, node.type.schema.marks['modification']);
  tr.addMark(from, to, mark);
}

/** Inserts a slice as proposed text and returns the position after it. */
function putIn(tr: Transform, at: number, slice: Slice, signature: Signature): number {
  const blocks = slice.content.firstChild?.isInline === true ? [] : slice.content.content;
  const [first, ...rest] = blocks;
  const inline = first === undefined ? slice.content : first.content;
  const own = isInOwnBlock(tr.doc, at, signature);
  const insert = (pos: number, content: Fragment): number => {
    const marked = proposed(content, signature, own);
    tr.insert(pos, marked);
    return pos + marked.size;
  };
  const end = insert(at, inline);
  const last = rest.at(-1);
  if (last === undefined) return end;
  const $at = tr.doc.resolve(end);
  const container = $at.parent.attrs;
  const attrs = (node: Node, kind: 'split' | 'insertion'): Record<string, unknown> => ({
    ...taken(node.type, { ...node.attrs, look: node.type === $at.parent.type ? container['look'] : null }),
    ...{ id: null, owner: container['owner'] as unknown, origin: container['origin'] as unknown, change: { kind, ...signature } },
  });
  tr.split(end, 1, [{ type: last.type, attrs: attrs(last, 'split') }]);
  const middle = rest.slice(0, -1).map((node) => node.type.create(attrs(node, 'insertion'), proposed(node.content, signature, true)));
  const border = end + 1;
  tr.insert(border, Fragment.from(middle));
  const start = border + middle.reduce((sum, { nodeSize }) => sum + nodeSize, 0) + 1;
  return insert(start, last.content);
}

function taken(type: NodeType, attrs: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(attrs).filter(([name]) => name in (type.spec.attrs ?? {})));
}

/** Inline content as proposed; in a block that is proposed as a whole it needs no marks of its own. */
function proposed(content: Fragment, signature: Signature, inOwnBlock: boolean): Fragment {
  const nodes = content.content.map((node) => {
    if (!node.isText) return node.type.create({ ...node.attrs, change: inOwnBlock ? null : { kind: 'insertion', ...signature } });
    const plain = node.marks.filter(({ type }) => !['insertion', 'deletion', 'modification'].includes(type.name));
    if (inOwnBlock) return node.mark(plain);
    const mark = node.type.schema.mark('insertion', { ...signature });
    return node.mark(mark.addToSet(plain));
  });
  return Fragment.from(nodes);
}

function markOf(doc: Node, kind: 'insertion' | 'deletion', signature: Signature): Mark {
  return doc.type.schema.mark(kind, { ...signature });
}

/** After Backspace the caret goes before what it struck through, after Delete behind it. */
function caretAfterDeletion({ selection }: EditorState, from: number, to: number, { mapping }: Transaction): number {
  return selection.empty && selection.from === from ? mapping.map(to, 1) : mapping.map(from, -1);
}
