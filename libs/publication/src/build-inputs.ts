import { Injectable } from '@nestjs/common';
import { DossierReader } from '@gare/dossiers';
import { Database, type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { type JobRun } from '@gare/platform/queue';
import { PackageContents } from './package-contents.js';
import { PackageEntity } from './package.entity.js';

/** Which package a run works on, and whether it still says what the dossier says. */
@Injectable()
export class BuildInputs {
  constructor(
    private readonly database: Database,
    private readonly dossiers: DossierReader,
    private readonly contents: PackageContents,
  ) {}

  /** The row to build, or null where nothing is left to do. A job tried again after a failure takes its package back. */
  take(packageId: string, run: JobRun): Promise<PackageEntity | null> {
    return this.database.transaction(run.context, async (tx) => {
      const row = await tx.findOneBy(PackageEntity, { id: packageId, jobId: run.jobId });
      if (row === null || row.status === 'SEALED') return null;
      await this.refuseChanged(tx, row);
      if (row.status === 'FAILED')
        await tx.update(PackageEntity, { id: packageId, status: 'FAILED' }, { status: 'BUILDING', reason: null });
      return row;
    });
  }

  /** @throws AppError package.input_changed when a document, the scheda or a check changed since the package was asked for */
  async refuseChanged(tx: Tx, row: PackageEntity): Promise<void> {
    const { inputHash } = await this.contents.read(tx, await this.dossiers.require(tx, row.dossierId));
    if (inputHash !== row.inputHash) throw new AppError('package.input_changed');
  }
}
