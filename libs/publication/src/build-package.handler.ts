import { Inject, Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { Audit } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { CONFIG, type Config } from '@gare/platform/config';
import { Database, type Tx } from '@gare/platform/database';
import { announce } from '@gare/platform/events';
import { JobHandler, type JobRun } from '@gare/platform/queue';
import { ObjectStorage } from '@gare/platform/storage';
import { BuildInputs } from './build-inputs.js';
import { buildPackage } from './build-package.job.js';
import { IndexForming } from './index-forming.js';
import { assemblePackage, type AssembledPackage } from './package-assembly.js';
import { storePackage, type StoredPackage } from './package-storing.js';
import { PackageEntity } from './package.entity.js';

type Payload = z.output<typeof buildPackage.payload>;

interface Stored extends StoredPackage {
  readonly retainUntil: Date;
}

const dayMs = 86_400_000;

/**
 * Builds and seals one package. All its bytes follow from `input`, and its place in storage from its bytes: a run that is
 * killed anywhere is simply repeated, finds or writes the same object, and seals the row once.
 */
@Injectable()
export class BuildPackageHandler extends JobHandler<typeof buildPackage.payload> {
  readonly job = buildPackage;

  constructor(
    private readonly database: Database,
    private readonly inputs: BuildInputs,
    private readonly index: IndexForming,
    private readonly storage: ObjectStorage,
    private readonly audit: Audit,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    super();
  }

  async handle({ packageId }: Payload, run: JobRun): Promise<void> {
    const row = await this.inputs.take(packageId, run);
    if (row === null) return;
    await run.progress(5, 'Controllo dei documenti e formazione dell’indice');
    const assembled = await this.assemble(row, run);
    await run.progress(60, 'Calcolo dell’impronta del pacchetto');
    const stored = await this.store(row, assembled, run);
    await run.progress(95, 'Sigillo e registrazione');
    await this.seal(row, { assembled, stored, run });
  }

  override async onFailed(tx: Tx, { packageId }: Payload, reason: string): Promise<void> {
    const updated = await tx
      .createQueryBuilder()
      .update(PackageEntity)
      .set({ status: 'FAILED', reason })
      // A newer request has its own job: the failure of this one is not its failure.
      .where(`id = :id and status = 'BUILDING' and job_id in (select id from jobs where status = 'failed')`, { id: packageId })
      .returning(['dossierId', 'suaId', 'enteId'])
      .execute();
    const [row] = updated.raw as { dossier_id: string; sua_id: string; ente_id: string }[];
    if (row) await announce(tx, { topic: 'package', dossierId: row.dossier_id, suaId: row.sua_id, enteId: row.ente_id });
  }

  private async assemble(row: PackageEntity, run: JobRun): Promise<AssembledPackage> {
    const { input } = row;
    const audit = await this.database.read(run.context, (reader) => this.audit.chain(reader, row.dossierId, row.auditSequence));
    return assemblePackage({
      input,
      audit,
      signal: run.signal,
      open: (key) => this.storage.get(key),
      toPdf: (docx) => this.index.form(docx, input),
      onMeasured: (done, of) => run.progress(5 + Math.floor((50 * done) / of), `Documento ${done} di ${of} controllato`),
    });
  }

  private async store(row: PackageEntity, assembled: AssembledPackage, run: JobRun): Promise<Stored> {
    const { dossierId, fileName } = row;
    const retainUntil = new Date(this.clock.now().getTime() + this.config.retentionDays * dayMs);
    const stored = await storePackage(this.storage, assembled, {
      dossierId,
      fileName,
      retainUntil,
      signal: run.signal,
      onHashed: () => run.progress(75, 'Scrittura del pacchetto nell’archivio'),
    });
    return { ...stored, retainUntil };
  }

  private async seal(
    row: PackageEntity,
    { assembled, stored, run }: { assembled: AssembledPackage; stored: Stored; run: JobRun },
  ): Promise<void> {
    const { sha256, bytes, storageKey } = stored;
    const { manifest } = assembled;
    await this.database.transaction(run.context, async (tx) => {
      await this.inputs.refuseChanged(tx, row);
      const sealed = await tx.update(
        PackageEntity,
        { id: row.id, status: 'BUILDING', jobId: run.jobId },
        {
          status: 'SEALED',
          sha256,
          bytes,
          storageKey,
          manifest,
          sealedAt: this.clock.now(),
          retainUntil: stored.retainUntil.toISOString().slice(0, 10),
        },
      );
      if (sealed.affected !== 1) return;
      const { dossierId, suaId, enteId, version, fileName } = row;
      await this.audit.record(tx, run.actor, {
        dossierId,
        suaId,
        enteId,
        action: 'package.sealed',
        summary: `Fascicolo di pubblicazione sigillato, versione ${version}: ${manifest.documenti.length} documenti, impronta ${sha256.slice(0, 16)}….`,
        details: {
          packageId: row.id,
          version,
          fileName,
          sha256,
          bytes,
          checksumTotale: manifest.checksumTotale,
          auditSequence: row.auditSequence,
        },
      });
      await announce(tx, { topic: 'package', dossierId, suaId, enteId });
    });
  }
}
