import { type RedlineBlock } from './redline.js';

/** Fewer words stand in many places: that they went here and came there says nothing. */
const fewest = 4;

/**
 * Paragraphs that went in one place and came in another with the same words: the index of each leads to that of the other. Those
 * that went or came more than once lead nowhere, because nobody could say which is which.
 */
export function movedBlocks(blocks: readonly RedlineBlock[]): ReadonlyMap<number, number> {
  const [gone, come] = [placesOf(blocks, 'deleted'), placesOf(blocks, 'inserted')];
  const moved = new Map<number, number>();
  for (const [words, from] of gone) {
    const to = come.get(words);
    if (from.length !== 1 || to?.length !== 1 || from[0] === undefined || to[0] === undefined) continue;
    moved.set(from[0], to[0]).set(to[0], from[0]);
  }
  return moved;
}

function placesOf(blocks: readonly RedlineBlock[], kind: 'deleted' | 'inserted'): ReadonlyMap<string, number[]> {
  const places = new Map<string, number[]>();
  blocks.forEach((block, index) => {
    if (block.kind !== kind) return;
    const words = block.text.trim().split(/\s+/);
    if (words.length < fewest) return;
    const key = words.join(' ');
    places.set(key, [...(places.get(key) ?? []), index]);
  });
  return places;
}
