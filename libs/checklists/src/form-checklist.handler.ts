import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { AttachmentRegister, AttachmentsReader } from '@gare/attachments';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { asciiSlug } from '@gare/domain/package/file-name';
import { DossierReader, DossierSteps } from '@gare/dossiers';
import { EnteReader } from '@gare/identity';
import { sha256Hex } from '@gare/platform/audit';
import { Database, type Reader } from '@gare/platform/database';
import { formPdfA, OfficePool } from '@gare/platform/office';
import { JobHandler, type JobRun } from '@gare/platform/queue';
import { ObjectStorage } from '@gare/platform/storage';
import { checklistDocument } from './checklist-document.js';
import { ChecklistsReader, type ChecklistNow } from './checklists.reader.js';
import { formChecklist } from './form-checklist.job.js';

type Payload = z.output<typeof formChecklist.payload>;

/** Where the file of a checklist is formed and kept. */
@Injectable()
export class ChecklistFiles {
  constructor(
    private readonly office: OfficePool,
    readonly storage: ObjectStorage,
    readonly attachments: AttachmentsReader,
    readonly register: AttachmentRegister,
  ) {}

  form(docx: Buffer, title: string, day: string): Promise<Buffer> {
    return formPdfA(this.office, { docx, title, day });
  }
}

/**
 * Keeps a signed checklist as PDF/A among the attached files, so that it goes into the package. Nothing is left to do where it
 * changed since, or where its file is there already.
 */
@Injectable()
export class FormChecklistHandler extends JobHandler<typeof formChecklist.payload> {
  readonly job = formChecklist;

  constructor(
    private readonly database: Database,
    private readonly dossiers: DossierReader,
    private readonly steps: DossierSteps,
    private readonly enti: EnteReader,
    private readonly checklists: ChecklistsReader,
    private readonly files: ChecklistFiles,
  ) {
    super();
  }

  async handle({ dossierId, code, hash }: Payload, run: JobRun): Promise<void> {
    const { signed, docx, dossier } = await this.database.read(run.context, async (reader) => {
      const dossier = await this.dossiers.require(reader, dossierId);
      const signed = await this.signed(reader, { dossierId, code, hash });
      const ente = await this.enti.require(reader, dossier.enteId);
      const { codiceAppalto, oggetto } = dossier;
      const docx = signed && checklistDocument({ ...namesOf(signed), codiceAppalto, oggetto, ente: ente.denominazione });
      return { signed, docx, dossier };
    });
    const last = signed?.signatures.at(-1);
    if (signed === null || docx === null || last === undefined) return;
    const { title } = namesOf(signed);
    await run.progress(30, 'Conversione in PDF/A');
    const pdf = await this.files.form(docx, `${title}: ${dossier.codiceAppalto}`, toRomeDate(last.signedAt.toISOString()));
    run.signal.throwIfAborted();
    await run.progress(85, 'Archiviazione');
    const sha256 = sha256Hex(pdf);
    const storageKey = `dossier/${dossierId}/allegati/${sha256}`;
    await this.files.storage.put(storageKey, pdf, { contentType: 'application/pdf', sha256, bytes: pdf.length, ifAbsent: true });
    await this.database.transaction(run.context, async (tx) => {
      const held = await this.steps.hold(tx, dossierId);
      if ((await this.signed(tx, { dossierId, code, hash })) === null) return;
      const place = `checklist/${code}`;
      const there = await this.files.attachments.current(tx, dossierId);
      if (there.some((row) => row.place === place && row.sha256 === sha256)) return;
      const fileName = `lista-di-controllo_${asciiSlug(title).slice(0, 60)}.pdf`;
      const kept = { place, type: 'LISTA_FIRMATA', title, fileName, mime: 'application/pdf', bytes: pdf.length, sha256, storageKey };
      const file = { ...kept, protocol: null, registeredOn: null, invoice: null };
      await this.files.register.add(tx, run.actor, { dossier: held, role: 'SISTEMA', file });
    });
  }

  private async signed(reader: Reader, { dossierId, code, hash }: Payload): Promise<ChecklistNow | null> {
    const lists = await this.checklists.of(reader, await this.dossiers.require(reader, dossierId));
    return lists.find(({ list, standing, hash: now }) => list.code === code && standing === 'FIRMATA' && now === hash) ?? null;
  }
}

function namesOf({ list, signatures, hash }: ChecklistNow): { title: string; signatures: ChecklistNow['signatures'] } {
  return { title: list.title ?? list.code, signatures: signatures.filter((one) => one.voidedAt === null && one.hash === hash) };
}
