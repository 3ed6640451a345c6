import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { bundledRows, rowsInForce } from '@gare/domain/law/register';
import { DossierEntity } from '@gare/dossiers';
import { ParameterRegister } from '@gare/law';
import { Database } from '@gare/platform/database';
import { JobHandler, type JobRun } from '@gare/platform/queue';
import { CheckQueue } from './check-queue.js';
import { LawPreviewEntity } from './law-preview.entity.js';
import { followLaw, previewLaw } from './law-preview.job.js';
import { type Effects, LawPreviewing } from './law-previewing.js';
import { OpenDossiers } from './open-dossiers.js';

/** Dossiers looked at before the progress is told and the snapshot renewed. */
const step = 25;

function* partsOf<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += step) yield items.slice(at, at + step);
}

/** Works a preview out part by part. A run that finds it done does nothing; one that begins again writes the same. */
@Injectable()
export class PreviewLawHandler extends JobHandler<typeof previewLaw.payload> {
  readonly job = previewLaw;

  constructor(
    private readonly database: Database,
    private readonly previewing: LawPreviewing,
  ) {
    super();
  }

  async handle({ previewId }: z.output<typeof previewLaw.payload>, run: JobRun): Promise<void> {
    const { suaId } = run;
    const found = await this.database.read(run.context, async (reader) => {
      const preview = await reader.findOneBy(LawPreviewEntity, { id: previewId });
      if (preview?.status !== 'IN_CORSO') return null;
      return { proposal: preview.proposal, ids: await this.previewing.concerned(reader, suaId, preview.proposal) };
    });
    if (found === null) return;
    const { proposal, ids } = found;
    let effects: Effects = [];
    let done = 0;
    for (const part of partsOf(ids)) {
      if (run.signal.aborted) throw run.signal.reason;
      const more = await this.database.read(run.context, (reader) => this.previewing.effects(reader, { suaId, proposal, ids: part }));
      effects = [...effects, ...more];
      done += part.length;
      await this.write(run, previewId, { total: ids.length, done });
      await run.progress(Math.floor((done / ids.length) * 100), `${done} fascicoli su ${ids.length}`);
    }
    await this.write(run, previewId, { total: ids.length, done, effects, status: 'FATTA' });
  }

  private async write(run: JobRun, id: string, values: Partial<LawPreviewEntity>): Promise<void> {
    await this.database.transaction(run.context, (tx) => tx.update(LawPreviewEntity, { id, status: 'IN_CORSO' }, values));
  }
}

/** Marks the checks that an entry of the register makes doubtful, and asks for the runs that tell again. */
@Injectable()
export class FollowLawHandler extends JobHandler<typeof followLaw.payload> {
  readonly job = followLaw;

  constructor(
    private readonly database: Database,
    private readonly register: ParameterRegister,
    private readonly open: OpenDossiers,
    private readonly queue: CheckQueue,
  ) {
    super();
  }

  async handle({ known }: z.output<typeof followLaw.payload>, run: JobRun): Promise<void> {
    const ids = await this.database.read(run.context, async (reader) => {
      const entries = await this.register.entries(reader, run.suaId);
      const before = known === 0 ? bundledRows : rowsInForce(entries.slice(0, known));
      return this.open.reading(reader, run.suaId, { before, after: await this.register.rows(reader, run.suaId) });
    });
    let done = 0;
    for (const part of partsOf(ids)) {
      if (run.signal.aborted) throw run.signal.reason;
      await this.database.transaction(run.context, async (tx) => {
        for (const id of part) {
          const dossier = await tx.findOne(DossierEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
          if (dossier) await this.queue.changed(tx, run.actor, dossier, { paths: ['@parameters'] });
        }
      });
      done += part.length;
      await run.progress(Math.floor((done / ids.length) * 100), `${done} fascicoli su ${ids.length}`);
    }
  }
}
