import { type Node } from '@tiptap/pm/model';
import { type EditorState } from '@tiptap/pm/state';
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition, ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { type Thread } from './queries';

/** A stretch of the text, as positions of the editor. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What a new comment is about. */
export interface Passage {
  readonly ancora: { readonly inizio: string; readonly fine: string } | null;
  readonly bloccoId: string | null;
  readonly citazione: string;
}

interface Sync {
  readonly type: Y.XmlFragment;
  readonly doc: Y.Doc;
  readonly binding: { readonly mapping: Parameters<typeof relativePositionToAbsolutePosition>[3] } | null;
}

const longestQuote = 4000;

/** The selection, or the block the cursor stands in where nothing is selected; null where there is no text to comment on. */
export function passageInHand(state: EditorState): Passage | null {
  const { from, to, empty, $from } = state.selection;
  const stretch = empty ? { from: $from.start($from.depth), to: $from.end($from.depth) } : { from, to };
  const citazione = textBetween(state.doc, stretch).trim().slice(0, longestQuote);
  if (citazione === '') return null;
  return { ancora: anchorOf(state, stretch), bloccoId: blockAt(state.doc, stretch.from), citazione };
}

function anchorOf(state: EditorState, { from, to }: Stretch): Passage['ancora'] {
  const sync = ySyncPluginKey.getState(state) as Sync | undefined;
  if (sync?.binding == null) return null;
  const { type, binding } = sync;
  const [inizio, fine] = [from, to].map((at) => {
    const place = absolutePositionToRelativePosition(at, type, binding.mapping) as Y.RelativePosition;
    return toBase64(Y.encodeRelativePosition(place));
  });
  return inizio === undefined || fine === undefined ? null : { inizio, fine };
}

/** Where the commented text stands now; null where it is gone. What the places do not find is looked for by block and words. */
export function stretchOf(state: EditorState, thread: Pick<Thread, 'ancora' | 'bloccoId' | 'citazione'>): Stretch | null {
  return stretchByAnchor(state, thread.ancora) ?? stretchByQuote(state.doc, thread);
}

function stretchByAnchor(state: EditorState, anchor: Thread['ancora']): Stretch | null {
  const sync = ySyncPluginKey.getState(state) as Sync | undefined;
  if (anchor === null || sync?.binding == null) return null;
  const { doc, type, binding } = sync;
  const place = (base64: string): number | null =>
    relativePositionToAbsolutePosition(doc, type, Y.decodeRelativePosition(fromBase64(base64)), binding.mapping);
  try {
    const [from, to] = [place(anchor.inizio), place(anchor.fine)];
    return from === null || to === null || from >= to || to > state.doc.content.size ? null : { from, to };
  } catch {
    // A place in a part of the document that this copy does not have (yet).
    return null;
  }
}

/** The first place where the block reads so: of a comment that came in a Word file, and of text that was deleted and written anew. */
export function stretchByQuote(doc: Node, { bloccoId, citazione }: Pick<Thread, 'bloccoId' | 'citazione'>): Stretch | null {
  if (bloccoId === null || citazione === '') return null;
  let found: Stretch | null = null;
  doc.descendants((node, pos) => {
    if (found !== null || node.isInline) return false;
    if (node.attrs['id'] === bloccoId) found = stretchIn(node, pos + 1, citazione);
    return found === null;
  });
  return found;
}

function stretchIn(block: Node, start: number, quote: string): Stretch | null {
  // A character of `text` for each position of the block; what has no text counts as one that no quote holds.
  let text = '';
  const positions: number[] = [];
  block.descendants((node, pos) => {
    if (!node.isInline) return true;
    const shown = node.isText ? (node.text ?? '') : (node.type.spec.leafText?.(node) ?? '\uFFFC');
    for (let at = 0; at < shown.length; at += 1) positions.push(node.isText ? pos + at : pos);
    text += shown;
    return false;
  });
  const at = text.indexOf(quote);
  const [first, last] = [positions[at], positions[at + quote.length - 1]];
  return at < 0 || first === undefined || last === undefined ? null : { from: start + first, to: start + last + 1 };
}

function textBetween(doc: Node, { from, to }: Stretch): string {
  return doc.textBetween(from, to, '\n', (leaf) => leaf.type.spec.leafText?.(leaf) ?? '');
}

function blockAt(doc: Node, position: number): string | null {
  const $at = doc.resolve(position);
  for (let depth = $at.depth; depth > 0; depth -= 1) {
    const id: unknown = $at.node(depth).attrs['id'];
    if (typeof id === 'string') return id;
  }
  return null;
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
