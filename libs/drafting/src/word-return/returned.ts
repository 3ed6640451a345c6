import { type LookKind } from '../word/shell-index.js';

/** Who made a tracked change or a comment, as the file says. */
export interface Authorship {
  /** Name as Word shows it; empty where the file gives none. */
  readonly author: string;
  /** ISO instant; null where the file gives none that can be read. */
  readonly at: string | null;
}

/** Where something stands, in words a person can follow with Word open. */
export interface Place {
  /** Part of the package, e.g. `word/document.xml`. */
  readonly part: string;
  /** Paragraph of that part, from 1; 0 outside paragraphs. */
  readonly paragraph: number;
  /** Headings above it in the body, outermost first. */
  readonly heading: readonly string[];
}

export type PieceMark = 'bold' | 'italic' | 'underline' | 'subscript' | 'superscript' | 'strike';

export interface Reformatting extends Authorship {
  readonly before: readonly PieceMark[];
}

/** What stands for a thing that is no text (drawing, note, field, formula): one character, so that places can be counted. */
export const objectCharacter = '\ufffc';

/** A stretch of a paragraph of one author and one look. */
export interface ReturnedPiece {
  /** Characters; `objectCharacter` for an object, a line break is `\n`. */
  readonly text: string;
  /** Of an object: what it is and says. */
  readonly object: { readonly feature: string; readonly label: string } | null;
  /** The bound value it stands in, by the tag of its content control. */
  readonly value: string | null;
  readonly marks: readonly PieceMark[];
  /** A tracked change of its emphasis: whose, and what it replaced. Null where nothing of the emphasis is tracked. */
  readonly reformatted: Reformatting | null;
  readonly inserted: Authorship | null;
  readonly deleted: Authorship | null;
}

export interface CellPlace {
  /** Number of the table in the part, from 1; row and column from 1; `path` names the table a nested one stands in. */
  readonly path: string;
  readonly row: number;
  readonly column: number;
  /** The tracked insertion or deletion of the row. */
  readonly rowInserted: Authorship | null;
  readonly rowDeleted: Authorship | null;
}

/** What a paragraph is in a draft: headings from level 1, items of lists from level 0. */
export type ParagraphForm = LookKind;

/** A paragraph of the body, in order. Text boxes, notes, headers and footers are stories, not blocks. */
export interface ReturnedBlock {
  /** The id the draft gave it; null for a new one, or where the writing program dropped it. */
  readonly id: string | null;
  readonly place: Place;
  readonly style: string | null;
  readonly form: ParagraphForm;
  readonly cell: CellPlace | null;
  readonly pieces: readonly ReturnedPiece[];
  /** The paragraph mark as a tracked change: put in, or taken out. */
  readonly markInserted: Authorship | null;
  readonly markDeleted: Authorship | null;
}

/** A comment, with the words it is about; a reply names its parent. */
export interface ReturnedComment extends Authorship {
  readonly id: string;
  readonly text: string;
  readonly parent: string | null;
  /** Null where the file says nothing of ends: the program that wrote it does not know them. */
  readonly resolved: boolean | null;
  /** Index of the block it begins in and the characters of all pieces of that block (taken-out ones too); null outside the body. */
  readonly anchor: { readonly block: number; readonly from: number; readonly to: number } | null;
}

export type Disposition =
  /** Taken into the draft: text, tracked changes, comments, values. */
  | 'MERGED'
  /** Stays in the original that is stored, nothing to decide. */
  | 'KEPT'
  /** Stays in the original; whoever wants it in the draft must bring it in by hand. */
  | 'NOT_MERGED';

/** One thing of the file that has no place in the draft: a drawing, a note, a formula, a line of a header. */
export interface FeatureItem {
  readonly feature: string;
  readonly place: Place;
  /** What it says: alternative text, text of the note, result of the field. */
  readonly label: string;
  /** Of a change of the look that does not say what it replaced (LibreOffice): its author. It is told unless emphasis of theirs is found there. */
  readonly vague?: string;
}

/** Elements of one kind in the parts that hold text. */
export interface FeatureCount {
  readonly feature: string;
  readonly elements: number;
}

export interface PartEntry {
  readonly name: string;
  readonly bytes: number;
  readonly disposition: Exclude<Disposition, 'NOT_MERGED'>;
  /** Italian sentence. */
  readonly sentence: string;
}

/** From which download of which draft a file descends; it says so itself, in a document property. */
export interface Lineage {
  readonly draftId: string;
  /** Id of the download. */
  readonly exportId: string;
  /** Number of the last edit it holds. */
  readonly seq: number;
  /** Content hash of the draft at that edit, hex SHA-256. */
  readonly hash: string;
}

export interface ReturnedDocx {
  readonly lineage: Lineage | null;
  readonly blocks: readonly ReturnedBlock[];
  readonly comments: readonly ReturnedComment[];
  /** Every file inside the package. */
  readonly parts: readonly PartEntry[];
  /** Everything that is no text of the body, one by one. */
  readonly items: readonly FeatureItem[];
  /** Every element of every part with text, counted once. */
  readonly features: readonly FeatureCount[];
  /** Tracked changes of any kind. */
  readonly revisions: number;
}

/** Text with all tracked changes refused, or accepted. */
export function standingText(pieces: readonly ReturnedPiece[]): string {
  return pieces
    .filter(({ inserted }) => inserted === null)
    .map(({ text }) => text)
    .join('');
}

export function acceptedText(pieces: readonly ReturnedPiece[]): string {
  return pieces
    .filter(({ deleted }) => deleted === null)
    .map(({ text }) => text)
    .join('');
}

export function sameForm(one: ParagraphForm, other: ParagraphForm): boolean {
  return one.type === other.type && one.level === other.level && one.list === other.list;
}
