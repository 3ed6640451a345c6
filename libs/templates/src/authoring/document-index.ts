import { type Block } from './dialect.js';

type IndexEntry =
  | { readonly kind: 'control'; readonly text: string }
  | { readonly kind: 'entry'; readonly level: 1 | 2; readonly numbered: boolean; readonly text: string };

/**
 * The entries of an index, first and second level, inside the loops and conditions their headings stand in, so that
 * rendering leaves in the index what it leaves in the text. A section that holds no heading gives nothing.
 */
export function indexOf(blocks: readonly Block[]): IndexEntry[] {
  const levels: IndexEntry[][] = [[]];
  for (const block of blocks) {
    const current = levels.at(-1);
    if (block.kind === 'heading' && block.level < 3)
      current?.push({ kind: 'entry', level: block.level as 1 | 2, numbered: block.numbered, text: block.text });
    else if (block.kind === 'control') follow(block.text, levels);
  }
  return levels.flat();
}

function follow(control: string, levels: IndexEntry[][]): void {
  if (control.startsWith('{#')) {
    levels.push([{ kind: 'control', text: control }]);
    return;
  }
  const section = levels.length > 1 ? levels.pop() : undefined;
  if (section && section.length > 1) levels.at(-1)?.push(...section, { kind: 'control', text: control });
}
