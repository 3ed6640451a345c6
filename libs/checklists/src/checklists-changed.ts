import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { type DossierEntity } from '@gare/dossiers';
import { Listeners } from '@gare/platform/events';

/** A checklist of the dossier was signed, or what was signed lost its force. */
@Injectable()
export class ChecklistsChanged extends Listeners<{ actor: Actor; dossier: DossierEntity; code: string }> {}
