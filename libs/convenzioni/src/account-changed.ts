import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { type DossierEntity } from '@gare/dossiers';
import { Listeners } from '@gare/platform/events';

/** Expenses or fees charged for a dossier changed. */
@Injectable()
export class DossierAccountChanged extends Listeners<{ actor: Actor; dossier: DossierEntity }> {}
