import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Clock, RegularLook } from '@gare/platform/clock';
import { Database, systemContext, type Tx } from '@gare/platform/database';
import { LOGGER, type Logger } from '@gare/platform/logging';
import { DraftSnapshots } from '../draft-snapshots.js';
import { DraftEntity } from '../draft.entity.js';
import { DraftStandings } from './draft-standings.js';
import { DraftStood } from './draft-stood.js';

const everyMs = 3_000;
const restMs = 1_500;
const latestMs = 15_000;

interface Patience {
  readonly restMs: number;
  readonly latestMs: number;
}

/** Drafts of a Province with an edit that no row tells of. */
const behindSql = `select d.id from drafts d
  join lateral (select u.seq, u.at from draft_updates u where u.draft_id = d.id order by u.seq desc limit 1) e on true
  where d.sua_id = $1 and d.state = 'APERTA'
    and (e.at <= $2 or not exists (select 1 from draft_standings s where s.draft_id = d.id and s.at > $3))
    and not exists (select 1 from draft_standings s where s.draft_id = d.id and s.seq = e.seq)
  order by d.id`;

const lastKnownSql = 'select content_sha256 as hash from draft_standings where draft_id = $1 order by seq desc limit 1';

/**
 * Looks every few seconds what drafts say after the last edits, keeps it as a row and tells who follows them. Two workers that look at
 * the same moment keep one row, and only the one that kept it tells.
 */
@Injectable()
export class StandingFollower implements OnApplicationShutdown {
  private readonly regularly = new RegularLook(
    () => this.look({ restMs, latestMs }),
    (error) => {
      this.logger.warn({ err: error }, 'drafts: what they say could not be looked at, will look again');
    },
  );

  constructor(
    private readonly database: Database,
    private readonly standings: DraftStandings,
    private readonly stood: DraftStood,
    private readonly snapshots: DraftSnapshots,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  start(): void {
    this.regularly.start(everyMs);
  }

  /**
   * A draft is read as a whole for it, so one in which people type at this moment waits until they pause for `restMs`, but not beyond
   * `latestMs` after the last row.
   * @returns how many drafts have a new row
   */
  async look({ restMs, latestMs }: Patience = { restMs: 0, latestMs: 0 }): Promise<number> {
    const now = this.clock.now().getTime();
    const [rested, late] = [new Date(now - restMs), new Date(now - latestMs)];
    const provinces = await this.database.read(systemContext, (reader) =>
      reader.query<{ id: string }[]>('select id from enti where id = sua_id order by id'),
    );
    let found = 0;
    for (const { id: suaId } of provinces) {
      const context = { scope: 'sua', suaId } as const;
      const behind = await this.database.read(context, (reader) => reader.query<{ id: string }[]>(behindSql, [suaId, rested, late]));
      for (const { id } of behind) {
        if (await this.database.transaction(context, (tx) => this.keep(tx, id))) found += 1;
        await this.snapshots.keepWhenDue(await this.database.read(context, (reader) => reader.findOneByOrFail(DraftEntity, { id })));
      }
    }
    return found;
  }

  onApplicationShutdown(): Promise<void> {
    return this.regularly.stop();
  }

  private async keep(tx: Tx, draftId: string): Promise<boolean> {
    const draft = await tx.findOneByOrFail(DraftEntity, { id: draftId });
    const [before] = await tx.query<{ hash: string }[]>(lastKnownSql, [draftId]);
    if (!(await this.standings.keepNow(tx, draft))) return false;
    const standing = (await this.standings.ofDossier(tx, draft.dossierId)).get(draft.code);
    if (standing === undefined || standing.contentSha256 === before?.hash) return true;
    const wasAhead = before !== undefined && standing.base !== null && before.hash !== standing.base.contentSha256;
    await this.stood.emit(tx, { draft, standing, wasAhead });
    return true;
  }
}
