import { type DraftNode, type Side } from '@gare/domain/drafting/draft-schema';
import { type LoadedTemplate, type PrintedValue } from '@gare/templates';

/** A generated document as a draft is made of it, and as the shell it goes back into. */
export interface DraftShell {
  readonly docx: Buffer;
  /** Values of the scheda by their places in `docx`. */
  readonly printed: readonly PrintedValue[];
  /** Tells which clause or part a paragraph comes from; without it no block has an origin. */
  readonly template?: Pick<LoadedTemplate, 'compiled' | 'origins'>;
  /** Which side owns a block, by its origin. */
  readonly ownerOf?: (origin: string | null) => Side | null;
}

/** A comment to be written into a Word file. */
export interface DraftComment {
  readonly author: string;
  /** ISO 8601. */
  readonly at: string;
  /** Paragraphs of the comment. */
  readonly text: readonly string[];
  /** Block it stands on, and the characters of its inline content (ProseMirror offsets inside the block, atoms count 1); null is the whole block. */
  readonly block: string;
  readonly range: { readonly from: number; readonly to: number } | null;
  readonly resolved: boolean;
  readonly replies: readonly Pick<DraftComment, 'author' | 'at' | 'text'>[];
}

export interface DocxOptions {
  /** What becomes of open suggestions: part of the text, left out, or tracked changes with author and date. */
  readonly suggestions: 'accepted' | 'rejected' | 'revisions';
  readonly comments?: readonly DraftComment[];
  /** For the way back from Word: values as content controls (`valore:<path>`), block ids as paragraph ids and bookmarks. */
  readonly forReturn?: boolean;
}

export interface DraftDocx {
  readonly docx: Buffer;
  /** Values by their places in `docx`, those of headers and footers included. */
  readonly printed: readonly PrintedValue[];
  /** Labels of kept pieces that the shell no longer has. */
  readonly missing: readonly string[];
}

/**
 * The two ways (`draft-from-docx.ts`, `docx-from-draft.ts`). Pure: the same input gives the same draft and the same bytes, and a draft
 * that goes into Word and comes back is the same draft.
 */
export type DraftFromDocx = (source: DraftShell) => DraftNode;
export type DocxFromDraft = (shell: DraftShell, draft: DraftNode, options: DocxOptions) => DraftDocx;
