import { type Mark, type Node } from '@tiptap/pm/model';
import { type EditorState, type Transaction } from '@tiptap/pm/state';
import { AddMarkStep, RemoveMarkStep } from '@tiptap/pm/transform';
import { type AtomFormat, type NodeChange } from '@gare/domain/drafting/draft-schema';
import {
  emphasisBefore,
  emphasisOf,
  emphases,
  type Emphasis,
  formatBefore,
  formatWith,
  reformatting,
  withEmphasis,
} from '@gare/domain/drafting/emphasis';
import { changesOf } from '@gare/domain/drafting/suggestions';
import { type Suggested, type Suggesting } from './suggest';

type MarkStep = AddMarkStep | RemoveMarkStep;

/** The steps of an edit that sets or takes away emphasis and does nothing else; null for any other edit. */
export function emphasisSteps({ steps }: Transaction): readonly MarkStep[] | null {
  const found = steps.filter((step): step is MarkStep => step instanceof AddMarkStep || step instanceof RemoveMarkStep);
  const isAll = found.length > 0 && found.length === steps.length;
  return isAll && found.every(({ mark }) => (emphases as readonly string[]).includes(mark.type.name)) ? found : null;
}

/** The emphasis that a step leaves; subscript and superscript do not stand together. */
function after(emphasis: readonly Emphasis[], step: MarkStep): Emphasis[] {
  const { type } = step.mark;
  const rest = emphasis.filter((name) => name !== type.name && !(step instanceof AddMarkStep && type.excludes(schemaMark(type, name))));
  return step instanceof AddMarkStep ? emphases.filter((name) => name === type.name || rest.includes(name)) : rest;
}

function schemaMark(type: Mark['type'], name: Emphasis): Mark['type'] {
  return type.schema.marks[name] ?? type;
}

/** A stretch of text or an atom that an edit gives another emphasis. */
interface Stretch {
  readonly node: Node;
  readonly from: number;
  readonly to: number;
  /** The steps that reach it. */
  readonly steps: readonly MarkStep[];
}

/** Steps of emphasis move nothing: all places are those of the text before. */
function stretchesOf(doc: Node, steps: readonly MarkStep[]): Stretch[] {
  const [from, to] = [Math.min(...steps.map((step) => step.from)), Math.max(...steps.map((step) => step.to))];
  const edges = [...new Set(steps.flatMap((step) => [step.from, step.to]))].sort((one, other) => one - other);
  const found: Stretch[] = [];
  doc.nodesBetween(from, to, (node, pos) => {
    if (!node.isInline) return true;
    const end = pos + node.nodeSize;
    const cuts = [pos, ...edges.filter((edge) => edge > pos && edge < end), end];
    cuts.slice(1).forEach((last, index) => {
      const first = cuts[index] ?? pos;
      const reaching = steps.filter((step) => step.from <= first && step.to >= last);
      if (reaching.length > 0) found.push({ node, from: first, to: last, steps: reaching });
    });
    return false;
  });
  return found;
}

/**
 * Emphasis as a suggestion: the words read as proposed and keep what they were. What the same author proposes to put in simply is as it
 * is wanted; words that are to go are left alone.
 */
export function emphasisAsSuggestion(steps: readonly MarkStep[], state: EditorState, { author, newId }: Suggesting): Suggested {
  const transaction = state.tr;
  const signature = { id: newId(), ...author };
  for (const stretch of stretchesOf(state.doc, steps)) {
    const { node, from } = stretch;
    const emphasis = stretch.steps.reduce(after, emphasisOf(node));
    const change = (changesOf(node)[0] as NodeChange | undefined) ?? insertedWith(state.doc, from);
    if (change?.kind === 'deletion' || emphasis.join() === emphasisOf(node).join()) continue;
    if (change !== null && change.authorId !== author.authorId) return { kind: 'refused', why: 'PROPOSTA_DI_ALTRI' };
    if (change?.kind === 'insertion') setEmphasis(transaction, stretch, emphasis, null);
    else setEmphasis(transaction, stretch, emphasis, { change: change ?? { kind: 'modification', ...signature }, before: beforeOf(node) });
  }
  transaction.setStoredMarks(state.storedMarks);
  return transaction.docChanged ? { kind: 'suggested', transaction } : { kind: 'refused', why: 'FORMA' };
}

/** The suggestion to put in the block, row or table a place stands in; null where it stands by itself. */
function insertedWith(doc: Node, pos: number): NodeChange | null {
  const $pos = doc.resolve(pos);
  for (let depth = $pos.depth; depth > 0; depth -= 1) {
    const change = changesOf($pos.node(depth))[0] as NodeChange | undefined;
    if (change?.kind === 'insertion') return change;
  }
  return null;
}

function beforeOf(node: Node): Emphasis[] {
  if (!node.isText) {
    const change = node.attrs['change'] as NodeChange | null;
    return change?.kind === 'modification' ? formatBefore(change) : emphasisOf(node);
  }
  const mark = node.marks.find(({ type }) => type.name === 'modification');
  return mark === undefined ? emphasisOf(node) : emphasisBefore(mark);
}

interface Proposed {
  readonly change: NodeChange;
  readonly before: readonly Emphasis[];
}

/** Back at what it was, nothing is proposed any more. */
function setEmphasis(tr: Transaction, { node, from, to }: Stretch, emphasis: readonly Emphasis[], proposed: Proposed | null): void {
  const isSame = proposed?.before.join() === emphasis.join();
  const { schema } = node.type;
  if (!node.isText) {
    const format = node.attrs['format'] as AtomFormat | null;
    const previous = { format: formatWith(format, proposed?.before ?? []) };
    const change = proposed === null || isSame ? null : { ...proposed.change, previous };
    tr.setNodeMarkup(from, null, { ...node.attrs, format: formatWith(format, emphasis), ...(proposed === null ? {} : { change }) });
    return;
  }
  for (const name of emphases) tr.removeMark(from, to, schema.marks[name]);
  for (const mark of withEmphasis([], emphasis, schema)) tr.addMark(from, to, mark);
  if (proposed === null) return;
  if (isSame) tr.removeMark(from, to, schema.marks['modification']);
  else tr.addMark(from, to, reformatting(schema, proposed.change, proposed.before));
}

/**
 * Emphasis that is written, not proposed: atoms keep theirs as an attribute, and where somebody proposes another emphasis for the words
 * it holds whatever becomes of the proposal.
 */
export function emphasisWritten(steps: readonly MarkStep[], state: EditorState): Transaction {
  const transaction = state.tr;
  for (const stretch of stretchesOf(state.doc, steps)) {
    const { node } = stretch;
    const change = (changesOf(node)[0] as NodeChange | undefined) ?? null;
    const written = stretch.steps.reduce(after, emphasisOf(node));
    const isProposed = change?.kind === 'modification';
    if (!isProposed && written.join() === emphasisOf(node).join()) continue;
    setEmphasis(transaction, stretch, written, isProposed ? { change, before: stretch.steps.reduce(after, beforeOf(node)) } : null);
  }
  return transaction.setStoredMarks(state.storedMarks);
}
