import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { type DossierEntity } from '@gare/dossiers';
import { Listeners } from '@gare/platform/events';

/** A dossier has a clause otherwise than before: another wording chosen, a text changed or restored. Listeners react in the same transaction. */
@Injectable()
export class ClausesChanged extends Listeners<{ actor: Actor; dossier: DossierEntity; code: string }> {}
