import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { Listeners } from '@gare/platform/events';

export interface DocumentsChange {
  readonly actor: Actor;
  readonly dossierId: string;
  readonly suaId: string;
  readonly enteId: string;
  /** Documents that have a new version in force. */
  readonly codes: readonly string[];
  /** Others of the dossier are being formed at this moment: more such changes follow within seconds. */
  readonly moreToCome: boolean;
}

/** A document got a new version in force; listeners react in the same transaction. */
@Injectable()
export class DocumentsChanged extends Listeners<DocumentsChange> {}
