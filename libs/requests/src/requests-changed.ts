import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { type DossierEntity } from '@gare/dossiers';
import { Listeners } from '@gare/platform/events';
import { type IntegrationRequestEntity } from './integration-request.entity.js';
import { type ThreadMessageEntity } from './thread-message.entity.js';

/** What happened: a message came, or a request was made, answered, closed, prolonged, or its day went by. */
export type RequestAct =
  | { readonly what: 'MESSAGGIO'; readonly message: ThreadMessageEntity }
  | { readonly what: 'APERTA' | 'RISPOSTA' | 'CHIUSA' | 'PROROGATA' | 'SCADUTA'; readonly request: IntegrationRequestEntity };

/** A message or a request changed on whom the dossier waits, or may have: its terms may run otherwise now. */
@Injectable()
export class RequestsChanged extends Listeners<RequestAct & { actor: Actor; dossier: DossierEntity }> {}
