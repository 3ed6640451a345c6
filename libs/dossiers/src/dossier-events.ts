import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { Listeners } from '@gare/platform/events';
import { type DossierEntity } from './dossier.entity.js';

/** A dossier was opened; `question` is what its body asks the SUA with it, `role` the one it was opened in. */
@Injectable()
export class DossierCreated extends Listeners<{ actor: Actor; dossier: DossierEntity; role: string; question?: string | undefined }> {}

/** A dossier took a step; `dossier` is as it is after it. */
@Injectable()
export class DossierMoved extends Listeners<{ actor: Actor; dossier: DossierEntity; from: string; event: string }> {}

/** A dossier passed to another version of its kind; `dossier` is as it is after it. */
@Injectable()
export class DossierMigrated extends Listeners<{ actor: Actor; dossier: DossierEntity; fromVersion: string; fromState: string }> {}

/** The turn of a dossier was worked out anew, in the transaction of a step, an item opened or closed, an assignment. */
@Injectable()
export class DossierTurnWorkedOut extends Listeners<{ dossier: DossierEntity }> {}
