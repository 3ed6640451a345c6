import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { paragraphsOf, type Paragraph } from '@gare/domain/review/paragraphs';
import { type ReadText } from '@gare/domain/review/reopening';
import { DocumentEntity, DocumentVersionEntity } from '@gare/documents';
import { sha256Hex } from '@gare/platform/audit';
import { type Reader } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';

/** A version with its text; null where none can be read. */
export interface VersionText {
  readonly version: number;
  readonly sha256: string;
  readonly fingerprint: string;
  readonly basedOn: number | null;
  readonly origin: DocumentVersionEntity['origin'];
  /** The draft it was formed from and the last edit in it; null for a version without a draft. */
  readonly draft: { readonly draftId: string; readonly seq: number } | null;
  /** Where the DOCX as generated is kept, of a version that differs from it by hand. */
  readonly baseDocxKey: string | null;
  readonly read: ReadText | null;
}

/** Texts of versions, paragraph by paragraph. */
@Injectable()
export class VersionTexts {
  /** @throws AppError document.not_found */
  async document(reader: Reader, dossierId: string, code: string): Promise<DocumentEntity> {
    const document = await reader.findOneBy(DocumentEntity, { dossierId, code });
    if (document === null) throw new AppError('document.not_found');
    return document;
  }

  /** Those of the numbers that exist, by number. */
  async of(reader: Reader, document: DocumentEntity, numbers: readonly number[]): Promise<ReadonlyMap<number, VersionText>> {
    const rows = await reader
      .createQueryBuilder(DocumentVersionEntity, 'version')
      .addSelect(['version.text', 'version.outline'])
      .where({ documentId: document.id, version: In([...numbers]) })
      .getMany();
    return new Map(rows.map((row) => [row.version, textOf(row)]));
  }
}

function textOf(row: DocumentVersionEntity): VersionText {
  const { version, sha256, docxSha256, basedOn, origin, draftId, draftSeq, baseDocxKey, text, outline } = row;
  const read = text === null ? null : { text, headings: (outline ?? []).map(({ line, text: words }) => ({ line, text: words })) };
  const draft = draftId === null || draftSeq === null ? null : { draftId, seq: draftSeq };
  return { version, sha256, fingerprint: docxSha256 ?? sha256, basedOn, origin, draft, baseDocxKey, read };
}

/** None where the text cannot be read. */
export const paragraphsIn = ({ read }: VersionText): Paragraph[] =>
  read === null ? [] : paragraphsOf(read.text, read.headings, (words) => sha256Hex(words));
