import { type Coverage } from './coverage.js';
import { type Authorship } from './marks.js';
import { proveRedline } from './prove-redline.js';
import { readRedline, type ReadRedline } from './read-redline.js';
import { redlineDocx } from './redline-docx.js';
import { RedlineRefusal } from './redline-refusal.js';

/** A redline that passed its proof, and what it says. */
export interface ProvenRedline extends ReadRedline {
  readonly docx: Buffer;
  readonly coverage: Coverage;
}

/** Makes a redline and proves it. @throws RedlineRefusal, `unproven` where the proof fails: then nothing is given out. */
export function provenRedline(before: Buffer, after: Buffer, by: Authorship): ProvenRedline {
  const { docx, coverage } = redlineDocx(before, after, by);
  const [failure] = proveRedline(docx, before, after);
  if (failure !== undefined) throw new RedlineRefusal('unproven', `${failure.check}: ${failure.detail}`);
  return { docx, coverage, ...readRedline(docx) };
}
