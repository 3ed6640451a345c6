import { Injectable } from '@nestjs/common';
import { DocumentEntity, DocumentVersionEntity } from '@gare/documents';
import { type Reader } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { OfficeCopyEntity } from './office-copy.entity.js';
import { type FileLock } from './locks.js';

export const wordMime = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** The Word file of a document as an office server gets it: what was saved there last, else the version in force. */
export interface OfficeFile {
  readonly document: DocumentEntity;
  readonly copy: OfficeCopyEntity | null;
  readonly storageKey: string;
  readonly fileName: string;
  /** Of the document, with the saves in the office server counted behind the point: `4.2`. */
  readonly version: string;
  readonly modifiedAt: Date;
}

/** Reads what an office server works on. */
@Injectable()
export class OfficeFiles {
  /** Null where the version in force is no Word file, or there is none. @throws AppError document.not_found */
  async find(reader: Reader, { dossierId, code }: { dossierId: string; code: string }): Promise<OfficeFile | null> {
    const document = await reader.findOneBy(DocumentEntity, { dossierId, code });
    if (document === null) throw new AppError('document.not_found');
    const { id: documentId, currentVersion } = document;
    if (currentVersion === null) return null;
    const version = await reader.findOneBy(DocumentVersionEntity, { documentId, version: currentVersion });
    const copy = await reader.findOneBy(OfficeCopyEntity, { documentId });
    const key = version === null ? null : wordKey(version);
    if (version === null || (key === null && copy?.storageKey == null)) return null;
    return {
      document,
      copy,
      storageKey: copy?.storageKey ?? key ?? '',
      fileName: version.fileName.replace(/\.[a-z]+$/i, '.docx'),
      version: `${currentVersion}.${copy?.revision ?? 0}`,
      // What was saved and is a version by now counts no more: a version that came after it would go unseen.
      modifiedAt: copy?.storageKey != null && copy.savedAt !== null ? copy.savedAt : version.createdAt,
    };
  }
}

/** The lock of a file as it is written down. */
export function lockOf(copy: Pick<OfficeCopyEntity, 'lockId' | 'lockUntil'> | null): FileLock | null {
  return copy?.lockId == null || copy.lockUntil === null ? null : { id: copy.lockId, until: copy.lockUntil.getTime() };
}

function wordKey({ docxStorageKey, mime, storageKey }: DocumentVersionEntity): string | null {
  return docxStorageKey ?? (mime === wordMime ? storageKey : null);
}

/** Who acts on whose dossier, as the audit needs it. */
export const ownerOf = ({ dossierId, suaId, enteId }: DocumentEntity): { dossierId: string; suaId: string; enteId: string } => ({
  dossierId,
  suaId,
  enteId,
});
