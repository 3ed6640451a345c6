import { type Redline, type RedlineBlock } from '@gare/domain/redline/redline';

/** A paragraph of two texts or, with where it stands and whether its look changes, of two Word files. */
export type ShownBlock = RedlineBlock & {
  readonly place?: 'BODY' | 'TABLE' | 'BOX' | 'HEADER' | 'FOOTER' | 'FOOTNOTE' | 'ENDNOTE' | 'PAGE';
  readonly look?: boolean;
};
export type ShownRedline = Omit<Redline, 'blocks'> & { readonly blocks: readonly ShownBlock[] };

/** What the page shows of a redline: paragraphs, and stretches of unchanged ones folded up. */
export type RedlinePart =
  | { readonly kind: 'block'; readonly key: string; readonly block: ShownBlock; readonly change: number | null }
  | { readonly kind: 'folded'; readonly key: string; readonly blocks: readonly ShownBlock[] };

/** Unchanged paragraphs left around a change. */
const around = 1;
/** Shorter stretches are shown: folding them saves nothing. */
const shortest = 3;

/** `change` numbers the changes from 0. A stretch far from any change is folded. */
export function partsOf({ blocks }: Pick<ShownRedline, 'blocks'>): RedlinePart[] {
  const near = new Set<number>();
  blocks.forEach(({ kind }, index) => {
    if (kind !== 'equal') for (let place = index - around; place <= index + around; place += 1) near.add(place);
  });
  const parts: RedlinePart[] = [];
  let far: ShownBlock[] = [];
  let changes = 0;
  const show = (block: ShownBlock): void => {
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

/** What went and what came in a block, for a sentence. */
export function changeOf(block: ShownBlock): { readonly gone: string; readonly come: string } {
  const pieces = block.kind === 'changed' ? block.pieces : block.kind === 'equal' ? [] : [block];
  const joined = (kind: 'inserted' | 'deleted'): string =>
    pieces
      .filter((piece) => piece.kind === kind)
      .map(({ text }) => text.trim())
      .filter((text) => text !== '')
      .join(' … ');
  return { gone: joined('deleted'), come: joined('inserted') };
}
