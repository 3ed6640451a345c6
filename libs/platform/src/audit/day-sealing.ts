import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { canonicalJson } from '@gare/domain/audit/canonical-json';
import { type AuditSubject } from '@gare/domain/audit/chain-text';
import { type ExportedSeal } from '@gare/domain/audit/audit-export';
import { sealHash, sealWithProofs, type ChainHead, type DaySeal, type ProvenHead } from '@gare/domain/audit/day-seal';
import { fromRome, toRomeDate } from '@gare/domain/calendar/rome-time';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { Database, type Reader, type Tx } from '../database/index.js';
import { LOGGER, type Logger } from '../logging/index.js';
import { ObjectStorage } from '../storage/index.js';
import { AuditSealedHeadEntity } from './audit-sealed-head.entity.js';
import { AuditSealEntity } from './audit-seal.entity.js';

const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest());

const dayMs = 86_400_000;
/** A transaction that began before midnight has ended by then; one that has not is sealed with the next day. */
const graceMs = 10 * 60_000;
/** Copies held against their rows at every run. */
const comparedCopies = 31;

const moved = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

/**
 * The heads of the chains that went on, of dossiers and of bodies: last entry of each before the end of the day, where no seal covers
 * it yet. Entries of the day before are looked at again, for a transaction that ended after its day was sealed.
 */
const headsSql = `select head.* from (
    (select distinct on (dossier_id) 'DOSSIER' as "subjectKind", dossier_id as "subjectId", ente_id as "enteId", sequence, hash from audit_entries
      where sua_id = $1 and "at" >= $2 and "at" < $3 order by dossier_id, sequence desc)
    union all
    (select distinct on (ente_id) 'ENTE', ente_id, ente_id, sequence, hash from registry_acts
      where sua_id = $1 and "at" >= $2 and "at" < $3 order by ente_id, sequence desc)) head
  where not exists (select 1 from audit_sealed_heads sealed where sealed.subject_id = head."subjectId" and sealed.sequence >= head.sequence)`;

const firstSql = `select least((select min("at") from audit_entries where sua_id = $1), (select min("at") from registry_acts where sua_id = $1)) as at`;

interface HeadRow {
  subjectKind: AuditSubject['kind'];
  subjectId: string;
  enteId: string;
  sequence: number;
  hash: string;
}

type OwnedHead = ChainHead & { readonly enteId: string };

/** Where the copy of a seal lies; written once, under retention. */
export const sealKey = (suaId: string, day: string): string => `audit-seals/${suaId}/${day}.json`;

const sealOf = (row: AuditSealEntity): DaySeal => ({
  format: 'gare-insieme-sigillo-1',
  suaId: row.suaId,
  day: row.day,
  chains: row.chains,
  root: row.root,
  previousSeal: row.previousSeal,
});

const copyOf = (row: AuditSealEntity): Buffer => Buffer.from(`${canonicalJson({ seal: sealOf(row), hash: row.hash })}\n`);

/** Seals the histories of a Province, one day after the other, in Postgres and outside it. */
@Injectable()
export class DaySealing {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly storage: ObjectStorage,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** How many days that have ended (in Italy) wait for their seal; 0 for a Province without any history. */
  pendingDays(suaId: string): Promise<number> {
    return this.database.read({ scope: 'sua', suaId }, async (reader) => {
      const { day } = await this.next(reader, suaId);
      const ended = this.lastEndedDay();
      return day === null || day > ended ? 0 : (Date.parse(ended) - Date.parse(day)) / dayMs + 1;
    });
  }

  /**
   * Seals every day that has ended and has no seal, the oldest first, then writes the copies that are missing. Harmless twice and
   * from two processes: a lock lets one seal at a time, and each looks again at what is there.
   * @returns the days sealed now.
   * @throws Error where a copy says something else than its row, after all days have been sealed.
   */
  async sealPending(suaId: string, signal?: AbortSignal): Promise<readonly string[]> {
    const sealed: string[] = [];
    for (;;) {
      signal?.throwIfAborted();
      const day = await this.database.transaction({ scope: 'sua', suaId }, (tx) => this.sealNext(tx, suaId));
      if (day === null) break;
      sealed.push(day);
    }
    await this.writeCopies(suaId, signal);
    return sealed;
  }

  /** Every seal of the Province from the first that covers the subject, with the proofs of the subject. */
  async sealsOf(reader: Reader, suaId: string, subject: AuditSubject): Promise<ExportedSeal[]> {
    const heads = await reader.find(AuditSealedHeadEntity, {
      where: { subjectId: subject.id, subjectKind: subject.kind },
      order: { day: 'ASC' },
    });
    const [first] = heads;
    if (first === undefined) return [];
    const rows = await reader
      .createQueryBuilder(AuditSealEntity, 'seal')
      .where('seal.sua_id = :suaId and seal.day >= :day', { suaId, day: first.day })
      .orderBy('seal.day')
      .getMany();
    const byDay = new Map(heads.map((head) => [head.day, head]));
    return rows.map((row) => {
      const head = byDay.get(row.day);
      const covers = head && { sequence: head.sequence, hash: head.hash, index: head.position, proof: head.proof };
      return { seal: sealOf(row), hash: row.hash, covers: covers ?? null };
    });
  }

  private lastEndedDay(): string {
    return moved(toRomeDate(new Date(this.clock.now().getTime() - graceMs).toISOString()), -1);
  }

  /** The day to be sealed next, whether it has ended or not: the one after the last seal, or that of the first entry of all. */
  private async next(reader: Reader, suaId: string): Promise<{ day: string | null; previousSeal: string | null }> {
    const last = await reader.findOne(AuditSealEntity, { where: { suaId }, order: { day: 'DESC' } });
    if (last) return { day: moved(last.day, 1), previousSeal: last.hash };
    const [oldest] = await reader.query<{ at: Date | null }[]>(firstSql, [suaId]);
    return { day: oldest?.at ? toRomeDate(oldest.at.toISOString()) : null, previousSeal: null };
  }

  private async sealNext(tx: Tx, suaId: string): Promise<string | null> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('audit-seals ' || $1, 0))`, [suaId]);
    const { day, previousSeal } = await this.next(tx, suaId);
    if (day === null || day > this.lastEndedDay()) return null;
    const rows = await tx.query<HeadRow[]>(headsSql, [suaId, fromRome(moved(day, -1)), fromRome(moved(day, 1))]);
    const open = rows.map(({ subjectKind, subjectId, enteId, sequence, hash }): OwnedHead => ({
      subject: { kind: subjectKind, id: subjectId },
      enteId,
      sequence,
      hash,
    }));
    const { seal, heads } = sealWithProofs({ suaId, day, previousSeal }, open, sha256);
    const { chains, root } = seal;
    const row = { suaId, day, chains, root, previousSeal: seal.previousSeal, hash: sealHash(seal, sha256), sealedAt: this.clock.now() };
    await tx.insert(AuditSealEntity, row);
    await insertHeads(tx, seal, heads);
    this.logger.info({ suaId, day, chains, hash: row.hash }, 'audit: day sealed');
    return day;
  }

  /** Storage is not touched inside a transaction: what a crash left out here is found missing by the next run. */
  private async writeCopies(suaId: string, signal?: AbortSignal): Promise<void> {
    const there = new Set<string>();
    for await (const { key } of this.storage.list(`audit-seals/${suaId}/`)) there.add(key);
    const rows = await this.database.read({ scope: 'sua', suaId }, (reader) =>
      reader.find(AuditSealEntity, { where: { suaId }, order: { day: 'ASC' } }),
    );
    const retainUntil = new Date(this.clock.now().getTime() + this.config.retentionDays * dayMs);
    const different: string[] = [];
    for (const [index, row] of rows.entries()) {
      signal?.throwIfAborted();
      const key = sealKey(suaId, row.day);
      const body = copyOf(row);
      const isCompared = index >= rows.length - comparedCopies;
      if (there.has(key) && !isCompared) continue;
      const sha256 = createHash('sha256').update(body).digest('hex');
      const stored = there.has(key)
        ? await this.storage.stat(key)
        : await this.storage.put(key, body, { contentType: 'application/json', sha256, bytes: body.length, retainUntil, ifAbsent: true });
      if (stored.sha256 !== sha256) different.push(row.day);
    }
    if (different.length === 0) return;
    this.logger.error({ suaId, days: different }, 'audit: the copies of these seals say something else than the database');
    throw new Error(`seals differ from their copies: ${different.join(', ')}`);
  }
}

async function insertHeads(tx: Tx, seal: DaySeal, heads: readonly ProvenHead<OwnedHead>[]): Promise<void> {
  const perStatement = 2_000;
  for (let from = 0; from < heads.length; from += perStatement) {
    await tx.insert(
      AuditSealedHeadEntity,
      heads.slice(from, from + perStatement).map((head) => ({
        suaId: seal.suaId,
        day: seal.day,
        position: head.index,
        enteId: head.enteId,
        subjectKind: head.subject.kind,
        subjectId: head.subject.id,
        sequence: head.sequence,
        hash: head.hash,
        proof: [...head.proof],
      })),
    );
  }
}
