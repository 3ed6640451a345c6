import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type JobView } from '@gare/contracts/jobs';
import { type PackageBlock, type PackageView } from '@gare/contracts/packages';
import { type Actor } from '@gare/domain/access/actor';
import { asciiSlug } from '@gare/domain/package/file-name';
import { DossierAccessReader, type DossierEntity } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Audit } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { Database, type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { announce } from '@gare/platform/events';
import { type Download } from '@gare/platform/http';
import { JobEntity, JobQueue, jobView } from '@gare/platform/queue';
import { ObjectStorage } from '@gare/platform/storage';
import { buildPackage } from './build-package.job.js';
import { PackageContents, type PackageProspect } from './package-contents.js';
import { PackageEntity } from './package.entity.js';
import { packageView } from './package.view.js';

export interface PackagePage {
  ready: boolean;
  blocks: PackageBlock[];
  job: JobView | null;
  packages: PackageView[];
}

/** The publication package of a dossier as people use it: what blocks it, build it, fetch it. */
@Injectable()
export class PackagesService {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly contents: PackageContents,
    private readonly jobs: JobQueue,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly storage: ObjectStorage,
  ) {}

  /** Newest package first; `job` is that of the newest. @throws AppError dossier.not_found, access.denied */
  page(actor: Actor, dossierId: string): Promise<PackagePage> {
    return this.database.read(dbContext(actor), async (reader) => {
      const one = await this.access.open(reader, actor, dossierId);
      one.require('dossier.read');
      const { dossier } = one;
      const { blocks, inputHash } = await this.contents.read(reader, dossier);
      const rows = await reader.find(PackageEntity, { where: { dossierId }, order: { version: 'DESC' } });
      const job = rows[0] ? await reader.findOneBy(JobEntity, { id: rows[0].jobId }) : null;
      return {
        ready: blocks.length === 0,
        blocks: [...blocks],
        job: job && jobView(job),
        packages: rows.map((row) => packageView(row, inputHash)),
      };
    });
  }

  /**
   * Asks for the package of the dossier as it is now. The same content gives the same package: one that is sealed or being
   * built is answered as it is, one that failed is tried again, and nothing is built twice.
   * @throws AppError package.blocked with `details.blocks`, access.denied, dossier.not_found
   */
  request(actor: Actor, dossierId: string): Promise<PackageView> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      // Two people who click at once wait for each other, and the dossier cannot change state in between.
      const one = await this.access.hold(tx, actor, dossierId);
      const role = one.require('package.build');
      const { dossier } = one;
      const prospect = await this.contents.read(tx, dossier);
      refuseBlocked(prospect.blocks);
      const { inputHash } = prospect;
      const existing = await tx.findOneBy(PackageEntity, { dossierId, inputHash });
      if (existing && existing.status !== 'FAILED') return packageView(existing, inputHash);
      const row = existing ?? (await this.newRow(tx, actor, { dossier, prospect }));
      Object.assign(row, { status: 'BUILDING', reason: null });
      row.jobId = await this.jobs.add(tx, actor, buildPackage, {
        payload: { packageId: row.id },
        enteId: dossier.enteId,
        dossierId,
        subject: row.id,
        dedupeKey: `package.build:${row.id}`,
      });
      await tx.save(PackageEntity, row);
      await this.recordRequest(tx, actor, { row, role });
      return packageView(row, inputHash);
    });
  }

  /** @throws AppError package.not_found when there is no such package or it is not sealed */
  async download(actor: Actor, dossierId: string, packageId: string): Promise<Download> {
    const row = await this.database.read(dbContext(actor), async (reader) => {
      (await this.access.open(reader, actor, dossierId)).require('dossier.read');
      return reader.findOneBy(PackageEntity, { id: packageId, dossierId, status: 'SEALED' });
    });
    if (!row || row.storageKey === null || row.bytes === null) throw new AppError('package.not_found');
    return { stream: await this.storage.get(row.storageKey), fileName: row.fileName, mime: 'application/zip', bytes: row.bytes };
  }

  private async newRow(
    tx: Tx,
    actor: Actor,
    { dossier, prospect }: { dossier: DossierEntity; prospect: PackageProspect },
  ): Promise<PackageEntity> {
    const { id: dossierId, suaId, enteId, codiceAppalto } = dossier;
    const [last] = await tx.query<{ version: number | null }[]>('select max(version) as version from packages where dossier_id = $1', [
      dossierId,
    ]);
    // The acts of packing itself are left out of the extract: asking twice must find the same history.
    const [head] = await tx.query<{ sequence: number | null }[]>(
      `select max(sequence) as sequence from audit_entries where dossier_id = $1 and action not like 'package.%'`,
      [dossierId],
    );
    const version = (last?.version ?? 0) + 1;
    const auditSequence = head?.sequence ?? 0;
    return tx.create(PackageEntity, {
      id: randomUUID(),
      suaId,
      enteId,
      dossierId,
      version,
      status: 'BUILDING',
      inputHash: prospect.inputHash,
      input: { ...prospect.content, version, auditSequence, asOf: prospect.asOf },
      auditSequence,
      fileName: `fascicolo_${asciiSlug(codiceAppalto)}_v${version}.zip`,
      sha256: null,
      bytes: null,
      storageKey: null,
      manifest: null,
      reason: null,
      createdBy: actor.personId,
      createdAt: this.clock.now(),
      sealedAt: null,
      retainUntil: null,
    });
  }

  private async recordRequest(tx: Tx, actor: Actor, { row, role }: { row: PackageEntity; role: string }): Promise<void> {
    const { id, dossierId, suaId, enteId, version, inputHash, jobId } = row;
    await this.audit.record(tx, actor, {
      dossierId,
      suaId,
      enteId,
      action: 'package.requested',
      summary: `Chiesta la formazione del fascicolo di pubblicazione, versione ${version}.`,
      role,
      details: { packageId: id, version, inputHash, jobId, documents: row.input.documents.length },
    });
    await announce(tx, { topic: 'package', dossierId, suaId, enteId });
  }
}

function refuseBlocked(blocks: readonly PackageBlock[]): void {
  if (blocks.length === 0) return;
  const points = blocks.length === 1 ? 'c’è un punto che lo blocca' : `ci sono ${blocks.length} punti che lo bloccano`;
  throw new AppError('package.blocked', {
    detail: `Il fascicolo non può essere formato: ${points}. ${blocks[0]?.message ?? ''}`,
    details: { blocks },
  });
}
