import { revisionsOf, type Coverage } from './coverage.js';
import { type Authorship } from './marks.js';
import { proveRedline } from './prove-redline.js';
import { redlineDocx } from './redline-docx.js';
import { readRedline, type ReadRedline } from './read-redline.js';
import { RedlineRefusal } from './redline-refusal.js';
import { WordFile } from './word-file.js';

/** A redline that passed its proof, and what it says. */
export interface ProvenRedline extends ReadRedline {
  readonly docx: Buffer;
  readonly coverage: Coverage;
  /** The file holds no change at all, not even one that a page has no words for. */
  readonly same: boolean;
}

/** Makes a redline and proves it. @throws RedlineRefusal, `unproven` where the proof fails: then nothing is given out. */
export function provenRedline(before: Buffer, after: Buffer, by: Authorship): ProvenRedline {
  const { docx, coverage } = redlineDocx(before, after, by);
  const [failure] = proveRedline(docx, before, after);
  if (failure !== undefined) throw new RedlineRefusal('unproven', `${failure.check}: ${failure.detail}`);
  const file = new WordFile(docx);
  return { docx, coverage, ...readRedline(file, 'changed'), same: revisionsOf(file) === 0 };
}
