import { prosemirrorToYXmlFragment } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { draftFragment, type Side } from '@gare/domain/drafting/draft-schema';
import { type DraftShell } from './draft-shells.js';
import { draftFromDocx } from './word/draft-from-docx.js';

/** The text of a generated document as the first update of its draft: its sections all belong to one side, or to both. */
export function firstText({ filled }: Pick<DraftShell, 'filled'>, owner: Side | null): Uint8Array {
  const { docx, printed, template } = filled;
  const doc = new Y.Doc();
  prosemirrorToYXmlFragment(draftFromDocx({ docx, printed, template, ownerOf: () => owner }), doc.getXmlFragment(draftFragment));
  return Y.encodeStateAsUpdate(doc);
}
