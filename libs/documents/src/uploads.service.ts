import { createReadStream } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { DossierAccessReader, type DossierEntity } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { Database } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { type IncomingFile } from '@gare/platform/http';
import { ObjectStorage } from '@gare/platform/storage';
import { documentFileName, keptExtension } from './document-file-name.js';
import { documentKey } from './document-key.js';
import { DocumentSets, type DocumentEntry } from './document-set.js';
import { lockDocument } from './document-rows.js';
import { UploadedFiles, type BroughtFile } from './uploaded-files.js';
import { uploadBase } from './upload-base.js';
import { VersionRegister, type VersionContent } from './version-register.js';

interface Target {
  readonly dossier: DossierEntity;
  readonly role: string;
  readonly entry: DocumentEntry;
}

interface Accepted extends BroughtFile {
  readonly receivedName: string;
}

/** How often a version number lost to somebody else's upload is taken anew. */
const tries = 5;

/** Files that people bring: examined before anything opens them, kept as the next version. */
@Injectable()
export class UploadsService {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly sets: DocumentSets,
    private readonly storage: ObjectStorage,
    private readonly register: VersionRegister,
    private readonly files: UploadedFiles,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes the file as the next version of the document.
   * @throws AppError upload.refused (the reason is also in the history), document.not_found, document.not_applicable,
   *   document.read_only, access.denied
   */
  async upload(actor: Actor, dossierId: string, code: string, incoming: IncomingFile): Promise<void> {
    const target = await this.target(actor, dossierId, code);
    await this.files.take(actor, target, incoming, (brought) => this.keep(actor, target, { ...brought, receivedName: incoming.fileName }));
  }

  private target(actor: Actor, dossierId: string, code: string): Promise<Target> {
    return this.database.read(dbContext(actor), async (reader) => {
      const one = await this.access.open(reader, actor, dossierId);
      one.require('dossier.read');
      const { dossier } = one;
      const { entries } = await this.sets.read(reader, dossier);
      const entry = entries.find(({ document }) => document.code === code);
      const role = one.require('document.upload', entry === undefined ? null : code);
      if (!entry) throw new AppError('document.not_found', { detail: `Il documento ${code} non è previsto per questo tipo di fascicolo.` });
      if (entry.requirement === 'NA') throw new AppError('document.not_applicable', { detail: entry.why });
      return { dossier, role, entry };
    });
  }

  private async keep(actor: Actor, target: Target, accepted: Accepted): Promise<void> {
    for (let attempt = 1; attempt <= tries; attempt += 1) {
      if (await this.keepAsNext(actor, target, accepted)) return;
    }
    throw new AppError('dossier.changed', {
      detail: 'Altre persone stanno caricando lo stesso documento. Il tuo file non è stato conservato.',
    });
  }

  /** Stores first, then registers: an object nobody refers to is harmless, a row without its object is not. */
  private async keepAsNext(
    actor: Actor,
    { dossier, role, entry }: Target,
    { file: received, examination, receivedName }: Accepted,
  ): Promise<boolean> {
    const { document } = entry;
    const { mime, text, outline, pages, findings, reading } = examination;
    const { row, base } = await this.database.transaction(dbContext(actor), async (tx) => {
      const locked = await lockDocument(tx, dossier, entry, this.clock.now());
      return { row: locked, base: await uploadBase(tx, locked.id, reading === null ? text : null) };
    });
    const version = (row.currentVersion ?? 0) + 1;
    const fileName = documentFileName({ document, position: entry.position, version, extension: keptExtension(receivedName) });
    const { sha256, bytes } = received;
    const storageKey = documentKey(row, version, { sha256, fileName });
    await this.storage.put(storageKey, createReadStream(received.path), { contentType: mime, sha256, bytes, ifAbsent: true });
    const file = { fileName, mime, bytes, sha256, storageKey };
    const clauses = base === null ? null : await this.files.clausesOf(base, text ?? '');
    const content: VersionContent = { ...notGenerated, ...base, ...file, version, text, outline, pages, findings, reading, clauses };
    return this.database.transaction(dbContext(actor), (tx) =>
      this.register.register(tx, actor, {
        document: row,
        content,
        jobId: null,
        createdByName: actor.person,
        role,
        summary: `Caricato «${document.title ?? document.code}» (${document.code}), versione ${version}, dal file «${receivedName.slice(0, 120)}».`,
      }),
    );
  }
}

const notGenerated = {
  origin: 'UPLOADED',
  docxStorageKey: null,
  docxSha256: null,
  templateCode: null,
  templateVersion: null,
  templateSha256: null,
  templateParts: null,
  schedaRevision: null,
  inputHash: null,
  basedOn: null,
  baseDocxKey: null,
} as const;
