import { type AtomFormat, draftSchema, type DraftNode, type SuggestionAuthor } from '@gare/domain/drafting/draft-schema';
import { emphasisOf, formatWith, reformatting, withEmphasis } from '@gare/domain/drafting/emphasis';
import { changesOf } from '@gare/domain/drafting/suggestions';
import { afterChange } from './emphasis-edits.js';
import { isInsertion, pieces } from './inline-pieces.js';
import { type EmphasisProposal } from './merged.js';
import { wordsOf } from './standing-draft.js';

/** The inline content with another emphasis proposed for a stretch of what stands. What somebody proposes something for already is left. */
export function withProposedEmphasis(
  children: readonly DraftNode[],
  proposal: EmphasisProposal,
  signature: SuggestionAuthor & { readonly id: string },
): DraftNode[] {
  const { from, to } = proposal;
  let at = 0;
  return children.flatMap((child) => {
    if (isInsertion(child)) return [child];
    const length = wordsOf(child).length;
    const [start, end] = [Math.max(from, at) - at, Math.min(to, at + length) - at];
    at += length;
    if (start >= end) return [child];
    const inside = pieces(child, [start, end]).map((piece) => proposed(piece, proposal, signature));
    return [...pieces(child, [0, start]), ...inside, ...pieces(child, [end, length])];
  });
}

function proposed(node: DraftNode, change: EmphasisProposal, signature: SuggestionAuthor & { readonly id: string }): DraftNode {
  const before = emphasisOf(node);
  const after = afterChange(before, change);
  if (changesOf(node).length > 0 || after.join() === before.join()) return node;
  if (node.isText) {
    const mark = reformatting(draftSchema, signature, before);
    return node.mark(mark.addToSet(withEmphasis(node.marks, after, draftSchema)));
  }
  if (node.type.name !== 'value') return node;
  const format = node.attrs['format'] as AtomFormat | null;
  const kept = { kind: 'modification', ...signature, previous: { format: formatWith(format, before) } };
  return node.type.create({ ...node.attrs, format: formatWith(format, after), change: kept }, null, node.marks);
}
