import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { type DossierEntity } from '@gare/dossiers';
import { Listeners } from '@gare/platform/events';

/** A file was added to a place of the dossier, or withdrawn from it. */
@Injectable()
export class AttachmentsChanged extends Listeners<{ actor: Actor; dossier: DossierEntity; place: string }> {}
