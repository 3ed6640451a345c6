import { Injectable } from '@nestjs/common';
import { isVersionDue } from '@gare/domain/drafting/versions';
import { Clock } from '@gare/platform/clock';
import { Database, type Reader } from '@gare/platform/database';
import { DraftEntity } from '../draft.entity.js';
import { DraftVersionKeeper } from './draft-version-keeper.js';

interface ActivityRow {
  readonly id: string;
  readonly seq: string;
  readonly edited_at: Date;
  readonly person_id: string;
  readonly person: string;
  readonly kept_seq: string | null;
  readonly kept_at: Date | null;
  readonly unkept_at: Date;
}

/** Drafts in which somebody wrote what no version holds: last edit, last version, first edit after it. Values that follow the scheda ask for none. */
const activitySql = `
  select d.id, e.seq, e.at as edited_at, e.person_id, e.person, v.seq as kept_seq, v.kept_at, f.at as unkept_at
  from drafts d
  join lateral (select u.seq, u.at, u.person_id, u.person from draft_updates u where u.draft_id = d.id and u.kind <> 'SCHEDA'
    order by u.seq desc limit 1) e on true
  left join lateral (select k.seq, k.kept_at from draft_versions k where k.draft_id = d.id order by k.number desc limit 1) v on true
  join lateral (
    select u.at from draft_updates u where u.draft_id = d.id and u.kind <> 'SCHEDA' and u.seq > coalesce(v.seq, 0)
    order by u.seq limit 1
  ) f on true
  where d.sua_id = $1 and d.state = 'APERTA' and e.seq > coalesce(v.seq, 0)
  order by d.id`;

interface DueDraft {
  readonly draftId: string;
  readonly lastWriter: { readonly personId: string; readonly person: string };
}

/** Versions that nobody asks for: kept when edits have come to rest, and at intervals while they go on. */
@Injectable()
export class AutomaticVersions {
  constructor(
    private readonly database: Database,
    private readonly keeper: DraftVersionKeeper,
    private readonly clock: Clock,
  ) {}

  /** Drafts of the Province of which a version is due. */
  due(suaId: string): Promise<readonly DueDraft[]> {
    return this.database.read({ scope: 'sua', suaId }, (reader) => this.dueOf(reader, suaId));
  }

  /** Keeps what is due; harmless twice. @returns how many versions were kept */
  async keep(suaId: string, signal: AbortSignal): Promise<number> {
    let kept = 0;
    for (const { draftId, lastWriter } of await this.due(suaId)) {
      signal.throwIfAborted();
      const version = await this.database.transaction({ scope: 'sua', suaId }, async (tx) => {
        const draft = await tx.findOneByOrFail(DraftEntity, { id: draftId });
        return this.keeper.keep(tx, { draft, kind: 'AUTOMATICA', by: { ...lastWriter, ente: '' } });
      });
      if (version !== null) kept += 1;
    }
    return kept;
  }

  private async dueOf(reader: Reader, suaId: string): Promise<readonly DueDraft[]> {
    const now = this.clock.now().getTime();
    const rows = await reader.query<ActivityRow[]>(activitySql, [suaId]);
    const due = rows.filter((row) => {
      const last = row.kept_seq === null || row.kept_at === null ? null : { seq: Number(row.kept_seq), at: row.kept_at.getTime() };
      const edits = { seq: Number(row.seq), lastEditAt: row.edited_at.getTime(), firstUnkeptAt: row.unkept_at.getTime() };
      return isVersionDue({ ...edits, last }, now);
    });
    return due.map(({ id, person_id: personId, person }) => ({ draftId: id, lastWriter: { personId, person } }));
  }
}
