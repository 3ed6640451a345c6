import { readFile } from 'node:fs/promises';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { changesInClauses } from '@gare/domain/clauses/changed-in-text';
import { type DossierEntity } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Audit } from '@gare/platform/audit';
import { Database } from '@gare/platform/database';
import { refusalSentences, type Refusal } from '@gare/platform/docx';
import { AppError } from '@gare/platform/errors';
import { uploadLimit, type IncomingFile, type ReceivedFile } from '@gare/platform/http';
import { PdfTexts } from '@gare/platform/pdf';
import { ObjectStorage } from '@gare/platform/storage';
import { type ClausesOfVersion, type PdfReading } from './document-version.entity.js';
import { type DocumentEntry } from './document-set.js';
import { readableText } from './readable-text.js';
import { type UploadBase } from './upload-base.js';
import { examine, type Examination } from './upload-examination.js';

/** What is known of a file brought for a document. */
export interface DocumentExamination extends Examination {
  /** Of a PDF, how its text was read; null for other files. */
  readonly reading: PdfReading | null;
}

interface Refused {
  readonly dossier: DossierEntity;
  readonly role: string;
  readonly entry: DocumentEntry;
  readonly incoming: IncomingFile;
  readonly file: ReceivedFile;
  readonly refusal: Refusal;
}

/** Looks into files that people bring for documents, and tells in the history those that are not taken. */
@Injectable()
export class UploadedFiles implements OnModuleDestroy {
  private readonly texts = new PdfTexts();

  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly storage: ObjectStorage,
  ) {}

  async onModuleDestroy(): Promise<void> {
    await this.texts.close();
  }

  /** Is it what it says, and harmless? Then what can be read of it, the text of a PDF too. */
  async examine(file: ReceivedFile, incoming: IncomingFile): Promise<DocumentExamination | Refusal> {
    if (file.tooLarge) return { ok: false, code: 'upload.too-large', message: refusalSentences()['upload.too-large'] };
    const examination = await examine(file.path, incoming);
    if (!examination.ok) return examination;
    if (examination.mime !== 'application/pdf') return { ...examination, reading: null };
    const { text, ...reading } = await this.texts.read(await readFile(file.path));
    return { ...examination, text, reading };
  }

  /** Where the text of an upload departs from the clauses of the generated version it was made on. */
  async clausesOf({ baseDocxKey, clauses }: UploadBase, text: string): Promise<ClausesOfVersion | null> {
    if (clauses === null || baseDocxKey === null) return clauses;
    const chunks: Buffer[] = [];
    for await (const chunk of await this.storage.get(baseDocxKey)) chunks.push(chunk as Buffer);
    const generated = readableText(Buffer.concat(chunks))?.text.split('\n') ?? [];
    const lines = text.split('\n');
    const found = changesInClauses(generated, clauses.spans, lines);
    // What a draft had changed before is in the text it is laid on: it stands until the clause reads again as it did.
    const before = clauses.changes.filter(
      (change) =>
        !found.some(({ before: words }) => words !== null && words === change.after) &&
        (change.after === null ? !lines.includes(change.before ?? '') : lines.includes(change.after)) &&
        !found.some(({ before: words, after }) => words === change.before && after === change.after),
    );
    return { spans: clauses.spans, changes: [...before, ...found] };
  }

  /** @throws AppError upload.refused, always */
  async refuse(actor: Actor, { dossier, role, entry, incoming, file, refusal }: Refused): Promise<never> {
    const { id: dossierId, suaId, enteId } = dossier;
    const { code } = entry.document;
    await this.database.transaction(dbContext(actor), (tx) =>
      this.audit.record(tx, actor, {
        dossierId,
        suaId,
        enteId,
        action: 'document.upload_refused',
        summary: `File rifiutato per «${entry.document.title ?? code}» (${code}): ${refusal.message}`,
        role,
        details: { code, fileName: incoming.fileName.slice(0, 255), bytes: file.bytes, reason: refusal.code, part: refusal.part ?? null },
      }),
    );
    const limit = refusal.code === 'upload.too-large' ? ` Il limite è ${uploadLimit / 1024 / 1024} MB.` : '';
    throw new AppError('upload.refused', {
      detail: `${refusal.message}${limit} Il file non è stato conservato.`,
      details: { reason: refusal.code, part: refusal.part ?? null },
    });
  }
}
