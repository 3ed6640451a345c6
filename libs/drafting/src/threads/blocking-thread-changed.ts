import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { Listeners } from '@gare/platform/events';
import { type DraftEntity } from '../draft.entity.js';
import { type DraftThreadEntity } from './draft-thread.entity.js';

export interface BlockingThreadEvent {
  readonly actor: Actor;
  readonly draft: DraftEntity;
  readonly thread: DraftThreadEntity;
  /** It was opened by this act; else something was said in it, or it was closed or opened again. */
  readonly isNew: boolean;
}

/** Something happened in a shared thread that blocks; listeners write in the same transaction. */
@Injectable()
export class BlockingThreadChanged extends Listeners<BlockingThreadEvent> {}
