import { Injectable } from '@nestjs/common';
import * as Y from 'yjs';
import { Clock } from '@gare/platform/clock';
import { Database } from '@gare/platform/database';
import { DraftStore } from './draft-store.js';
import { type DraftEntity } from './draft.entity.js';

type DraftKey = Pick<DraftEntity, 'id' | 'dossierId' | 'suaId' | 'enteId'>;

const editsPerSnapshot = 300;

const sinceSql = `select count(*)::int as edits from draft_updates
  where draft_id = $1 and seq > coalesce((select max(upto) from draft_snapshots where draft_id = $1), 0)`;

/**
 * Snapshots make loading fast and hold nothing the updates do not: none of them is needed, none is changed, and an update is never
 * taken away for one. The worker keeps them: to load a whole draft takes longer than people who type should wait for.
 */
@Injectable()
export class DraftSnapshots {
  constructor(
    private readonly database: Database,
    private readonly store: DraftStore,
    private readonly clock: Clock,
  ) {}

  /** Keeps one where many edits came after the last. */
  async keepWhenDue(draft: DraftKey): Promise<void> {
    const [since] = await this.database.read({ scope: 'sua', suaId: draft.suaId }, (reader) =>
      reader.query<{ edits: number }[]>(sinceSql, [draft.id]),
    );
    if ((since?.edits ?? 0) >= editsPerSnapshot) await this.keep(draft);
  }

  /**
   * Keeps the state of now. From what is in Postgres, not from memory: it holds exactly the updates up to its number. Two processes
   * that do it at once keep the same; one that dies before its commit has kept nothing.
   * @returns the number of the last update in it
   */
  async keep(draft: DraftKey): Promise<number> {
    const context = { scope: 'sua', suaId: draft.suaId } as const;
    const { doc, seq: upto } = await this.database.read(context, (reader) => this.store.load(reader, draft.id));
    const state = Y.encodeStateAsUpdate(doc);
    doc.destroy();
    await this.database.transaction(context, (tx) => this.store.keepSnapshot(tx, draft, { state, upto, at: this.clock.now() }));
    return upto;
  }
}
