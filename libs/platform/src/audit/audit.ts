import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type ClientBase } from 'pg';
import { type Actor } from '@gare/domain/access/actor';
import { canonicalJson } from '@gare/domain/audit/canonical-json';
import { type ChainedEntry } from '@gare/domain/audit/chain';
import { subjectChainParts } from '@gare/domain/audit/chain-text';
import { Clock } from '../clock/index.js';
import { type Reader, type Tx } from '../database/index.js';
import { AuditEntity } from './audit.entity.js';

export interface AuditAct {
  dossierId: string;
  suaId: string;
  enteId: string;
  action: string;
  /** One Italian sentence a person reads in the history of the dossier. */
  summary: string;
  /** Original and changed values, ids; never secrets. */
  details?: unknown;
  role?: string;
}

export const sha256Hex = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');

/** In order: the dossier and who acts, then a list for each field of the acts (SQL function of migration `audit-seals`). */
const appendSql = 'select audit_append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)';

/** Writes the history of a dossier, in the transaction of the act itself. */
@Injectable()
export class Audit {
  constructor(private readonly clock: Clock) {}

  record(tx: Tx, actor: Actor, act: AuditAct): Promise<void> {
    return this.recordAll(tx, actor, [act]);
  }

  /** Several acts on one dossier, in this order, in one round trip for all; the chain is this transaction's until it ends. */
  async recordAll(tx: Tx, actor: Actor, acts: readonly AuditAct[]): Promise<void> {
    const [first] = acts;
    if (first === undefined) return;
    const { dossierId, suaId, enteId } = first;
    if (acts.some((act) => act.dossierId !== dossierId)) throw new Error('acts on different dossiers belong to different chains');
    const at = this.clock.now().toISOString();
    const entries = acts.map((act) => ({
      subject: { kind: 'DOSSIER' as const, id: dossierId },
      at,
      action: act.action,
      summary: act.summary,
      personId: actor.personId,
      person: actor.person,
      role: act.role ?? actor.roles[0] ?? null,
      enteId: actor.enteId,
      ente: actor.ente,
      requestId: actor.correlationId,
      details: act.details ?? {},
    }));
    const parts = entries.map(subjectChainParts);
    // On the connection of the transaction, under a name: parsed once a connection.
    const client = (await tx.queryRunner?.connect()) as ClientBase;
    await client.query({
      name: 'audit_append',
      text: appendSql,
      values: [
        dossierId,
        suaId,
        enteId,
        at,
        actor.personId,
        actor.person,
        actor.enteId,
        actor.ente,
        actor.correlationId,
        entries.map(({ action }) => action),
        entries.map(({ summary }) => summary),
        entries.map(({ role }) => role),
        entries.map(({ details }) => canonicalJson(details)),
        parts.map(({ head }) => head),
        parts.map(({ tail }) => tail),
      ],
    });
  }

  /** The chain from its first entry up to `upTo` (inclusive), for the package and for verification. */
  async chain(reader: Reader, dossierId: string, upTo = 2_147_483_647): Promise<ChainedEntry[]> {
    const rows = await reader
      .createQueryBuilder(AuditEntity, 'audit')
      .where('audit.dossier_id = :dossierId and audit.sequence <= :upTo', { dossierId, upTo })
      .orderBy('audit.sequence')
      .getMany();
    return rows.map(toChained);
  }
}

export function toChained(row: AuditEntity): ChainedEntry {
  return {
    dossierId: row.dossierId,
    sequence: row.sequence,
    at: row.at.toISOString(),
    action: row.action,
    summary: row.summary,
    personId: row.personId,
    person: row.person,
    role: row.role,
    enteId: row.actingEnteId,
    ente: row.actingEnte,
    requestId: row.requestId,
    details: row.details,
    previousHash: row.previousHash,
    hash: row.hash,
  };
}
