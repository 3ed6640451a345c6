import { type Side } from '@gare/domain/drafting/draft-schema';
import { type Seen } from './keystrokes.js';

/** One kind of editors, by the account they have signed in with. */
export interface EditorKind {
  readonly count: number;
  readonly side: Side;
  readonly proposes: boolean;
  /** Null: they come in without a ticket, as the peer lets them. */
  readonly account: { readonly url: string; readonly email: string; readonly password: string } | null;
}

/** What the measuring process asks of a process full of editors. */
export type Order =
  | {
      readonly kind: 'open';
      readonly url: string;
      readonly draftId: string;
      readonly dossierId: string;
      readonly editors: readonly EditorKind[];
      readonly seed: number;
    }
  | { readonly kind: 'type'; readonly ms: number }
  | { readonly kind: 'leave' };

export type Report =
  | { readonly kind: 'open' }
  /** `texts`: a hash of the text of each editor, once all that was typed has been acknowledged. `cpu` in seconds. */
  | {
      readonly kind: 'typed';
      readonly seen: Seen;
      readonly texts: readonly string[];
      readonly troubles: readonly string[];
      readonly cpu: number;
    }
  | { readonly kind: 'left' }
  | { readonly kind: 'failed'; readonly reason: string };
