import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type DocumentView, type DocumentVersionView } from '@gare/contracts/documents';
import { type JobView } from '@gare/contracts/jobs';
import { type Actor } from '@gare/domain/access/actor';
import { DossierAccessReader, type ActorOnDossier } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Database, type Reader } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { type Download } from '@gare/platform/http';
import { JobEntity } from '@gare/platform/queue';
import { ObjectStorage } from '@gare/platform/storage';
import { DocumentReads } from './document-reads.js';
import { DocumentSets } from './document-set.js';
import { DocumentVersionEntity } from './document-version.entity.js';
import { documentView, formatsOf, versionView } from './document.view.js';
import { DocumentEntity } from './document.entity.js';
import { FormationRequests, type FormationRequest } from './formation-requests.js';

export interface FileChoice {
  readonly version: number;
  readonly format: 'pdf' | 'docx' | 'original';
  readonly inline: boolean;
}

/** The documents of a dossier as people use them: what is asked, what is there, form it, fetch it. */
@Injectable()
export class DocumentsService {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly sets: DocumentSets,
    private readonly requests: FormationRequests,
    private readonly storage: ObjectStorage,
    private readonly reads: DocumentReads,
  ) {}

  /** @throws AppError dossier.not_found, access.denied */
  list(actor: Actor, dossierId: string): Promise<DocumentView[]> {
    return this.database.read(dbContext(actor), async (reader) => {
      const one = await this.readable(reader, actor, dossierId);
      const { entries } = await this.sets.read(reader, one.dossier);
      const jobs = await jobsById(
        reader,
        entries.map(({ row }) => row?.jobId ?? null),
      );
      return entries.map((entry) => documentView(entry, jobs, one));
    });
  }

  /** One document as in `list`. @throws AppError document.not_found */
  async one(actor: Actor, dossierId: string, code: string): Promise<DocumentView> {
    const found = (await this.list(actor, dossierId)).find((view) => view.code === code);
    if (!found) throw new AppError('document.not_found');
    return found;
  }

  /**
   * Asks for the formation of the named documents, or of all that are due and missing, stale or failed.
   * @throws AppError template.missing_fields, document.no_template, document.not_applicable, document.read_only
   */
  request(actor: Actor, dossierId: string, asked: FormationRequest): Promise<JobView[]> {
    return this.requests.request(actor, dossierId, asked);
  }

  /** Newest first. @throws AppError document.not_found for a code without versions */
  versions(actor: Actor, dossierId: string, code: string): Promise<DocumentVersionView[]> {
    return this.database.read(dbContext(actor), async (reader) => {
      (await this.readable(reader, actor, dossierId)).require('document.read', code);
      const document = await requireDocument(reader, dossierId, code);
      const versions = await reader.find(DocumentVersionEntity, { where: { documentId: document.id }, order: { version: 'DESC' } });
      return versions.map(versionView);
    });
  }

  /** @throws AppError document.not_found when there is no such version or it has no file of that format */
  async download(actor: Actor, dossierId: string, code: string, choice: FileChoice): Promise<Download> {
    const file = await this.database.transaction(dbContext(actor), async (tx) => {
      const one = await this.readable(tx, actor, dossierId);
      one.require('document.read', code);
      const document = await requireDocument(tx, dossierId, code);
      const version = await tx.findOneBy(DocumentVersionEntity, { documentId: document.id, version: choice.version });
      if (!version) throw new AppError('document.not_found');
      const chosen = fileOf(version, choice.format);
      // Until its publication a dossier is confidential (C. 35).
      if (!one.access.pubblicato) await this.reads.record(tx, actor, { dossier: one.dossier, document, choice });
      return chosen;
    });
    const stream = await this.storage.get(file.key);
    return { stream, fileName: file.fileName, mime: file.mime, inline: choice.inline && file.mime === 'application/pdf', ...file.size };
  }

  private async readable(reader: Reader, actor: Actor, dossierId: string): Promise<ActorOnDossier> {
    const one = await this.access.open(reader, actor, dossierId);
    one.require('dossier.read');
    return one;
  }
}

async function requireDocument(reader: Reader, dossierId: string, code: string): Promise<DocumentEntity> {
  const document = await reader.findOneBy(DocumentEntity, { dossierId, code });
  if (!document) throw new AppError('document.not_found');
  return document;
}

async function jobsById(reader: Reader, ids: readonly (string | null)[]): Promise<ReadonlyMap<string, JobEntity>> {
  const wanted = ids.filter((id) => id !== null);
  const jobs = wanted.length === 0 ? [] : await reader.findBy(JobEntity, { id: In(wanted) });
  return new Map(jobs.map((job) => [job.id, job]));
}

interface StoredFile {
  key: string;
  fileName: string;
  mime: string;
  size: { bytes?: number };
}

function fileOf(version: DocumentVersionEntity, format: FileChoice['format']): StoredFile {
  if (!formatsOf(version).includes(format))
    throw new AppError('document.not_found', { detail: 'Questa versione non ha un file in quel formato.' });
  if (format === 'docx' && version.docxStorageKey !== null) {
    const mime = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
    return { key: version.docxStorageKey, fileName: version.fileName.replace(/\.pdf$/, '.docx'), mime, size: {} };
  }
  return { key: version.storageKey, fileName: version.fileName, mime: version.mime, size: { bytes: version.bytes } };
}
