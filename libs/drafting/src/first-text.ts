import * as Y from 'yjs';
import { type Side } from '@gare/domain/drafting/draft-schema';
import { type FilledDocument } from '@gare/documents';
import { draftFromDocx } from './word/draft-from-docx.js';
import { writeNode } from './versions/draft-node.js';

/** The blocks of a generated document as the first update of a draft; all of them belong to one side at first. */
export function firstText(
  { docx, printed, template }: Pick<FilledDocument, 'docx' | 'printed' | 'template'>,
  owner: Side | null,
): Uint8Array {
  const doc = new Y.Doc();
  writeNode(doc, draftFromDocx({ docx, printed, template, ownerOf: () => owner }));
  return Y.encodeStateAsUpdate(doc);
}
