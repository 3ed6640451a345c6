import { readFile } from 'node:fs/promises';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { changesInClauses } from '@gare/domain/clauses/changed-in-text';
import { type DossierEntity } from '@gare/dossiers';
import { type IncomingFile } from '@gare/platform/http';
import { PdfTexts } from '@gare/platform/pdf';
import { ObjectStorage } from '@gare/platform/storage';
import { type ClausesOfVersion, type PdfReading } from './document-version.entity.js';
import { type DocumentEntry } from './document-set.js';
import { readableText } from './readable-text.js';
import { type UploadBase } from './upload-base.js';
import { UploadDoor, type AcceptedUpload } from './upload-door.js';
import { type Examination } from './upload-examination.js';

/** What is known of a file brought for a document. */
export interface DocumentExamination extends Examination {
  /** Of a PDF, how its text was read; null for other files. */
  readonly reading: PdfReading | null;
}

/** A file brought for a document that may be kept. */
export interface BroughtFile extends Omit<AcceptedUpload, 'examination'> {
  readonly examination: DocumentExamination;
}

/** Takes in files that people bring for documents, and looks into them. */
@Injectable()
export class UploadedFiles implements OnModuleDestroy {
  private readonly texts = new PdfTexts();

  constructor(
    private readonly door: UploadDoor,
    private readonly storage: ObjectStorage,
  ) {}

  async onModuleDestroy(): Promise<void> {
    await this.texts.close();
  }

  /**
   * Is it what it says, and harmless? Then what can be read of it, the text of a PDF too.
   * @throws AppError upload.refused, the reason is also in the history
   */
  take<Kept>(
    actor: Actor,
    { dossier, role, entry }: { dossier: DossierEntity; role: string; entry: DocumentEntry },
    incoming: IncomingFile,
    keep: (brought: BroughtFile) => Promise<Kept>,
  ): Promise<Kept> {
    const { id: dossierId, suaId, enteId } = dossier;
    const { code, title } = entry.document;
    const place = { dossierId, suaId, enteId, code, role, refused: `File rifiutato per «${title ?? code}» (${code})` };
    return this.door.take(actor, incoming, place, async ({ file, examination }) => {
      if (examination.mime !== 'application/pdf') return keep({ file, examination: { ...examination, reading: null } });
      const { text, ...reading } = await this.texts.read(await readFile(file.path));
      return keep({ file, examination: { ...examination, text, reading } });
    });
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
}
