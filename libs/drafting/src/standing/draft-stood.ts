import { Injectable } from '@nestjs/common';
import { Listeners } from '@gare/platform/events';
import { type DraftEntity } from '../draft.entity.js';
import { type DraftStanding } from './draft-standings.js';

export interface DraftStoodEvent {
  readonly draft: DraftEntity;
  readonly standing: DraftStanding;
  /** It read otherwise than the version in force already when it was looked at last. */
  readonly wasAhead: boolean;
}

/** The text of a draft that stands has changed and rests; listeners write in the same transaction. Told in the worker. */
@Injectable()
export class DraftStood extends Listeners<DraftStoodEvent> {}
