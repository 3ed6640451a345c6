import { Injectable } from '@nestjs/common';
import { AttachmentsReader, type AttachmentEntity } from '@gare/attachments';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { type DossierKind } from '@gare/domain/kinds/kind';
import { type PackageInputDocument } from '@gare/domain/package/input';
import { attachmentFolder, documentFolder, type PackageProfile } from '@gare/domain/package/profile';
import { type DossierEntity } from '@gare/dossiers';
import { sha256Hex } from '@gare/platform/audit';
import { type Reader } from '@gare/platform/database';
import { PackageExtras, type PackageExtra } from './package-extras.js';
import { PackageProfiles } from './package-profiles.js';

/** What a package holds besides the documents of the kind, and where everything lies. */
@Injectable()
export class PackageParts {
  constructor(
    private readonly profiles: PackageProfiles,
    private readonly extras: PackageExtras,
    private readonly attachments: AttachmentsReader,
  ) {}

  /** The documents of the kind in their folders, then attached files and files written from data. */
  async arrange(
    reader: Reader,
    { dossier, kind, sheet }: { dossier: DossierEntity; kind: DossierKind; sheet: unknown },
    documents: readonly PackageInputDocument[],
  ): Promise<{ documents: readonly PackageInputDocument[]; index?: 'XLSX' }> {
    const profile = this.profiles.of(kind);
    const extras = (await this.extras.of(reader, dossier)).map((extra) => written(extra));
    // The day stands in the spreadsheet only: without one it says nothing.
    if (profile === null) return { documents: [...documents.map(undated), ...extras] };
    const placed = [...documents, ...extras].map((one) => ({ ...one, folder: documentFolder(profile, one.category) }));
    const files = await this.attachments.current(reader, dossier.id);
    const all = [...placed, ...files.map((file) => attached(profile, sheet, file))];
    // Folder by folder, as a file list shows them.
    const sorted = [...all].sort((left, right) => ((left.folder ?? '') < (right.folder ?? '') ? -1 : left.folder === right.folder ? 0 : 1));
    return { documents: sorted, ...(profile.index === undefined ? {} : { index: profile.index }) };
  }
}

function undated({ date: _, ...document }: PackageInputDocument): PackageInputDocument {
  return document;
}

function written({ code, title, category, fileName, mime, text }: PackageExtra): PackageInputDocument {
  const file = { revision: 1, fileName, mime, sha256: sha256Hex(text), bytes: Buffer.byteLength(text, 'utf8'), storageKey: '', lot: null };
  return { code, title, category, publish: [], ...file, text };
}

function attached(profile: PackageProfile, sheet: unknown, row: AttachmentEntity): PackageInputDocument {
  const { place, type, title, fileName, mime, sha256, bytes, storageKey, protocol, registeredOn, addedAt } = row;
  const folder = attachmentFolder(profile, sheet, row);
  return {
    ...{ code: type, title, category: type, publish: [], revision: 1, fileName, mime, sha256, bytes, storageKey, lot: null, folder },
    date: registeredOn ?? toRomeDate(addedAt.toISOString()),
    protocol,
    row: place,
  };
}
