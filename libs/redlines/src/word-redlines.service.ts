import { Injectable } from '@nestjs/common';
import { type WordRedlineView } from '@gare/contracts/redlines';
import { type Actor } from '@gare/domain/access/actor';
import { DocumentEntity, DocumentReads, DocumentSets, DocumentVersionEntity } from '@gare/documents';
import { DossierAccessReader } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Database, type Reader } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { type Download } from '@gare/platform/http';
import { ObjectStorage } from '@gare/platform/storage';
import { KeptRedlines, type AskedRedline, type VersionFile } from './kept-redlines.js';

export interface RedlineChoice {
  readonly dossierId: string;
  readonly code: string;
  readonly version: number;
  /** The version before where it is missing. */
  readonly against: number | undefined;
}

interface Opened {
  readonly asked: AskedRedline;
  readonly title: string;
  readonly before: DocumentVersionEntity;
  readonly after: DocumentVersionEntity;
}

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Any two versions of a document as one Word file with tracked changes, for whoever may read both. */
@Injectable()
export class WordRedlinesService {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly sets: DocumentSets,
    private readonly reads: DocumentReads,
    private readonly storage: ObjectStorage,
    private readonly kept: KeptRedlines,
  ) {}

  /** @throws AppError document.not_found, redline.no_word_file, redline.unproven and the other reasons why there is none */
  async of(actor: Actor, choice: RedlineChoice): Promise<WordRedlineView> {
    const { asked, title, before, after } = await this.open(actor, choice, 'text');
    const content = await this.kept.content(asked);
    return { code: choice.code, title, before: versionOf(before), after: versionOf(after), ...content };
  }

  /** @throws AppError as `of` */
  async file(actor: Actor, choice: RedlineChoice): Promise<Download> {
    const { asked, before, after } = await this.open(actor, choice, 'docx');
    await this.kept.content(asked);
    const stream = await this.storage.get(this.kept.fileKey(asked));
    const name = after.fileName.replace(/\.\w+$/, '');
    return { stream, fileName: `${name}-confronto-v${before.version}-v${after.version}.docx`, mime: wordType };
  }

  /** Access and the two versions; who reads what is not public yet leaves a trace for both. */
  private open(actor: Actor, { dossierId, code, version, against }: RedlineChoice, format: 'text' | 'docx'): Promise<Opened> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      const one = await this.access.open(tx, actor, dossierId);
      one.require('dossier.read');
      one.require('document.read', code);
      const document = await tx.findOneBy(DocumentEntity, { dossierId, code });
      if (!document) throw new AppError('document.not_found');
      const before = await versionOfDocument(tx, document, against ?? version - 1);
      const after = await versionOfDocument(tx, document, version);
      const asked = {
        ...{ dossierId, code, before: wordFileOf(before), after: wordFileOf(after) },
        by: { author: after.createdByName, at: `${after.createdAt.toISOString().slice(0, 19)}Z` },
      };
      if (!one.access.pubblicato)
        for (const read of [before, after])
          await this.reads.record(tx, actor, {
            dossier: one.dossier,
            document,
            choice: { version: read.version, format, inline: format === 'text' },
          });
      const title = this.sets.kindOf(one.dossier).documents.find((candidate) => candidate.code === code)?.title ?? code;
      return { asked, title, before, after };
    });
  }
}

async function versionOfDocument(reader: Reader, { id }: DocumentEntity, version: number): Promise<DocumentVersionEntity> {
  const found = await reader.findOneBy(DocumentVersionEntity, { documentId: id, version });
  if (!found) throw new AppError('document.not_found');
  return found;
}

/** The Word file of a version: beside the PDF of a generated one, the file itself of an uploaded one. */
function wordFileOf({ version, docxStorageKey, docxSha256, storageKey, sha256, mime }: DocumentVersionEntity): VersionFile {
  if (docxStorageKey !== null) return { version, storageKey: docxStorageKey, sha256: docxSha256 ?? sha256 };
  if (mime !== wordType) throw new AppError('redline.no_word_file');
  return { version, storageKey, sha256 };
}

function versionOf({ version, origin, createdAt, createdByName }: DocumentVersionEntity): WordRedlineView['before'] {
  return { version, origin, createdAt: createdAt.toISOString(), createdBy: createdByName };
}
