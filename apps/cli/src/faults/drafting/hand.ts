import { type Side } from '@gare/domain/drafting/draft-schema';
import { type Visitor } from '../../demo/visitor.js';

/** Somebody who types in one draft. */
export interface Hand {
  /** Stands in every mark. */
  readonly name: string;
  readonly person: Visitor;
  readonly dossierId: string;
  readonly code: string;
  readonly draftId: string;
  /** Whose sections they write in; the lawyer proposes everywhere. */
  readonly side: Side | null;
}
