import { readRedline, type ReadBlock, type Stories } from './read-redline.js';
import { type ProofFailure } from './prove-redline.js';
import { Side } from './side.js';
import { type WordFile } from './word-file.js';

/** The second witness of a proof: what the page shows as kept and come must be the words of the new file, as kept and gone those of the old. */
export function proveWords(redline: WordFile, before: WordFile, after: WordFile): ProofFailure[] {
  const { blocks } = readRedline(redline, 'all');
  const failures: ProofFailure[] = [];
  const compare = (check: 'accept' | 'reject', without: 'inserted' | 'deleted', file: WordFile): void => {
    const is = wordsOf(blocks, without);
    const should = wordsOf(readRedline(settled(file), 'all').blocks, without);
    const at = is.findIndex((text, index) => text !== should[index]);
    const place = at < 0 ? is.length : at;
    if (at >= 0 || is.length !== should.length)
      failures.push({ check, detail: `words of paragraph ${place}: ${told(is[place])} instead of ${told(should[place])}` });
  };
  compare('accept', 'deleted', after);
  compare('reject', 'inserted', before);
  return failures;
}

function settled(file: WordFile): Stories {
  const side = new Side(file);
  return { names: file.names, tree: (part) => side.tree(part), linked: (kind) => file.linked(kind) };
}

/**
 * Paragraphs with words, one side of them. Headers and footers are left to the first witness: the redline holds those of both files,
 * and which one a page has is a matter of its section.
 */
function wordsOf(blocks: readonly ReadBlock[], without: 'inserted' | 'deleted'): string[] {
  return blocks.flatMap((block) => {
    if (block.kind === without || block.place === 'HEADER' || block.place === 'FOOTER') return [];
    const pieces = block.kind === 'changed' ? block.pieces.filter(({ kind }) => kind !== without) : [block];
    const text = pieces.map((piece) => piece.text).join('');
    return text === '' ? [] : [text];
  });
}

const told = (text: string | undefined): string => (text === undefined ? 'nothing' : `«${text.slice(0, 160)}»`);
