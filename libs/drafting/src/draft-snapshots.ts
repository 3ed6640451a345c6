import { Inject, Injectable } from '@nestjs/common';
import * as Y from 'yjs';
import { Clock } from '@gare/platform/clock';
import { Database } from '@gare/platform/database';
import { LOGGER, type Logger } from '@gare/platform/logging';
import { DraftStore } from './draft-store.js';
import { type DraftEntity } from './draft.entity.js';

type DraftKey = Pick<DraftEntity, 'id' | 'dossierId' | 'suaId' | 'enteId'>;

/**
 * Snapshots make loading fast and hold nothing the updates do not: none of them is needed, none is changed, and an update is never
 * taken away for one. They are asked for by the processes in which people write, every so many edits, and when a draft is opened that
 * has many edits since the last.
 */
@Injectable()
export class DraftSnapshots {
  constructor(
    private readonly database: Database,
    private readonly store: DraftStore,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  keepInBackground(draft: DraftKey): void {
    this.keep(draft).catch((error: unknown) => {
      this.logger.warn({ err: error, draftId: draft.id }, 'draft: no snapshot was kept, loading it takes a little longer');
    });
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
