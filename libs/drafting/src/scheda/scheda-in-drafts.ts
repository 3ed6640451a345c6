import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JobQueue } from '@gare/platform/queue';
import { SchedaChanged } from '@gare/scheda';
import { DraftEntity } from '../draft.entity.js';
import { askToFollow } from './follow-scheda.job.js';

/** Where a field of the scheda changes, the drafts that print it follow: asked for in the transaction of the change. */
@Injectable()
export class SchedaInDrafts implements OnModuleInit {
  constructor(
    private readonly sheets: SchedaChanged,
    private readonly jobs: JobQueue,
  ) {}

  onModuleInit(): void {
    this.sheets.on(async (tx, { actor, dossier }) => {
      const isDrafted = await tx.existsBy(DraftEntity, { dossierId: dossier.id, state: 'APERTA' });
      if (isDrafted) await askToFollow(this.jobs, tx, actor, { dossierId: dossier.id, enteId: dossier.enteId });
    });
  }
}
