import { type Reader } from '@gare/platform/database';
import { standingThreads, type StandingThread } from '../threads/draft-thread-rows.js';
import { type DraftComment } from '../word/word-draft.js';
import { type ExportedComment } from './draft-export.entity.js';

/** A shared thread as a Word comment, and what tells it again when the file comes back. */
export interface SharedComment {
  readonly comment: DraftComment;
  readonly known: ExportedComment;
}

/** The shared threads of a draft that stand on a block, with their replies. What is internal to one body stays with it: a file goes anywhere. */
export async function sharedComments(reader: Reader, draftId: string): Promise<SharedComment[]> {
  const threads = await standingThreads(reader, { draftId });
  return threads.filter(({ thread }) => thread.internalTo === null).flatMap((thread) => shared(thread) ?? []);
}

function shared({ thread, state }: StandingThread): SharedComment | null {
  const said = state.messages
    .filter(({ withdrawn }) => withdrawn === null)
    .map(({ written, standing }) => ({
      author: written.author ?? written.person,
      at: (written.authorAt ?? written.at).toISOString(),
      text: (standing.text ?? '').split('\n'),
    }));
  const [first, ...replies] = said;
  if (first === undefined || thread.blockId === null) return null;
  return {
    comment: { ...first, block: thread.blockId, range: null, resolved: state.resolved !== null, replies },
    known: { threadId: thread.id, author: first.author, text: first.text.join('\n') },
  };
}
