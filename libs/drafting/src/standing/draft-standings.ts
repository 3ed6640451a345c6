import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import { DocumentsChanged } from '@gare/documents';
import { oncePerSnapshot, type Reader, type Tx } from '@gare/platform/database';
import { draftNodeOf } from '../draft-nodes.js';
import { DraftStore } from '../draft-store.js';
import { DraftEntity } from '../draft.entity.js';
import { contentHash } from '../versions/draft-node.js';
import { DraftStandingEntity } from './draft-standing.entity.js';

/** How a draft stands to the version of its document that is in force. */
export interface DraftStanding {
  readonly draftId: string;
  readonly code: string;
  /** Its last edit, and what the text that stands is worth after it. */
  readonly seq: number;
  readonly contentSha256: string;
  /** What it read when the version in force came to be; null where there is no version. */
  readonly base: { readonly seq: number; readonly contentSha256: string } | null;
  /** It reads otherwise than the version in force: somebody wrote since. False where there is no version. */
  readonly isAhead: boolean;
}

interface Row {
  readonly id: string;
  readonly code: string;
  readonly seq: string;
  readonly known: string | null;
  readonly version: number | null;
  readonly formedSeq: string | null;
  readonly formedSha256: string | null;
  readonly baseSeq: string | null;
  readonly baseSha256: string | null;
}

/**
 * One look for all drafts of a dossier. A version formed from the draft says itself what it was formed from; any other one (formed before
 * the draft was opened, or brought in) is held against what the draft read at its birth, else at its own opening.
 */
const standingSql = `select d.id, d.code, coalesce(u.seq, 0)::text as seq, s.content_sha256 as known, v.version,
    case when v.draft_id = d.id then v.draft_seq end as "formedSeq", case when v.draft_id = d.id then v.draft_content_sha256 end as "formedSha256",
    b.seq::text as "baseSeq", b.content_sha256 as "baseSha256"
  from drafts d
  join documents doc on doc.id = d.document_id
  left join lateral (select max(x.seq) as seq from draft_updates x where x.draft_id = d.id) u on true
  left join draft_standings s on s.draft_id = d.id and s.seq = u.seq
  left join document_versions v on v.document_id = doc.id and v.version = doc.current_version
  left join lateral (
    select y.seq, y.content_sha256 from draft_standings y where y.draft_id = d.id and v.draft_id is distinct from d.id
    order by (y.at <= v.created_at) desc, case when y.at <= v.created_at then y.seq end desc nulls last, y.seq limit 1
  ) b on true
  where d.dossier_id = $1 and d.state = 'APERTA' order by d.code`;

/** Content hashes kept beside the rows, for what was written since the worker looked; one takes some hundred bytes. */
const kept = 500;

/** What drafts say as they stand: read at every look at a dossier, so a draft is loaded only for edits no row tells of yet. */
@Injectable()
export class DraftStandings implements OnModuleInit {
  private readonly hashes = new Map<string, string>();

  constructor(
    private readonly store: DraftStore,
    private readonly changed: DocumentsChanged,
  ) {}

  onModuleInit(): void {
    // A file that was brought in over a draft is what the draft is held against from now on.
    this.changed.on(async (tx, { dossierId, codes }) => {
      for (const draft of await tx.findBy(DraftEntity, { dossierId, code: In([...codes]), state: 'APERTA' })) await this.keepNow(tx, draft);
    });
  }

  /** Drafts that people write in, by document code. */
  ofDossier(reader: Reader, dossierId: string): Promise<ReadonlyMap<string, DraftStanding>> {
    return oncePerSnapshot(reader, `draft standings ${dossierId}`, async () => {
      const rows = await reader.query<Row[]>(standingSql, [dossierId]);
      const standings = new Map<string, DraftStanding>();
      for (const row of rows) standings.set(row.code, await this.standingOf(reader, row));
      return standings;
    });
  }

  /** Keeps what the draft says after its last edit, as a row. Harmless twice. @returns false where it was kept already */
  async keepNow(tx: Tx, draft: Pick<DraftEntity, 'id' | 'dossierId' | 'suaId' | 'enteId'>): Promise<boolean> {
    const [last] = await tx.query<{ seq: string; at: Date; known: boolean }[]>(
      `select u.seq, u.at, exists (select 1 from draft_standings s where s.draft_id = u.draft_id and s.seq = u.seq) as known
        from draft_updates u where u.draft_id = $1 order by u.seq desc limit 1`,
      [draft.id],
    );
    if (last === undefined || last.known) return false;
    const seq = Number(last.seq);
    const { id: draftId, dossierId, suaId, enteId } = draft;
    const row = { draftId, seq, suaId, enteId, dossierId, contentSha256: await this.hashAt(tx, draftId, seq), at: last.at };
    const inserted = await tx.createQueryBuilder().insert().into(DraftStandingEntity).values(row).orIgnore().returning('seq').execute();
    return (inserted.raw as unknown[]).length === 1;
  }

  /** Hash of the text that stood after an edit; drafts are loaded for it once in this process. */
  async hashAt(reader: Reader, draftId: string, seq: number): Promise<string> {
    const key = `${draftId} ${seq}`;
    const known = this.hashes.get(key);
    if (known !== undefined) return known;
    const hash = contentHash(draftNodeOf((await this.store.loadUpTo(reader, draftId, seq)).doc));
    this.remember(key, hash);
    return hash;
  }

  private async standingOf(reader: Reader, row: Row): Promise<DraftStanding> {
    const { id: draftId, code, known, version, formedSha256, formedSeq, baseSha256, baseSeq } = row;
    const seq = Number(row.seq);
    const contentSha256 = known ?? (await this.hashAt(reader, draftId, seq));
    const standing = { draftId, code, seq, contentSha256 };
    if (version === null) return { ...standing, base: null, isAhead: false };
    // No row yet: a draft of before, which the worker has not come to. What it was opened from is its first edit.
    const at = Number(formedSeq ?? baseSeq ?? 1);
    const base = { seq: at, contentSha256: formedSha256 ?? baseSha256 ?? (await this.hashAt(reader, draftId, at)) };
    return { ...standing, base, isAhead: base.contentSha256 !== contentSha256 };
  }

  private remember(key: string, hash: string): void {
    this.hashes.set(key, hash);
    const [oldest] = this.hashes.keys();
    if (this.hashes.size > kept && oldest !== undefined) this.hashes.delete(oldest);
  }
}
