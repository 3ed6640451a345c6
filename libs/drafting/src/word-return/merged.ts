import { type Emphasis } from '@gare/domain/drafting/emphasis';
import { type EmphasisChange } from './emphasis-edits.js';
import { type PieceMark, type Place } from './returned.js';

/** Who a proposal is of; null is whoever brings the file in, for what was changed without tracking. */
export interface Proposer {
  readonly author: string;
  readonly at: string | null;
}

/** A stretch of new text of one look. */
export interface NewText {
  readonly text: string;
  readonly marks: readonly PieceMark[];
}

/** Something to suggest in the draft. Offsets count the standing text of the block (open suggestions refused), objects as one character. */
export type Proposal =
  | {
      readonly kind: 'text';
      readonly block: string;
      readonly from: number;
      readonly to: number;
      readonly deleted: string;
      readonly inserted: readonly NewText[];
      readonly by: Proposer | null;
      readonly place: Place;
    }
  | EmphasisProposal
  | {
      readonly kind: 'insertBlock';
      /** Block it comes after, or after whose table unless it stands in a cell itself; null: at the very beginning. */
      readonly after: string | null;
      readonly inCell: boolean;
      /** Block whose kind and look it has; null: a plain paragraph. */
      readonly like: string | null;
      readonly inserted: readonly NewText[];
      readonly by: Proposer | null;
      readonly place: Place;
    }
  | { readonly kind: 'deleteBlock'; readonly block: string; readonly deleted: string; readonly by: Proposer | null; readonly place: Place }
  /** The row the block stands in. */
  | { readonly kind: 'deleteRow'; readonly block: string; readonly deleted: string; readonly by: Proposer | null; readonly place: Place }
  | {
      readonly kind: 'insertRow';
      /** A block of the row it comes after. */
      readonly after: string;
      readonly cells: readonly string[];
      readonly by: Proposer | null;
      readonly place: Place;
    };

/** Another emphasis for words that stay. */
export interface EmphasisProposal extends EmphasisChange {
  readonly kind: 'emphasis';
  readonly block: string;
  readonly from: number;
  readonly to: number;
  readonly words: string;
  readonly by: Proposer | null;
  readonly place: Place;
}

/** A comment of Word that becomes a thread, with the replies in it. */
export interface ThreadToOpen {
  readonly block: string;
  /** Characters of the standing text it is about. */
  readonly from: number;
  readonly to: number;
  readonly quote: string;
  readonly text: string;
  readonly by: Proposer;
  readonly resolved: boolean;
  readonly replies: readonly { readonly text: string; readonly by: Proposer }[];
  readonly place: Place;
}

/** A reply to a comment that was in the download; `comment` is its id there. */
export interface ReplyToAdd {
  readonly comment: string;
  readonly text: string;
  readonly by: Proposer;
}

/** A comment of the download that was closed in Word, or opened again; who did it the file does not say. */
export interface ThreadToSettle {
  readonly comment: string;
  readonly author: string;
  readonly text: string;
  readonly resolved: boolean;
  readonly place: Place;
}

/** A bound value typed over in Word: the text stays, the scheda may be changed. */
export interface ChangedValue {
  /** What the content control names: path and, in a list, which item. */
  readonly value: string;
  readonly before: string;
  readonly after: string;
  readonly place: Place;
}

export type NotMergedKind =
  /** The same words were changed in Word and in the draft. */
  | 'BOTH_CHANGED'
  /** A proposal of the draft was accepted or refused in Word: that is decided in the draft. */
  | 'DECISION'
  /** A comment of the download was taken out in Word, or closed by somebody who may not. */
  | 'COMMENT'
  /** Emphasis, style or numbering. */
  | 'LOOK'
  /** Something that is no text of the draft. */
  | 'OTHER';

/** What stays in the original only, with what to know of it. */
export interface NotMerged {
  readonly kind: NotMergedKind;
  /** What it is, in Italian. */
  readonly what: string;
  /** Why, and what to do. */
  readonly sentence: string;
  readonly place: Place;
  /** What the draft says; null where that is no text. */
  readonly here: string | null;
  /** What the file says. */
  readonly there: string | null;
}

export interface KeptThing {
  readonly what: string;
  readonly sentence: string;
  readonly count: number;
}

export interface MergedReturn {
  readonly proposals: readonly Proposal[];
  readonly threads: readonly ThreadToOpen[];
  readonly replies: readonly ReplyToAdd[];
  readonly settlements: readonly ThreadToSettle[];
  readonly values: readonly ChangedValue[];
  readonly notMerged: readonly NotMerged[];
  /** Things that are as they were in the download. */
  readonly kept: readonly KeptThing[];
}

/** A stretch of a block's standing text that is one thing: a value of the scheda, or an object. */
export interface Atom {
  readonly from: number;
  readonly to: number;
  /** Of a value: path and which item, as the tag of its control has it. */
  readonly value: string | null;
}

/** A block of the draft as it stands. */
export interface StandingBlock {
  readonly id: string;
  /** Open suggestions refused; values as printed, objects as one character, a line break as `\n`. */
  readonly text: string;
  readonly atoms: readonly Atom[];
  /** Suggestions that are open in it: the same one is not made again. */
  readonly open: readonly { readonly from: number; readonly to: number; readonly inserted: string; readonly author: string }[];
  /** All of it in stretches of one emphasis. */
  readonly looks: readonly StandingLook[];
  readonly isProposedDeleted: boolean;
}

/** A stretch of the standing text of one emphasis, with the suggestion that is open on it. */
export interface StandingLook {
  readonly from: number;
  readonly to: number;
  /** As it stands: what is only proposed left out. */
  readonly emphasis: readonly Emphasis[];
  /** `emphasis`: the one it proposes; null where it takes the words out. */
  readonly open: { readonly author: string; readonly emphasis: readonly Emphasis[] | null } | null;
  readonly isAtom: boolean;
}

/** The draft the file is merged into. */
export interface StandingDraft {
  readonly blocks: readonly StandingBlock[];
  /** Paragraphs that are only proposed, by the standing block before them. */
  readonly proposed: readonly { readonly after: string | null; readonly text: string }[];
}
