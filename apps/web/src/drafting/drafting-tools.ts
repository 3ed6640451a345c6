import { type Editor } from '@tiptap/core';
import { createContext, useContext } from 'react';
import { type Doc } from 'yjs';
import { type Drafter } from '@gare/domain/drafting/permitted-change';

/**
 * What the parts of the Redazione share, from the moment the draft is open. Editor and document live as long as the page of this draft;
 * the document is the Yjs document whose fragment `testo` holds the blocks.
 */
export interface DraftingTools {
  readonly dossierId: string;
  /** Code of the document of the dossier. */
  readonly code: string;
  readonly draftId: string;
  readonly editor: Editor;
  readonly document: Doc;
  /** What the person may do now: write in the sections of their sides, only propose, only read. */
  readonly drafter: Drafter;
  readonly person: { readonly id: string; readonly name: string };
  /** Brings a block into view and puts the cursor into it; false where the text has no such block. */
  readonly goToBlock: (blockId: string) => boolean;
}

export const DraftingToolsContext = createContext<DraftingTools | null>(null);

/** Only for what stands inside the page of an open draft. */
export function useDraftingTools(): DraftingTools {
  const tools = useContext(DraftingToolsContext);
  if (tools === null) throw new Error('Outside the page of a draft.');
  return tools;
}
