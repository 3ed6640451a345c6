import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { Clock } from '@gare/platform/clock';
import { type Tx } from '@gare/platform/database';
import { RegistryActEntity } from './registry-act.entity.js';

export interface RegistryAct {
  /** The body it is about. */
  enteId: string;
  action: string;
  /** One Italian sentence. */
  summary: string;
  /** Original and changed values; never secrets. */
  details: object;
  role: string | null;
}

/** Records acts on bodies, roles and sessions with (person, role, body), in the transaction of the act itself. */
@Injectable()
export class RegistryAudit {
  constructor(private readonly clock: Clock) {}

  async record(tx: Tx, actor: Actor, act: RegistryAct): Promise<void> {
    await tx.insert(RegistryActEntity, {
      ...act,
      id: randomUUID(),
      suaId: actor.suaId,
      at: this.clock.now(),
      personId: actor.personId,
      person: actor.person,
      actingEnteId: actor.enteId,
      actingEnte: actor.ente,
      requestId: actor.correlationId,
    });
  }
}
