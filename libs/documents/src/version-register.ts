import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { Audit } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { type Tx } from '@gare/platform/database';
import { announce } from '@gare/platform/events';
import { TemplatePins, type LoadedTemplate } from '@gare/templates';
import { DocumentVersionEntity } from './document-version.entity.js';
import { DocumentEntity } from './document.entity.js';
import { DocumentsChanged } from './documents-changed.js';
import { VersionFormed, type VersionFormedEvent } from './version-formed.js';

/** What a version says of itself; who, when and of which document comes from the register. */
export type VersionContent = Pick<
  DocumentVersionEntity,
  | 'version'
  | 'origin'
  | 'fileName'
  | 'mime'
  | 'bytes'
  | 'sha256'
  | 'storageKey'
  | 'docxStorageKey'
  | 'docxSha256'
  | 'pages'
  | 'templateCode'
  | 'templateVersion'
  | 'templateSha256'
  | 'templateParts'
  | 'schedaRevision'
  | 'inputHash'
  | 'text'
  | 'outline'
  | 'basedOn'
  | 'baseDocxKey'
  | 'findings'
> &
  Partial<Pick<DocumentVersionEntity, 'reading' | 'clauses' | 'draftId' | 'draftSeq' | 'draftContentSha256'>>;

export interface Registration {
  readonly document: DocumentEntity;
  readonly content: VersionContent;
  /** What it was formed from: the dossier keeps that template from its first formation on. Absent for uploads. */
  readonly template?: LoadedTemplate;
  /** What was printed in it, of a version formed from a template. */
  readonly formed?: Pick<VersionFormedEvent, 'values' | 'printed'>;
  /** The job that formed it; null for an upload. */
  readonly jobId: string | null;
  readonly createdByName: string;
  readonly role?: string;
  /** Italian sentence for the history. */
  readonly summary: string;
}

/** Puts versions in force. */
@Injectable()
export class VersionRegister {
  constructor(
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly changed: DocumentsChanged,
    private readonly pins: TemplatePins,
    private readonly formed: VersionFormed,
  ) {}

  /**
   * Puts the next version in force: row, version, history, listeners and announcement in one transaction. A version formed by
   * a job is taken only while the document still waits for that very job.
   * @returns false, and writes nothing, when the document went on in the meantime.
   */
  async register(tx: Tx, actor: Actor, registration: Registration): Promise<boolean> {
    const { document, content, jobId } = registration;
    if (!(await this.advance(tx, registration))) return false;
    const { id: documentId, dossierId, suaId, enteId } = document;
    const createdAt = this.clock.now();
    const versionId = randomUUID();
    await tx.insert(DocumentVersionEntity, {
      ...content,
      id: versionId,
      documentId,
      dossierId,
      suaId,
      enteId,
      findings: [...content.findings],
      outline: content.outline === null ? null : [...content.outline],
      createdBy: actor.personId,
      createdByName: registration.createdByName,
      createdAt,
    });
    if (registration.template !== undefined) await this.pins.pinFirst(tx, actor, { dossierId, suaId, enteId }, registration.template);
    await this.audit.record(tx, actor, {
      dossierId,
      suaId,
      enteId,
      action: jobId === null ? 'document.uploaded' : 'document.formed',
      summary: registration.summary,
      ...(registration.role === undefined ? {} : { role: registration.role }),
      details: {
        code: document.code,
        version: content.version,
        fileName: content.fileName,
        sha256: content.sha256,
        bytes: content.bytes,
        docxSha256: content.docxSha256,
        templateSha256: content.templateSha256,
        schedaRevision: content.schedaRevision,
        ...(content.draftId == null
          ? {}
          : { draftId: content.draftId, draftSeq: content.draftSeq, draftContentSha256: content.draftContentSha256 }),
      },
    });
    if (registration.formed) await this.formed.emit(tx, { ...registration.formed, versionId, dossierId, suaId, enteId });
    // Read after the history was locked for this entry: of two that end together, the second sees the first.
    const moreToCome = await tx.existsBy(DocumentEntity, { dossierId, state: 'GENERATING' });
    await this.changed.emit(tx, { actor, dossierId, suaId, enteId, codes: [document.code], moreToCome });
    await announce(tx, { topic: 'documents', dossierId, suaId, enteId });
    return true;
  }

  private async advance(tx: Tx, { document, content, jobId }: Registration): Promise<boolean> {
    const update = tx
      .createQueryBuilder()
      .update(DocumentEntity)
      .set({ state: 'READY', currentVersion: content.version, reason: null, jobId, updatedAt: this.clock.now() })
      .where('id = :id and coalesce(current_version, 0) = :previous', { id: document.id, previous: content.version - 1 });
    if (jobId !== null) update.andWhere(`job_id = :jobId and state = 'GENERATING'`, { jobId });
    return (await update.execute()).affected === 1;
  }
}
