import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { DocumentVersionEntity, UploadsService } from '@gare/documents';
import { DossierAccessReader } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Audit } from '@gare/platform/audit';
import { Database } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { announce } from '@gare/platform/events';
import { ObjectStorage } from '@gare/platform/storage';
import { OfficeCopyEntity } from './office-copy.entity.js';
import { OfficeFiles, ownerOf, wordMime, type OfficeFile } from './office-files.js';

interface Place {
  readonly dossierId: string;
  readonly code: string;
}

/** Makes what was saved in the office server the next version of its document, or puts it aside. */
@Injectable()
export class OfficeConclusion {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly files: OfficeFiles,
    private readonly uploads: UploadsService,
    private readonly storage: ObjectStorage,
    private readonly audit: Audit,
  ) {}

  /**
   * The next version, where the version in force is still the one it was opened from, or the one whoever decides has seen.
   * Done twice it does nothing.
   * @param over the version in force that was seen; null: only over the one it was opened from
   * @throws AppError wopi.moved_on, and those of an upload
   */
  async conclude(actor: Actor, place: Place, over: number | null): Promise<void> {
    const { document, copy, fileName } = await this.saved(actor, place);
    if (copy?.storageKey == null || copy.sha256 === null) return;
    const current = document.currentVersion;
    if (current !== (over ?? copy.fromVersion)) {
      throw new AppError('wopi.moved_on', {
        detail: `Mentre il testo era aperto nell’editor è nata la versione ${current ?? 0}: quello che è stato scritto parte dalla ${copy.fromVersion ?? 0} ed è conservato a parte.`,
      });
    }
    const inForce = await this.database.read(dbContext(actor), (reader) =>
      reader.findOneBy(DocumentVersionEntity, { documentId: document.id, version: current ?? 0 }),
    );
    // Its version is there already: what was left is only the note that it is.
    if (inForce?.sha256 !== copy.sha256) {
      const stream = await this.storage.get(copy.storageKey);
      await this.uploads.upload(actor, place.dossierId, place.code, { fileName, mime: wordMime, stream });
    }
    await this.settle(actor, { document, copy }, null);
  }

  /** What was saved is no longer offered; its bytes stay, named in the history. @throws AppError access.denied, document.read_only */
  async putAside(actor: Actor, place: Place): Promise<void> {
    const { document, copy } = await this.saved(actor, place);
    if (copy?.storageKey == null) return;
    await this.settle(actor, { document, copy }, `${document.code}: messo da parte quello che era salvato nell’editor Word del browser`);
  }

  private saved(actor: Actor, place: Place): Promise<OfficeFile> {
    return this.database.read(dbContext(actor), async (reader) => {
      const one = await this.access.open(reader, actor, place.dossierId);
      one.require('document.upload', place.code);
      const file = await this.files.find(reader, place);
      if (file === null) throw new AppError('document.not_found');
      return file;
    });
  }

  /** Only what was looked at is settled: a save that came in the meantime stays open. */
  private async settle(
    actor: Actor,
    { document, copy }: Pick<OfficeFile, 'document'> & { copy: OfficeCopyEntity },
    summary: string | null,
  ): Promise<void> {
    await this.database.transaction(dbContext(actor), async (tx) => {
      const { documentId, sha256, storageKey } = copy;
      // Put aside, the file reads as before: a version that an office server was told is never told of other words.
      const none = { storageKey: null, sha256: null, bytes: null, fromVersion: null, revision: copy.revision + 1 };
      const { affected } = await tx.update(OfficeCopyEntity, { documentId, sha256: sha256 ?? '' }, none);
      if (affected !== 1) return;
      await this.audit.record(tx, actor, {
        ...ownerOf(document),
        action: summary === null ? 'document.office_concluded' : 'document.office_put_aside',
        summary: summary ?? `${document.code}: quello che era salvato nell’editor Word del browser è ora una versione`,
        details: { code: document.code, sha256, storageKey },
      });
      await announce(tx, { topic: 'documents', ...ownerOf(document) });
    });
  }
}
