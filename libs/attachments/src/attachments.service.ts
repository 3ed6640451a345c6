import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type addAttachment, type AttachmentsView, type AttachmentView } from '@gare/contracts/attachments';
import { type Actor } from '@gare/domain/access/actor';
import { readInvoice, type InvoiceReading } from '@gare/domain/rendicontazione/invoice';
import { examine } from '@gare/documents';
import { DossierAccessReader, type ActorOnDossier } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Database, type Reader, type Tx } from '@gare/platform/database';
import { refusalSentences } from '@gare/platform/docx';
import { AppError } from '@gare/platform/errors';
import { receive, uploadLimit, type Download, type IncomingFile, type ReceivedFile } from '@gare/platform/http';
import { ObjectStorage } from '@gare/platform/storage';
import { readXml } from '@gare/platform/xml';
import { AttachmentRegister } from './attachment-register.js';
import { AttachmentEntity } from './attachment.entity.js';
import { attachmentView, placeFault } from './attachment.view.js';

type About = z.output<NonNullable<typeof addAttachment.query>>;
type Named = { readonly dossierId: string; readonly attachmentId: string };

interface Accepted {
  readonly file: ReceivedFile;
  readonly mime: string;
  readonly fileName: string;
  readonly invoice: InvoiceReading | null;
}

/** Files that belong to rows of the sheet and to points of checklists. */
@Injectable()
export class AttachmentsService {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly storage: ObjectStorage,
    private readonly kept: AttachmentRegister,
  ) {}

  /** Withdrawn ones too, last. @throws AppError dossier.not_found, access.denied */
  list(actor: Actor, dossierId: string): Promise<AttachmentsView> {
    return this.database.read(dbContext(actor), async (reader) => {
      const one = await this.access.open(reader, actor, dossierId);
      one.require('dossier.read');
      const rows = await reader.find(AttachmentEntity, { where: { dossierId }, order: { addedAt: 'DESC', id: 'ASC' } });
      return { items: rows.map(attachmentView), whyNot: one.whyNot('attachment.write') };
    });
  }

  /**
   * Keeps the file as it came. Of an invoice in XML its content is read: one that cannot be read as an invoice is refused.
   * @throws AppError upload.refused, attachment.refused (no such place), dossier.not_found, access.denied
   */
  async add(actor: Actor, dossierId: string, about: About, incoming: IncomingFile): Promise<AttachmentView> {
    await this.database.read(dbContext(actor), async (reader) => {
      const one = await this.access.open(reader, actor, dossierId);
      one.require('attachment.write');
      await this.requirePlace(reader, one, about.place);
    });
    const file = await receive(incoming.stream);
    try {
      const accepted = await acceptable(file, incoming, about);
      const key = `dossier/${dossierId}/allegati/${file.sha256}`;
      const { mime } = accepted;
      await this.storage.put(key, createReadStream(file.path), { contentType: mime, ...sizeOf(file), ifAbsent: true });
      return await this.database.transaction(dbContext(actor), (tx) => this.register(tx, actor, { dossierId, about, accepted, key }));
    } finally {
      await file.discard();
    }
  }

  /** The file stays readable; it no longer counts. @throws AppError attachment.not_found, access.denied */
  withdraw(actor: Actor, { dossierId, attachmentId }: Named, reason: string): Promise<AttachmentView> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      const one = await this.access.hold(tx, actor, dossierId);
      const role = one.require('attachment.write');
      const row = await tx.findOneBy(AttachmentEntity, { id: attachmentId, dossierId });
      if (row === null || row.withdrawnAt !== null) throw new AppError('attachment.not_found');
      await this.kept.withdraw(tx, actor, { dossier: one.dossier, role, row, reason });
      return attachmentView(row);
    });
  }

  /** @throws AppError attachment.not_found, dossier.not_found, access.denied */
  async download(actor: Actor, { dossierId, attachmentId }: Named): Promise<Download> {
    const row = await this.database.read(dbContext(actor), async (reader) => {
      (await this.access.open(reader, actor, dossierId)).require('document.read');
      return reader.findOneBy(AttachmentEntity, { id: attachmentId, dossierId });
    });
    if (row === null) throw new AppError('attachment.not_found');
    const { fileName, mime, bytes } = row;
    return { stream: await this.storage.get(row.storageKey), fileName, mime, bytes };
  }

  private async register(
    tx: Tx,
    actor: Actor,
    { dossierId, about, accepted, key }: { dossierId: string; about: About; accepted: Accepted; key: string },
  ): Promise<AttachmentView> {
    // As it is now that nobody else moves it.
    const one = await this.access.hold(tx, actor, dossierId);
    const role = one.require('attachment.write');
    await this.requirePlace(tx, one, about.place);
    const { fileName, mime, invoice } = accepted;
    const row = await this.kept.add(tx, actor, {
      dossier: one.dossier,
      role,
      file: {
        ...{ place: about.place, type: about.type, title: about.title ?? fileName, fileName, mime, invoice, storageKey: key },
        ...{ protocol: about.protocol ?? null, registeredOn: about.registeredOn ?? null, ...sizeOf(accepted.file) },
      },
    });
    return attachmentView(row);
  }

  private async requirePlace(reader: Reader, one: ActorOnDossier, place: string): Promise<void> {
    const [sheet] = await reader.query<{ values: unknown }[]>('select "values" from schede where dossier_id = $1', [one.dossier.id]);
    const fault = placeFault(one.kind, sheet?.values ?? {}, place);
    if (fault !== null) throw new AppError('attachment.refused', { detail: fault });
  }
}

const sizeOf = ({ sha256, bytes }: ReceivedFile): { sha256: string; bytes: number } => ({ sha256, bytes });

async function acceptable(file: ReceivedFile, incoming: IncomingFile, about: About): Promise<Accepted> {
  const refuse = (reason: string, detail: string): never => {
    throw new AppError('upload.refused', { detail: `${detail} Il file non è stato conservato.`, details: { reason, part: null } });
  };
  const fileName = (incoming.fileName.split(/[\\/]/).at(-1) ?? '').normalize('NFC').slice(0, 255);
  if (file.tooLarge)
    return refuse('upload.too-large', `${refusalSentences()['upload.too-large']} Il limite è ${uploadLimit / 1024 / 1024} MB.`);
  const examination = await examine(file.path, incoming);
  if (!examination.ok) return refuse(examination.code, examination.message);
  const { mime } = examination;
  if (about.type !== 'FATTURA' || mime !== 'application/xml') return { file, mime, fileName, invoice: null };
  const reading = readXml(await readFile(file.path));
  const parsed = reading.ok ? readInvoice(reading.root) : null;
  if (parsed?.ok !== true) return refuse('xml.broken', parsed?.message ?? refusalSentences()['xml.broken']);
  return { file, mime, fileName, invoice: parsed.invoice };
}
