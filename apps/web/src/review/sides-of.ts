import { type ReviewedText } from './queries';

type Blocks = ReviewedText['blocks'];

/** The two texts that a redline lays over each other, paragraph by paragraph. */
export function sidesOf(blocks: Blocks): { before: string[]; after: string[] } {
  const side = (without: 'inserted' | 'deleted'): string[] =>
    blocks.flatMap((block) => {
      if (block.kind === without) return [];
      if (block.kind !== 'changed') return [block.text];
      return [
        block.pieces
          .filter(({ kind }) => kind !== without)
          .map(({ text }) => text)
          .join(''),
      ];
    });
  return { before: side('inserted'), after: side('deleted') };
}
