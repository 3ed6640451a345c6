import { emphasisOf } from '@gare/domain/drafting/emphasis';
import { changesOf, replacedEmphasis } from '@gare/domain/drafting/suggestions';
import { blockAttrs, blocksOf, type DraftNode, type NodeChange } from '@gare/domain/drafting/draft-schema';
import { type Atom, type StandingBlock, type StandingDraft, type StandingLook } from './merged.js';

/** Anchor the editor leaves where a suggestion ends a block; it is no text. */
const anchors = /\u200b/g;

/** The draft as the merge reads it: what stands, and what is only suggested. */
export function standingDraft(draft: DraftNode): StandingDraft {
  const blocks: StandingBlock[] = [];
  const proposed: { after: string | null; text: string }[] = [];
  for (const { node } of blocksOf(draft)) {
    const { id, change } = blockAttrs(node);
    if (id === null || !node.isTextblock) continue;
    if (change?.kind === 'insertion') proposed.push({ after: blocks.at(-1)?.id ?? null, text: node.textContent.replace(anchors, '') });
    else blocks.push(standingBlock(node, id, change));
  }
  return { blocks, proposed };
}

type Open = StandingBlock['open'][number];

function standingBlock(node: DraftNode, id: string, change: NodeChange | null): StandingBlock {
  const atoms: Atom[] = [];
  const open: Open[] = [];
  const looks: StandingLook[] = [];
  let text = '';
  for (const child of node.children) {
    const words = wordsOf(child);
    if (words === '') continue;
    const suggestion = changesOf(child)[0];
    const author = suggestion?.author ?? '';
    if (suggestion?.kind === 'insertion') {
      open.push({ from: text.length, to: text.length, inserted: words, author });
      continue;
    }
    const range = { from: text.length, to: text.length + words.length };
    looks.push({ ...range, ...lookOf(child) });
    if (suggestion?.kind === 'deletion') open.push({ ...range, inserted: '', author });
    if (!child.isText && child.type.name !== 'hardBreak')
      atoms.push({ ...range, value: child.type.name === 'value' ? valueOf(child) : null });
    text += words;
  }
  return { id, text, atoms, open: together(open), looks, isProposedDeleted: change?.kind === 'deletion' };
}

function lookOf(node: DraftNode): Omit<StandingLook, 'from' | 'to'> {
  const suggestion = changesOf(node)[0];
  const isProposed = suggestion?.kind === 'modification';
  return {
    emphasis: isProposed ? replacedEmphasis(node) : emphasisOf(node),
    open: suggestion === undefined ? null : { author: suggestion.author ?? '', emphasis: isProposed ? emphasisOf(node) : null },
    isAtom: !node.isText,
  };
}

/** What an inline node reads as here: a value as printed, an object as one character. */
export function wordsOf(node: DraftNode): string {
  if (node.isText) return (node.text ?? '').replace(anchors, '');
  if (node.type.name === 'hardBreak') return '\n';
  return node.type.name === 'value' ? String(node.attrs['text']) : '\ufffc';
}

function valueOf({ attrs }: DraftNode): string {
  return String(attrs['instance'] ?? attrs['path']);
}

/** Touching suggestions of one person are one, as the merge tells them. */
function together(open: readonly Open[]): Open[] {
  const result: Open[] = [];
  for (const one of open) {
    const last = result.at(-1);
    if (last !== undefined && last.author === one.author && last.to >= one.from)
      result[result.length - 1] = { ...last, to: Math.max(last.to, one.to), inserted: last.inserted + one.inserted };
    else result.push(one);
  }
  return result;
}
