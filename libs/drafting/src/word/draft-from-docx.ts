import { type DraftNode } from '@gare/domain/drafting/draft-schema';
import { BodyReader } from './body-reader.js';
import { type DraftShell } from './word-draft.js';

/**
 * The draft of a Word document: each paragraph and table of its body a block, the values of the scheda atoms at their places, tracked
 * changes suggestions. What a draft cannot hold (drawings, notes, fields, tables with merged or nested cells) is kept whole.
 * The same bytes give the same draft, ids included.
 * @throws Error where the file is no Word document: files of people have been through the guard of uploads
 */
export function draftFromDocx(source: DraftShell): DraftNode {
  return new BodyReader(source).draft();
}
