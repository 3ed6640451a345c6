import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type QueryDeepPartialEntity } from 'typeorm';
import { type Actor } from '@gare/domain/access/actor';
import { chainInput, genesisHash, type AuditEntry, type ChainedEntry } from '@gare/domain/audit/chain';
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

/** Writes the history of a dossier, in the transaction of the act itself. */
@Injectable()
export class Audit {
  constructor(private readonly clock: Clock) {}

  record(tx: Tx, actor: Actor, act: AuditAct): Promise<void> {
    return this.recordAll(tx, actor, [act]);
  }

  /** Several acts on one dossier, in this order, in one round trip for all. */
  async recordAll(tx: Tx, actor: Actor, acts: readonly AuditAct[]): Promise<void> {
    const [first] = acts;
    if (first === undefined) return;
    const { dossierId } = first;
    // Serialises the writers of one dossier, so that the chain has neither gaps nor forks.
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [dossierId]);
    const [last] = await tx.query<{ sequence: number; hash: string }[]>(
      'select sequence, hash from audit_entries where dossier_id = $1 order by sequence desc limit 1',
      [dossierId],
    );
    const at = this.clock.now();
    const rows: QueryDeepPartialEntity<AuditEntity>[] = [];
    let previousHash = last?.hash ?? genesisHash;
    for (const [index, act] of acts.entries()) {
      if (act.dossierId !== dossierId) throw new Error('acts on different dossiers belong to different chains');
      const entry: AuditEntry = {
        dossierId,
        sequence: (last?.sequence ?? 0) + 1 + index,
        at: at.toISOString(),
        action: act.action,
        summary: act.summary,
        personId: actor.personId,
        person: actor.person,
        role: act.role ?? actor.roles[0] ?? null,
        enteId: actor.enteId,
        ente: actor.ente,
        requestId: actor.correlationId,
        details: act.details ?? {},
      };
      const hash = sha256Hex(chainInput(previousHash, entry));
      rows.push({
        ...entry,
        at,
        suaId: act.suaId,
        enteId: act.enteId,
        actingEnteId: entry.enteId,
        actingEnte: entry.ente,
        details: entry.details as object,
        previousHash,
        hash,
      });
      previousHash = hash;
    }
    await tx.insert(AuditEntity, rows);
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
