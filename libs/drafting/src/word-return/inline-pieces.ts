import { type DraftNode } from '@gare/domain/drafting/draft-schema';
import { changesOf } from '@gare/domain/drafting/suggestions';

/** What stands only as a proposal to put it in: places of the standing text do not count it. */
export function isInsertion(node: DraftNode): boolean {
  return changesOf(node).some(({ kind }) => kind === 'insertion');
}

/** Part of an inline node: of text its characters, of an atom all or nothing. */
export function pieces(node: DraftNode, [from, to]: readonly [number, number]): DraftNode[] {
  if (from >= to) return [];
  return node.isText ? [node.cut(rawOffset(node, from), rawOffset(node, to))] : [node];
}

/** Where the character is in the node: anchors of the editor stand among the characters and count nothing. */
function rawOffset(node: DraftNode, offset: number): number {
  const text = node.text ?? '';
  if (!text.includes('\u200b')) return offset;
  let seen = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (seen === offset) return at;
    if (text[at] !== '\u200b') seen += 1;
  }
  return text.length;
}
