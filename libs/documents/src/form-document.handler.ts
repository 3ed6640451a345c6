import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { changesInClauses } from '@gare/domain/clauses/changed-in-text';
import { isDocumentOpen, standingOf } from '@gare/domain/kinds/kind-access';
import { DossierReader } from '@gare/dossiers';
import { Database, type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { announce } from '@gare/platform/events';
import { JobHandler, type JobRun } from '@gare/platform/queue';
import { ObjectStorage } from '@gare/platform/storage';
import { originOf } from '@gare/templates';
import { clauseSpans } from './clause-spans.js';
import { documentFileName } from './document-file-name.js';
import { documentKey } from './document-key.js';
import { DocumentSets, templateOf, type DocumentEntry } from './document-set.js';
import { type ClausesOfVersion } from './document-version.entity.js';
import { DocumentEntity } from './document.entity.js';
import { formDocument } from './form-document.job.js';
import { Formation, refusal, type FilledDocument } from './formation.js';
import { type DossierInputs } from './formation-inputs.js';
import { readableText, type ReadableText } from './readable-text.js';
import { PdfForming, type FormedDocument } from './pdf-forming.js';
import { type VersionFormedEvent } from './version-formed.js';
import { VersionRegister, type VersionContent } from './version-register.js';

type Payload = z.output<typeof formDocument.payload>;

interface Task {
  readonly document: DocumentEntity;
  readonly entry: DocumentEntry;
  readonly inputs: DossierInputs;
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const docxMime = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/**
 * Forms one document from the scheda as it is now: strict render, PDF/A, check, next version. A document that no longer waits
 * for this job, or whose version in force already says the same, is left as it is.
 */
@Injectable()
export class FormDocumentHandler extends JobHandler<typeof formDocument.payload> {
  readonly job = formDocument;

  constructor(
    private readonly database: Database,
    private readonly dossiers: DossierReader,
    private readonly sets: DocumentSets,
    private readonly formation: Formation,
    private readonly pdfs: PdfForming,
    private readonly storage: ObjectStorage,
    private readonly register: VersionRegister,
  ) {
    super();
  }

  async handle(payload: Payload, run: JobRun): Promise<void> {
    const task = await this.begin(payload, run);
    if (task === null) return;
    await run.progress(10, 'Compilazione del modello');
    const filled = await this.formation.fill(task.inputs, templateOf(task.entry.document));
    if (!filled.ok) throw refusal([filled]);
    const { current } = task.entry;
    const drops = payload.handEdits?.keep === false && current?.baseDocxKey != null;
    const { document, inputs } = task;
    const isSame = ({ inputHash }: FilledDocument): boolean => current?.inputHash === inputHash && !drops;
    const final = isSame(filled)
      ? filled
      : await this.formation.asDrafted(run, filled, { document, current, inputs, decision: payload.handEdits });
    if (isSame(final)) {
      await this.database.transaction(run.context, (tx) => this.settleUnchanged(tx, task.document, run));
      return;
    }
    await run.progress(35, 'Conversione in PDF/A');
    const pdf = await this.pdfs.form(final);
    await run.progress(85, 'Archiviazione');
    const readable = readableText(final.docx);
    const content = { ...(await this.store(task, final, pdf, readable)), clauses: clausesOf(filled, final, readable) };
    const { code, title } = task.entry.document;
    await this.database.transaction(run.context, (tx) =>
      this.register.register(tx, run.actor, {
        document: task.document,
        content,
        template: filled.template,
        formed: { values: final.values, printed: withLines(final, readable) },
        jobId: run.jobId,
        createdByName: payload.requestedBy,
        summary: `Formato «${title ?? code}» (${code}), versione ${content.version}: ${content.pages ?? 0} pagine in PDF/A.`,
      }),
    );
  }

  override async onFailed(tx: Tx, payload: Payload, reason: string): Promise<void> {
    const updated = await tx
      .createQueryBuilder()
      .update(DocumentEntity)
      .set({ state: 'FAILED', reason })
      // A newer request has its own job: the failure of this one is not its failure.
      .where(`id = :id and state = 'GENERATING' and job_id in (select id from jobs where status = 'failed')`, { id: payload.documentId })
      .returning(['dossierId', 'suaId', 'enteId'])
      .execute();
    const [row] = updated.raw as { dossier_id: string; sua_id: string; ente_id: string }[];
    if (row) await announce(tx, { topic: 'documents', dossierId: row.dossier_id, suaId: row.sua_id, enteId: row.ente_id });
  }

  /** Everything the run needs, or null where nothing is left to do. A job tried again after a failure takes its document back. */
  private async begin({ documentId }: Payload, run: JobRun): Promise<Task | null> {
    const task = await this.database.read(run.context, async (reader) => {
      const document = await reader.findOneByOrFail(DocumentEntity, { id: documentId });
      if (document.jobId !== run.jobId || (document.state !== 'GENERATING' && document.state !== 'FAILED')) return null;
      const dossier = await this.dossiers.require(reader, document.dossierId);
      if (!isDocumentOpen(standingOf(this.sets.kindOf(dossier), dossier), document.code)) throw new AppError('document.read_only');
      const { entries, inputs } = await this.sets.read(reader, dossier);
      const entry = entries.find((candidate) => candidate.document.code === document.code);
      if (!entry) throw new Error(`document ${document.code} is not in kind ${dossier.kindCode} ${dossier.kindVersion}`);
      return { document, entry, inputs };
    });
    if (task?.document.state === 'FAILED' && !(await this.takeBack(documentId, run))) return null;
    return task;
  }

  private takeBack(documentId: string, run: JobRun): Promise<boolean> {
    return this.database.transaction(run.context, async (tx) => {
      const mine = { id: documentId, jobId: run.jobId, state: 'FAILED' as const };
      return (await tx.update(DocumentEntity, mine, { state: 'GENERATING', reason: null })).affected === 1;
    });
  }

  /** The version in force was formed from the very same template and values: it stays. */
  private async settleUnchanged(tx: Tx, document: DocumentEntity, run: JobRun): Promise<void> {
    await tx.update(DocumentEntity, { id: document.id, jobId: run.jobId, state: 'GENERATING' }, { state: 'READY', reason: null });
    const { dossierId, suaId, enteId } = document;
    await announce(tx, { topic: 'documents', dossierId, suaId, enteId });
  }

  private async store(
    { document, entry, inputs }: Task,
    filled: FilledDocument,
    pdf: FormedDocument,
    readable: ReadableText | null,
  ): Promise<VersionContent> {
    const version = (document.currentVersion ?? 0) + 1;
    const naming = { document: entry.document, position: entry.position, version };
    const pdfFile = { sha256: sha256(pdf.bytes), fileName: documentFileName({ ...naming, extension: 'pdf' }) };
    const docxFile = { sha256: filled.sha256, fileName: documentFileName({ ...naming, extension: 'docx' }) };
    const storageKey = documentKey(document, version, pdfFile);
    const docxStorageKey = documentKey(document, version, docxFile);
    await this.storage.put(docxStorageKey, filled.docx, {
      contentType: docxMime,
      sha256: docxFile.sha256,
      bytes: filled.docx.length,
      ifAbsent: true,
    });
    await this.storage.put(storageKey, pdf.bytes, {
      contentType: 'application/pdf',
      sha256: pdfFile.sha256,
      bytes: pdf.bytes.length,
      ifAbsent: true,
    });
    const baseDocxKey = filled.asGenerated === null ? null : await this.storeBase(document, version, filled.asGenerated);
    const { manifest, compiled, included } = filled.template;
    return {
      version,
      origin: 'GENERATED',
      fileName: pdfFile.fileName,
      mime: 'application/pdf',
      bytes: pdf.bytes.length,
      sha256: pdfFile.sha256,
      storageKey,
      docxStorageKey,
      docxSha256: docxFile.sha256,
      pages: pdf.pages,
      templateCode: manifest.code,
      templateVersion: manifest.version,
      templateSha256: compiled.sha256,
      templateParts: included,
      schedaRevision: inputs.schedaRevision,
      inputHash: filled.inputHash,
      text: readable?.text ?? null,
      outline: readable?.outline ?? null,
      basedOn: null,
      baseDocxKey,
      draftId: filled.draft?.draftId ?? null,
      draftSeq: filled.draft?.seq ?? null,
      draftContentSha256: filled.draft?.contentSha256 ?? null,
      findings: [],
    };
  }

  /** Of a version with hand edits also what was generated is kept: the next formation tells by it what was changed by hand. */
  private async storeBase(document: DocumentEntity, version: number, file: { docx: Buffer; sha256: string }): Promise<string> {
    const key = documentKey(document, version, { sha256: file.sha256, fileName: 'generato.docx' });
    await this.storage.put(key, file.docx, { contentType: docxMime, sha256: file.sha256, bytes: file.docx.length, ifAbsent: true });
    return key;
  }
}

/** Where the document departs from the clauses it was generated with, by hand or in its draft. */
function clausesOf(filled: FilledDocument, final: FilledDocument, readable: ReadableText | null): ClausesOfVersion {
  const spans = clauseSpans(filled);
  if (final === filled) return { spans, changes: [] };
  const generated = readableText(filled.docx)?.text.split('\n') ?? [];
  return {
    // Of a draft the text as generated is not kept: what is edited by hand later is laid on its own text.
    spans: final.draft === null ? spans : clauseSpans({ ...final, template: filled.template }),
    changes: changesInClauses(generated, spans, readable?.text.split('\n') ?? []),
  };
}

/** The line of the text each value stands in, and where in it: a paragraph with line breaks has several. */
function withLines({ printed, template: { origins } }: FilledDocument, readable: ReadableText | null): VersionFormedEvent['printed'] {
  const lines = readable?.text.split('\n') ?? [];
  return printed.map((printedValue) => {
    const value = { ...printedValue, origin: originOf(origins, printedValue.tag)?.name ?? null };
    const first = readable?.lines.get(`${value.part} ${value.paragraph}`);
    if (first === undefined) return { ...value, line: null, column: value.offset };
    let [line, column] = [first, value.offset];
    for (let length = lines[line]?.length ?? 0; column > length && line < lines.length; length = lines[line]?.length ?? 0) {
      column -= length + 1;
      line += 1;
    }
    return { ...value, line, column };
  });
}
