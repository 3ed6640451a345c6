import { createReadStream } from 'node:fs';
import { type Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DocumentEntity, UploadDoor } from '@gare/documents';
import { DossierAccessReader } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Audit } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { Database, type Tx } from '@gare/platform/database';
import { announce } from '@gare/platform/events';
import { ObjectStorage } from '@gare/platform/storage';
import { answerLock, standing, type LockAnswer, type LockRequest } from './locks.js';
import { OfficeCopyEntity } from './office-copy.entity.js';
import { lockOf, OfficeFiles, ownerOf, wordMime } from './office-files.js';
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
    private readonly files: OfficeFiles,
    private readonly door: UploadDoor,
    private readonly storage: ObjectStorage,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Lock, refresh, unlock, and what lock there is. @throws AppError access.denied, document.read_only */
  lock(bearer: OfficeBearer, request: LockRequest): Promise<LockAnswer> {
    return this.database.transaction(dbContext(bearer.actor), async (tx) => {
      const { document, copy, role } = await this.locked(tx, bearer);
      const now = this.clock.now().getTime();
      const answer = answerLock(lockOf(copy), request, { now, isEmpty: false });
      if (!answer.ok || request.kind === 'GET') return answer;
      const lock = { lockId: answer.lock?.id ?? null, lockUntil: answer.lock === null ? null : new Date(answer.lock.until) };
      // Whoever opens works on the version in force now, whatever comes before the first save.
      const isOpening = request.kind === 'LOCK' && standing(lockOf(copy), now) === null && copy.storageKey === null;
      const from = isOpening ? { fromVersion: document.currentVersion } : {};
      await tx.update(OfficeCopyEntity, { documentId: document.id }, { ...lock, ...from });
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
    const { actor, code, documentId } = bearer;
    const document = await this.database.read(dbContext(actor), (reader) => reader.findOneByOrFail(DocumentEntity, { id: documentId }));
    const refused = `File rifiutato per ${code} dall’editor Word del browser`;
    const place = { ...ownerOf(document), code, refused, outcome: 'Resta quello che era salvato prima.', onlyWord: true };
    return this.door.take(actor, { fileName: 'documento.docx', mime: wordMime, stream }, place, async ({ file }) => {
      const storageKey = `dossier/${bearer.dossierId}/${code}/editor/${file.sha256}.docx`;
      const { sha256, bytes } = file;
      await this.storage.put(storageKey, createReadStream(file.path), { contentType: wordMime, sha256, bytes, ifAbsent: true });
      return this.database.transaction(dbContext(actor), (tx) => this.keep(tx, bearer, { storageKey, sha256, bytes, lockId, knownAt }));
    });
  }

  private async keep(
    tx: Tx,
    bearer: OfficeBearer,
    { lockId, knownAt, ...file }: Omit<Save, 'stream'> & { storageKey: string; sha256: string; bytes: number },
  ): Promise<SaveAnswer> {
    const { document, copy, role } = await this.locked(tx, bearer);
    const answer = answerLock(lockOf(copy), { kind: 'PUT', id: lockId }, { now: this.clock.now().getTime(), isEmpty: false });
    if (!answer.ok) return answer;
    const changedAt = (await this.files.find(tx, bearer))?.modifiedAt ?? null;
    if (knownAt !== null && changedAt !== null && Date.parse(knownAt) !== changedAt.getTime()) return { ok: false, changedAt };
    const savedAt = this.clock.now();
    const revision = copy.revision + 1;
    const fromVersion = copy.fromVersion ?? document.currentVersion;
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
