import { createReadStream } from 'node:fs';
import { type Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DocumentEntity, examine, type Examination } from '@gare/documents';
import { DossierAccessReader } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Audit } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { Database, type Tx } from '@gare/platform/database';
import { type Refusal } from '@gare/platform/docx';
import { AppError } from '@gare/platform/errors';
import { announce } from '@gare/platform/events';
import { receive, type ReceivedFile } from '@gare/platform/http';
import { ObjectStorage } from '@gare/platform/storage';
import { answerLock, type LockAnswer, type LockRequest } from './locks.js';
import { OfficeCopyEntity } from './office-copy.entity.js';
import { lockOf, ownerOf, wordMime } from './office-files.js';
import { type OfficeBearer } from './office-tokens.js';

/** What a save or a lock came to. `changedAt`: somebody else saved since the office server read the file. */
export type SaveAnswer =
  | { readonly ok: true; readonly version: string; readonly savedAt: Date }
  | { readonly ok: false; readonly held: string }
  | { readonly ok: false; readonly changedAt: Date };

interface Save {
  readonly stream: Readable;
  readonly lockId: string;
  /** When the office server believes the file was saved last; null where it does not say. */
  readonly knownAt: string | null;
}

/** Locks of files and what an office server saves: kept beside the document until somebody concludes. */
@Injectable()
export class OfficeSaves {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly storage: ObjectStorage,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Lock, refresh, unlock, and what lock there is. @throws AppError access.denied, document.read_only */
  lock(bearer: OfficeBearer, request: LockRequest): Promise<LockAnswer> {
    return this.database.transaction(dbContext(bearer.actor), async (tx) => {
      const { document, copy, role } = await this.locked(tx, bearer);
      const answer = answerLock(lockOf(copy), request, { now: this.clock.now().getTime(), isEmpty: false });
      if (!answer.ok || request.kind === 'GET') return answer;
      const lock = { lockId: answer.lock?.id ?? null, lockUntil: answer.lock === null ? null : new Date(answer.lock.until) };
      await tx.update(OfficeCopyEntity, { documentId: document.id }, lock);
      if (request.kind === 'REFRESH') return answer;
      const opens = request.kind === 'LOCK';
      await this.audit.record(tx, bearer.actor, {
        ...ownerOf(document),
        action: opens ? 'document.office_opened' : 'document.office_closed',
        summary: `${document.code}: ${opens ? 'aperto' : 'chiuso'} nell’editor Word del browser`,
        role,
        details: { code: document.code },
      });
      await announce(tx, { topic: 'documents', ...ownerOf(document) });
      return answer;
    });
  }

  /**
   * Keeps what the office server sends: examined like every upload, acknowledged once bytes and row are kept.
   * @throws AppError upload.refused, access.denied, document.read_only
   */
  async save(bearer: OfficeBearer, { stream, lockId, knownAt }: Save): Promise<SaveAnswer> {
    const file = await receive(stream);
    try {
      const examination = await examine(file.path, { fileName: 'documento.docx', mime: wordMime });
      if (file.tooLarge || !examination.ok) return await this.refuse(bearer, file, examination);
      const storageKey = `dossier/${bearer.dossierId}/${bearer.code}/editor/${file.sha256}.docx`;
      const { sha256, bytes } = file;
      await this.storage.put(storageKey, createReadStream(file.path), { contentType: wordMime, sha256, bytes, ifAbsent: true });
      return await this.database.transaction(dbContext(bearer.actor), (tx) =>
        this.keep(tx, bearer, { storageKey, sha256, bytes, lockId, knownAt }),
      );
    } finally {
      await file.discard();
    }
  }

  private async keep(
    tx: Tx,
    bearer: OfficeBearer,
    { lockId, knownAt, ...file }: Omit<Save, 'stream'> & { storageKey: string; sha256: string; bytes: number },
  ): Promise<SaveAnswer> {
    const { document, copy, role } = await this.locked(tx, bearer);
    const answer = answerLock(lockOf(copy), { kind: 'PUT', id: lockId }, { now: this.clock.now().getTime(), isEmpty: false });
    if (!answer.ok) return answer;
    if (knownAt !== null && copy.savedAt !== null && Date.parse(knownAt) !== copy.savedAt.getTime()) {
      return { ok: false, changedAt: copy.savedAt };
    }
    const savedAt = this.clock.now();
    const revision = copy.revision + 1;
    const fromVersion = copy.storageKey === null ? document.currentVersion : copy.fromVersion;
    await tx.update(
      OfficeCopyEntity,
      { documentId: document.id },
      { ...file, revision, fromVersion, savedAt, savedBy: bearer.actor.person },
    );
    await this.audit.record(tx, bearer.actor, {
      ...ownerOf(document),
      action: 'document.office_saved',
      summary: `${document.code}: salvato nell’editor Word del browser, non ancora una versione`,
      role,
      details: { code: document.code, from: fromVersion, before: copy.sha256, after: file.sha256, bytes: file.bytes },
    });
    await announce(tx, { topic: 'documents', ...ownerOf(document) });
    return { ok: true, version: `${document.currentVersion ?? 0}.${revision}`, savedAt };
  }

  private async refuse({ actor, code, documentId }: OfficeBearer, file: ReceivedFile, found: Examination | Refusal): Promise<never> {
    const reason = found.ok ? 'Il file è troppo grande.' : found.message;
    await this.database.transaction(dbContext(actor), async (tx) => {
      const document = await tx.findOneByOrFail(DocumentEntity, { id: documentId });
      await this.audit.record(tx, actor, {
        ...ownerOf(document),
        action: 'document.upload_refused',
        summary: `File rifiutato per ${code} dall’editor Word del browser: ${reason}`,
        details: { code, bytes: file.bytes, reason: found.ok ? 'upload.too-large' : found.code },
      });
    });
    throw new AppError('upload.refused', { detail: `${reason} Resta quello che era salvato prima.` });
  }

  /** The copy of the document, made when it is the first time, held until the end of the transaction; who may not write is refused. */
  private async locked(tx: Tx, { actor, dossierId, documentId, code }: OfficeBearer): Promise<Held> {
    const one = await this.access.open(tx, actor, dossierId);
    const role = one.require('document.upload', code);
    const document = await tx.findOneByOrFail(DocumentEntity, { id: documentId });
    await tx
      .createQueryBuilder()
      .insert()
      .into(OfficeCopyEntity)
      .values({ documentId, ...ownerOf(document), code, revision: 0 })
      .orIgnore()
      .execute();
    const copy = await tx.findOneOrFail(OfficeCopyEntity, { where: { documentId }, lock: { mode: 'pessimistic_write' } });
    return { document, copy, role };
  }
}

interface Held {
  readonly document: DocumentEntity;
  readonly copy: OfficeCopyEntity;
  readonly role: string;
}
