import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { canonicalJson } from '@gare/domain/audit/canonical-json';
import { type AuditSubject, type ChainedSubjectEntry, subjectChainParts } from '@gare/domain/audit/chain-text';
import { Clock } from '@gare/platform/clock';
import { type Reader, type Tx } from '@gare/platform/database';
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

/** What the chain of a body is called in seals and exports. */
export const enteSubject = (enteId: string): AuditSubject => ({ kind: 'ENTE', id: enteId });

/** Records acts on bodies, roles and sessions with (person, role, body), chained per body, in the transaction of the act itself. */
@Injectable()
export class RegistryAudit {
  constructor(private readonly clock: Clock) {}

  async record(tx: Tx, actor: Actor, { enteId, ...act }: RegistryAct): Promise<void> {
    const at = this.clock.now().toISOString();
    const { personId, person, correlationId: requestId } = actor;
    const entry = { ...act, subject: enteSubject(enteId), at, personId, person, requestId, enteId: actor.enteId, ente: actor.ente };
    const { head, tail } = subjectChainParts(entry);
    // In the order of the SQL function of migration `registry-chain`.
    const values = [
      ...[randomUUID(), enteId, actor.suaId, at, act.action, act.summary, personId, person, act.role],
      ...[actor.enteId, actor.ente, requestId, canonicalJson(act.details), head, tail],
    ];
    await tx.query(`select registry_append(${values.map((_, index) => `$${index + 1}`).join(', ')})`, values);
  }

  /** The chain of a body from its first act, for the export. */
  async chain(reader: Reader, enteId: string): Promise<ChainedSubjectEntry[]> {
    const rows = await reader.find(RegistryActEntity, { where: { enteId }, order: { sequence: 'ASC' } });
    return rows.map(
      ({ sequence, at, action, summary, personId, person, role, actingEnteId, actingEnte, requestId, details, ...links }) => ({
        subject: enteSubject(enteId),
        ...{ sequence, at: at.toISOString(), action, summary, personId, person, role, requestId, details },
        ...{ enteId: actingEnteId, ente: actingEnte, previousHash: links.previousHash, hash: links.hash },
      }),
    );
  }
}
