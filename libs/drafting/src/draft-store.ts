import { Injectable } from '@nestjs/common';
import { LessThanOrEqual } from 'typeorm';
import * as Y from 'yjs';
import { type Reader, type Tx } from '@gare/platform/database';
import { DraftSnapshotEntity } from './draft-snapshot.entity.js';
import { DraftUpdateEntity, type DraftUpdateKind } from './draft-update.entity.js';
import { type DraftEntity } from './draft.entity.js';
import { TextGate } from './text-gate.js';

/** Whose an edit is. */
export interface EditSource {
  readonly kind: DraftUpdateKind;
  readonly personId: string;
  readonly person: string;
  readonly role: string | null;
  readonly actingEnteId: string;
  readonly connection: string;
}

export interface NewUpdate {
  readonly update: Uint8Array;
  readonly source: EditSource;
  readonly at: Date;
}

export interface StoredUpdate {
  readonly seq: number;
  readonly update: Uint8Array;
}

export interface LoadedDraft {
  readonly doc: Y.Doc;
  /** The last update in it; 0 where there is none. */
  readonly seq: number;
}

const lockSql = 'select pg_advisory_xact_lock(hashtextextended($1, 65))';

/** One statement however many updates there are, so that the database knows it by heart. */
const appendSql = `with before as (select coalesce(max(seq), 0) as seq from draft_updates where draft_id = $1),
  written as (
    insert into draft_updates (draft_id, sua_id, ente_id, dossier_id, seq, "update", at, kind, person_id, person, role, acting_ente_id, connection)
    select $1, $2, $3, $4, b.seq + n.place, n."update", n.at, n.kind, n.person_id, n.person, n.role, n.acting_ente_id, n.connection
    from before b, unnest($5::bytea[], $6::timestamptz[], $7::text[], $8::uuid[], $9::text[], $10::text[], $11::uuid[], $12::text[])
      with ordinality as n("update", at, kind, person_id, person, role, acting_ente_id, connection, place)
    returning seq)
  select coalesce((select max(seq) from written), (select seq from before)) as seq`;

type DraftKey = Pick<DraftEntity, 'id' | 'dossierId' | 'suaId' | 'enteId'>;

/** The rows a draft consists of. */
@Injectable()
export class DraftStore {
  constructor(
    /** Asked before words of people are appended. */
    readonly gate: TextGate,
  ) {}

  /** The draft as it stands in the snapshot of the reader: the newest snapshot and what was written after it. */
  async load(reader: Reader, draftId: string): Promise<LoadedDraft> {
    const doc = new Y.Doc();
    const snapshot = await reader.findOne(DraftSnapshotEntity, { where: { draftId }, order: { upto: 'DESC' } });
    if (snapshot) Y.applyUpdate(doc, snapshot.state);
    const later = await this.since(reader, draftId, snapshot?.upto ?? 0);
    doc.transact(() => {
      for (const { update } of later) Y.applyUpdate(doc, update);
    });
    return { doc, seq: later.at(-1)?.seq ?? snapshot?.upto ?? 0 };
  }

  /** The draft as it stood after an edit. */
  async loadUpTo(reader: Reader, draftId: string, seq: number): Promise<Pick<LoadedDraft, 'doc' | 'seq'>> {
    const doc = new Y.Doc();
    const snapshot = await reader.findOne(DraftSnapshotEntity, {
      where: { draftId, upto: LessThanOrEqual(seq) },
      order: { upto: 'DESC' },
    });
    if (snapshot) Y.applyUpdate(doc, snapshot.state);
    const later = (await this.since(reader, draftId, snapshot?.upto ?? 0)).filter((update) => update.seq <= seq);
    doc.transact(() => {
      for (const { update } of later) Y.applyUpdate(doc, update);
    });
    return { doc, seq };
  }

  /** Updates after `seq`, in their order. */
  async since(reader: Reader, draftId: string, seq: number): Promise<StoredUpdate[]> {
    return reader
      .createQueryBuilder(DraftUpdateEntity, 'u')
      .select(['u.draftId', 'u.seq', 'u.update'])
      .where('u.draft_id = :draftId and u.seq > :seq', { draftId, seq })
      .orderBy('u.seq', 'ASC')
      .getMany();
  }

  /**
   * Writes updates in this order after all others. The draft stays locked for other writers until the transaction ends, so that
   * numbers follow the order of the commits: whoever has read up to a number has read all before it.
   * @returns the number of the last one.
   */
  async append(tx: Tx, draft: DraftKey, updates: readonly NewUpdate[]): Promise<number> {
    const of = <T>(valueOf: (update: NewUpdate) => T): T[] => updates.map(valueOf);
    const [, [last]] = await Promise.all([
      tx.query(lockSql, [draft.id]),
      // Sent with the lock and begun when it is held: it sees what was committed before.
      tx.query<{ seq: string }[]>(appendSql, [
        ...[draft.id, draft.suaId, draft.enteId, draft.dossierId],
        ...[of(({ update }) => Buffer.from(update)), of(({ at }) => at)],
        ...[of(({ source }) => source.kind), of(({ source }) => source.personId), of(({ source }) => source.person)],
        ...[of(({ source }) => source.role), of(({ source }) => source.actingEnteId), of(({ source }) => source.connection)],
      ]),
    ]);
    return Number(last?.seq ?? 0);
  }

  /** Keeps the whole state after `upto`. Harmless twice. */
  async keepSnapshot(tx: Tx, draft: DraftKey, { state, upto, at }: { state: Uint8Array; upto: number; at: Date }): Promise<void> {
    const { dossierId, suaId, enteId } = draft;
    await tx
      .createQueryBuilder()
      .insert()
      .into(DraftSnapshotEntity)
      .values({ draftId: draft.id, dossierId, suaId, enteId, upto, state: Buffer.from(state), at })
      .orIgnore()
      .execute();
  }
}
