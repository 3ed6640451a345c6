import { type Redline, type RedlineBlock } from '@gare/domain/redline/redline';

/** What the page shows of a redline: paragraphs, and stretches of unchanged ones folded up. */
export type RedlinePart =
  | { readonly kind: 'block'; readonly key: string; readonly block: RedlineBlock; readonly change: number | null }
  | { readonly kind: 'folded'; readonly key: string; readonly blocks: readonly RedlineBlock[] };

/** Unchanged paragraphs left around a change. */
const around = 1;
/** Shorter stretches are shown: folding them saves nothing. */
const shortest = 3;

/** `change` numbers the changes from 0. A stretch far from any change is folded. */
export function partsOf({ blocks }: Redline): RedlinePart[] {
  const near = new Set<number>();
  blocks.forEach(({ kind }, index) => {
    if (kind !== 'equal') for (let place = index - around; place <= index + around; place += 1) near.add(place);
  });
  const parts: RedlinePart[] = [];
  let far: RedlineBlock[] = [];
  let changes = 0;
  const show = (block: RedlineBlock): void => {
    parts.push({ kind: 'block', key: keyOf(block), block, change: block.kind === 'equal' ? null : changes++ });
  };
  const fold = (): void => {
    const [first] = far;
    if (far.length < shortest || first === undefined) far.forEach(show);
    else parts.push({ kind: 'folded', key: `piega-${keyOf(first)}`, blocks: far });
    far = [];
  };
  blocks.forEach((block, index) => {
    if (near.has(index)) {
      fold();
      show(block);
    } else far.push(block);
  });
  fold();
  return parts;
}

export function keyOf(block: RedlineBlock): string {
  return `${'before' in block ? block.before : ''}-${'after' in block ? block.after : ''}`;
}
