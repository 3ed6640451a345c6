import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import { type ComparedVersionView } from '@gare/contracts/redlines';
import { nameOf, type Compared } from '@gare/domain/redline/compared';
import { DocumentEntity, DocumentVersionEntity } from '@gare/documents';
import { type ActorOnDossier } from '@gare/dossiers';
import { DraftVersionFiles, type DraftMoment } from '@gare/drafting';
import { sha256Hex } from '@gare/platform/audit';
import { type Reader } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { ObjectStorage } from '@gare/platform/storage';
import { type ComparedFile } from './kept-redlines.js';

export const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** One of the two versions as the database tells it; its file is fetched afterwards. */
export type FoundVersion =
  | { readonly kind: 'DOCUMENT'; readonly document: DocumentEntity; readonly version: DocumentVersionEntity }
  | { readonly kind: 'DRAFT'; readonly moment: DraftMoment };

/** What a redline must say of a version beside its text: for its line of what is covered. */
export interface FileRemarks {
  readonly notCovered: readonly string[];
  readonly notes: readonly string[];
}

/** Versions of a document and of its draft, found for whoever may read them, and their Word files. */
@Injectable()
export class ComparedVersions {
  constructor(
    private readonly drafts: DraftVersionFiles,
    private readonly storage: ObjectStorage,
  ) {}

  /** @throws AppError access.denied, document.not_found, draft.not_found, draft_version.not_found */
  async find(reader: Reader, one: ActorOnDossier, code: string, wanted: Compared): Promise<FoundVersion> {
    const { id: dossierId } = one.dossier;
    if (wanted.kind === 'DRAFT') {
      one.require('draft.read', code);
      return { kind: 'DRAFT', moment: await this.drafts.read(reader, dossierId, code, wanted.version) };
    }
    one.require('document.read', code);
    const document = await reader.findOneBy(DocumentEntity, { dossierId, code });
    const version = document && (await reader.findOneBy(DocumentVersionEntity, { documentId: document.id, version: wanted.version }));
    if (!document || !version) throw new AppError('document.not_found');
    return { kind: 'DOCUMENT', document, version };
  }

  /** @throws AppError redline.no_word_file */
  async file(found: FoundVersion): Promise<{ file: ComparedFile; remarks: FileRemarks }> {
    if (found.kind === 'DOCUMENT') {
      const { key, sha256 } = wordFileOf(found.version);
      const name = `v${found.version.version}`;
      return { file: { name, sha256, isPassing: false, bytes: async () => buffer(await this.storage.get(key)) }, remarks: none };
    }
    const { moment } = found;
    const { docx, missing, hasProposals } = await this.drafts.file(moment);
    const name = nameOf({ kind: 'DRAFT', version: moment.version?.number ?? null });
    const file = { name, sha256: sha256Hex(docx), isPassing: moment.version === null, bytes: () => Promise.resolve(docx) };
    const where = moment.version === null ? 'Nella bozza di adesso ci sono' : `Nella versione ${moment.version.number} della bozza c’erano`;
    const notes = hasProposals ? [`${where} proposte aperte: è letto il testo che vale senza di esse.`] : [];
    return { file, remarks: { notCovered: missing.map((label) => `«${label}», che il modello di oggi non ha più`), notes } };
  }
}

const none: FileRemarks = { notCovered: [], notes: [] };

/** The Word file of a version: beside the PDF of a generated one, the file itself of an uploaded one. */
function wordFileOf({ docxStorageKey, docxSha256, storageKey, sha256, mime }: DocumentVersionEntity): { key: string; sha256: string } {
  if (docxStorageKey !== null) return { key: docxStorageKey, sha256: docxSha256 ?? sha256 };
  if (mime !== wordType) throw new AppError('redline.no_word_file');
  return { key: storageKey, sha256 };
}

export function comparedView(found: FoundVersion): ComparedVersionView {
  if (found.kind === 'DOCUMENT') {
    const { version, origin, createdAt, createdByName: createdBy } = found.version;
    return { name: String(version), origin, kept: null, createdAt: createdAt.toISOString(), createdBy };
  }
  const { version: kept, at, by: createdBy } = found.moment;
  const name = nameOf({ kind: 'DRAFT', version: kept?.number ?? null });
  return { name, origin: 'DRAFT', kept, createdAt: at.toISOString(), createdBy };
}
