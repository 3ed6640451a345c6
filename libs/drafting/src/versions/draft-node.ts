import { updateYFragment } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';
import { draftContent } from '@gare/domain/drafting/draft-content';
import { draftFragment, type DraftNode } from '@gare/domain/drafting/draft-schema';
import { sha256Hex } from '@gare/platform/audit';

/** Makes the draft read like the node; what is equal stays as it is, so that cursors and comments there keep their place. */
export function writeNode(doc: Y.Doc, node: DraftNode): void {
  updateYFragment(doc, doc.getXmlFragment(draftFragment), node, { mapping: new Map(), isOMark: new Map() });
}

/** Hash of the text that stands, open suggestions rejected. */
export const contentHash = (node: DraftNode): string => sha256Hex(draftContent(node));
