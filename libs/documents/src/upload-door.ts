import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { dbContext } from '@gare/identity';
import { Audit } from '@gare/platform/audit';
import { Database } from '@gare/platform/database';
import { refusalSentences, type Refusal, type RefusalCode } from '@gare/platform/docx';
import { AppError } from '@gare/platform/errors';
import { receive, uploadLimit, type IncomingFile, type ReceivedFile } from '@gare/platform/http';
import { examine, type Examination } from './upload-examination.js';

const wordMime = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Whose file it is, and what is said where it is refused. */
export interface UploadPlace {
  readonly dossierId: string;
  readonly suaId: string;
  readonly enteId: string;
  /** Of the document; null for a file that is none of the documents. */
  readonly code: string | null;
  readonly role?: string;
  /** Name of the refusal in the history, where it is not that of a document. */
  readonly action?: string;
  /** How the history begins: the reason follows. */
  readonly refused: string;
  /** What became of the file, behind the reason. */
  readonly outcome?: string;
  /** Only a Word document is taken. */
  readonly onlyWord?: boolean;
}

/** A file that may be kept; on local disk until `take` returns. */
export interface AcceptedUpload {
  readonly file: ReceivedFile;
  readonly examination: Examination;
}

/** The one way in for files that people and programs bring to a dossier. */
@Injectable()
export class UploadDoor {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /**
   * Receives the file with constant memory and looks at it before anything opens it. A refusal is a sentence for who brought it and an
   * entry in the history of the dossier.
   * @param keep what becomes of it once it is accepted
   * @throws AppError upload.refused, with reason and part of the file
   */
  async take<Kept>(
    actor: Actor,
    incoming: IncomingFile,
    place: UploadPlace,
    keep: (accepted: AcceptedUpload) => Promise<Kept>,
  ): Promise<Kept> {
    const file = await receive(incoming.stream);
    try {
      const examination = file.tooLarge ? refusal('upload.too-large') : await examine(file.path, incoming);
      if (!examination.ok) return await this.refuse(actor, place, { incoming, file, ...examination });
      if (place.onlyWord === true && examination.mime !== wordMime)
        return await this.refuse(actor, place, { incoming, file, ...refusal('docx.not-word') });
      return await keep({ file, examination });
    } finally {
      await file.discard();
    }
  }

  private async refuse(
    actor: Actor,
    { dossierId, suaId, enteId, role, code, ...place }: UploadPlace,
    found: Refusal & { incoming: IncomingFile; file: ReceivedFile },
  ): Promise<never> {
    const { incoming, file, message } = found;
    const { action = 'document.upload_refused', refused, outcome = 'Il file non è stato conservato.' } = place;
    const [reason, part] = [found.code, found.part ?? null];
    await this.database.transaction(dbContext(actor), (tx) =>
      this.audit.record(tx, actor, {
        ...{ dossierId, suaId, enteId, action },
        ...(role !== undefined && { role }),
        summary: `${refused}: ${message}`,
        details: { ...(code !== null && { code }), fileName: incoming.fileName.slice(0, 255), bytes: file.bytes, reason, part },
      }),
    );
    const limit = reason === 'upload.too-large' ? ` Il limite è ${uploadLimit / 1024 / 1024} MB.` : '';
    throw new AppError('upload.refused', { detail: `${message}${limit} ${outcome}`, details: { reason, part } });
  }
}

function refusal(code: RefusalCode): Refusal {
  return { ok: false, code, message: refusalSentences()[code] };
}
