import { redline } from '@gare/domain/redline/redline';
import { type LogicalBlock } from './logical-blocks.js';

/** A paragraph of the download and what became of it, in the order of the file that came back. */
export interface BlockPair {
  readonly base: LogicalBlock | null;
  readonly returned: LogicalBlock | null;
}

/**
 * Which paragraphs belong together: by the ids the draft gave them where the writing program kept them, by their text in the stretches
 * between. A paragraph that changed its place is one that went and one that came.
 */
export function matchBlocks(base: readonly LogicalBlock[], returned: readonly LogicalBlock[]): BlockPair[] {
  const anchors = inOrder(byId(base, returned));
  const pairs: BlockPair[] = [];
  let [from, to] = [0, 0];
  for (const anchor of [...anchors, { base: base.length, returned: returned.length }]) {
    pairs.push(...byText(base.slice(from, anchor.base), returned.slice(to, anchor.returned)));
    const [was, is] = [base[anchor.base], returned[anchor.returned]];
    if (was !== undefined && is !== undefined) pairs.push({ base: was, returned: is });
    from = anchor.base + 1;
    to = anchor.returned + 1;
  }
  return pairs;
}

interface Anchor {
  readonly base: number;
  readonly returned: number;
}

function byId(base: readonly LogicalBlock[], returned: readonly LogicalBlock[]): Anchor[] {
  const places = new Map(base.flatMap(({ id }, index) => (id === null ? [] : [[id, index] as const])));
  const found = new Map<number, number>();
  returned.forEach((block, index) => {
    const place = block.id === null ? undefined : places.get(block.id);
    if (place === undefined) return;
    // Copied with its id: the one that reads as before keeps it.
    const earlier = found.get(place);
    if (earlier === undefined || (rawText(returned[earlier]) !== rawText(base[place]) && rawText(block) === rawText(base[place])))
      found.set(place, index);
  });
  return [...found].map(([place, index]) => ({ base: place, returned: index })).sort((one, other) => one.returned - other.returned);
}

/** The longest run of anchors that keeps the order of the download. */
function inOrder(anchors: readonly Anchor[]): Anchor[] {
  const tails: number[] = [];
  const before: number[] = [];
  anchors.forEach((anchor, index) => {
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((anchors[tails[middle] ?? 0]?.base ?? 0) < anchor.base) low = middle + 1;
      else high = middle;
    }
    before[index] = tails[low - 1] ?? -1;
    tails[low] = index;
  });
  const result: Anchor[] = [];
  for (let index = tails.at(-1) ?? -1; index >= 0; index = before[index] ?? -1) {
    const anchor = anchors[index];
    if (anchor !== undefined) result.unshift(anchor);
  }
  return result;
}

function byText(base: readonly LogicalBlock[], returned: readonly LogicalBlock[]): BlockPair[] {
  if (base.length === 0) return returned.map((block) => ({ base: null, returned: block }));
  if (returned.length === 0) return base.map((block) => ({ base: block, returned: null }));
  return redline(base.map(rawText), returned.map(rawText)).blocks.flatMap((block): BlockPair[] => {
    const was = ('before' in block ? base[block.before] : undefined) ?? null;
    const is = ('after' in block ? returned[block.after] : undefined) ?? null;
    // However alike they are: what was put in as a new paragraph is not the one that stood there.
    const isOther = was !== null && is !== null && was.wholeInserted === null && is.wholeInserted !== null;
    return isOther
      ? [
          { base: was, returned: null },
          { base: null, returned: is },
        ]
      : [{ base: was, returned: is }];
  });
}

/** All characters there are, taken-out ones too: what a tracked change alters is then nothing. */
function rawText(block: LogicalBlock | undefined): string {
  return (block?.pieces ?? []).map(({ text }) => text).join('');
}
