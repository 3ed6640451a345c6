import { type FindOptionsWhere, In } from 'typeorm';
import { type Actor } from '@gare/domain/access/actor';
import { threadState, type ThreadState } from '@gare/domain/drafting/threads';
import { type Reader } from '@gare/platform/database';
import { type DraftEntity } from '../draft.entity.js';
import { DraftThreadActEntity } from './draft-thread-act.entity.js';
import { DraftThreadEntity } from './draft-thread.entity.js';

/** Who acts on which draft, in the role that lets them. The caller has authorised it. */
export interface ThreadAuthor {
  readonly actor: Actor;
  readonly role: string;
  readonly draft: DraftEntity;
}

export interface StandingThread {
  readonly thread: DraftThreadEntity;
  readonly state: ThreadState<DraftThreadActEntity>;
  readonly acts: readonly DraftThreadActEntity[];
}

/** Threads with how they stand, the first opened first; only those in sight of the reader. */
export async function standingThreads(reader: Reader, where: FindOptionsWhere<DraftThreadEntity>): Promise<StandingThread[]> {
  const threads = await reader.find(DraftThreadEntity, { where, order: { openedAt: 'ASC', id: 'ASC' } });
  if (threads.length === 0) return [];
  const acts = await reader.find(DraftThreadActEntity, {
    where: { threadId: In(threads.map(({ id }) => id)) },
    order: { position: 'ASC' },
  });
  const byThread = new Map<string, DraftThreadActEntity[]>();
  for (const act of acts) byThread.set(act.threadId, [...(byThread.get(act.threadId) ?? []), act]);
  return threads.map((thread) => {
    const own = byThread.get(thread.id) ?? [];
    return { thread, acts: own, state: threadState(own) };
  });
}
