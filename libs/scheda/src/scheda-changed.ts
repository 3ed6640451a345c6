import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { type DossierEntity } from '@gare/dossiers';
import { Listeners } from '@gare/platform/events';

/** Fields of a scheda changed; `revision` is the new one. */
@Injectable()
export class SchedaChanged extends Listeners<{ actor: Actor; dossier: DossierEntity; revision: number; paths: readonly string[] }> {}
