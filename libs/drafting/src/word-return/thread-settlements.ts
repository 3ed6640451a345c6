import { type ActorOnDossier } from '@gare/dossiers';
import { type Reader } from '@gare/platform/database';
import { standingThreads } from '../threads/draft-thread-rows.js';
import { whyNotSettle } from '../threads/thread-rules.js';
import { type DraftEntity } from '../draft.entity.js';
import { type ExportedComment } from './draft-export.entity.js';
import { type MergedReturn, type NotMerged, type ThreadToSettle } from './merged.js';
import { type ReturnedComment } from './returned.js';

interface Settling {
  readonly draft: DraftEntity;
  /** Who brings the file, or confirms it. */
  readonly one: ActorOnDossier;
  /** Comments as they were written into the download, and as they read in it. */
  readonly comments: readonly ExportedComment[];
  readonly base: readonly ReturnedComment[];
}

/**
 * The merge with only those ends of threads that this person may set and that still change something; the others are told with the
 * reason, and a thread that stands so already asks for nothing.
 */
export async function withSettlements(
  reader: Reader,
  merged: MergedReturn,
  { draft, one, comments, base }: Settling,
): Promise<MergedReturn> {
  if (merged.settlements.length === 0) return merged;
  const standing = await standingThreads(reader, { draftId: draft.id });
  const settlements: ThreadToSettle[] = [];
  const notMerged: NotMerged[] = [];
  for (const settlement of merged.settlements) {
    const comment = base.find(({ id }) => id === settlement.comment);
    const known = comment === undefined ? undefined : exportedAs(comment, comments);
    const found = standing.find(({ thread }) => thread.id === known?.threadId);
    if (found === undefined) notMerged.push(told(settlement, 'La discussione non si trova più nella bozza.'));
    else if ((found.state.resolved !== null) === settlement.resolved) continue;
    else {
      const whyNot = whyNotSettle(one, draft.code, found.thread);
      if (whyNot === null) settlements.push(settlement);
      else notMerged.push(told(settlement, whyNot));
    }
  }
  return { ...merged, settlements, notMerged: [...merged.notMerged, ...notMerged] };
}

/** What the download was told of a comment in it: programs number comments anew, so author and words decide. */
export function exportedAs(comment: ReturnedComment, comments: readonly ExportedComment[]): ExportedComment | undefined {
  return comments.find(({ author, text }) => author === comment.author && squeezed(text) === squeezed(comment.text));
}

const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim();

function told({ author, text, resolved, place }: ThreadToSettle, reason: string): NotMerged {
  return {
    kind: 'COMMENT',
    what: `commento di ${author} ${resolved ? 'segnato come risolto' : 'riaperto'} in Word`,
    sentence: `${reason} La discussione resta com’è nella bozza.`,
    place,
    here: text,
    there: null,
  };
}
