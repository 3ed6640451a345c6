import { Injectable } from '@nestjs/common';
import { type JobView } from '@gare/contracts/jobs';
import { type Actor } from '@gare/domain/access/actor';
import { dbContext } from '@gare/identity';
import { Database } from '@gare/platform/database';
import { JobEntity, jobView } from '@gare/platform/queue';
import { DossierAccessReader } from './dossier-access.reader.js';

const shown = 50;

/** Running and recent background jobs of a dossier, newest first. */
@Injectable()
export class DossierJobsView {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
  ) {}

  list(actor: Actor, dossierId: string): Promise<{ items: JobView[] }> {
    return this.database.read(dbContext(actor), async (reader) => {
      (await this.access.open(reader, actor, dossierId)).require('dossier.read');
      const rows = await reader.find(JobEntity, { where: { dossierId }, order: { createdAt: 'DESC' }, take: shown });
      return { items: rows.map(jobView) };
    });
  }
}
