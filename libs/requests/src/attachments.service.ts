import { createReadStream } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type AttachmentView } from '@gare/contracts/thread';
import { type Actor } from '@gare/domain/access/actor';
import { keptExtension, UploadDoor, type AcceptedUpload } from '@gare/documents';
import { DossierAccessReader, type DossierEntity } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Audit } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { Database } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { type Download, type IncomingFile } from '@gare/platform/http';
import { ObjectStorage } from '@gare/platform/storage';
import { asciiSlug } from '@gare/domain/package/file-name';
import { ThreadAttachmentEntity } from './thread-attachment.entity.js';
import { attachmentView } from './thread.view.js';

interface Target {
  readonly actor: Actor;
  readonly dossier: DossierEntity;
  readonly role: string;
}

/** Files of messages: examined before anything opens them, kept before the message is sent. */
@Injectable()
export class AttachmentsService {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly storage: ObjectStorage,
    private readonly audit: Audit,
    private readonly door: UploadDoor,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError upload.refused (the reason is also in the history), access.denied, access.declare_first */
  async upload(actor: Actor, dossierId: string, incoming: IncomingFile): Promise<AttachmentView> {
    const target = await this.database.read(dbContext(actor), async (reader) => {
      const one = await this.access.open(reader, actor, dossierId);
      return { actor, dossier: one.dossier, role: one.require('thread.write') };
    });
    const { id, suaId, enteId } = target.dossier;
    const told = { action: 'thread.attachment_refused', refused: 'File rifiutato per un messaggio' };
    return this.door.take(actor, incoming, { dossierId: id, suaId, enteId, code: null, role: target.role, ...told }, (accepted) =>
      this.keep(target, { incoming, ...accepted }),
    );
  }

  /** @throws AppError thread.not_found also for a file of a message that was not sent by the caller */
  async download(actor: Actor, dossierId: string, attachmentId: string): Promise<Download> {
    const file = await this.database.read(dbContext(actor), async (reader) => {
      const one = await this.access.open(reader, actor, dossierId);
      one.require('dossier.read');
      const found = await reader.findOneBy(ThreadAttachmentEntity, { id: attachmentId, dossierId });
      if (found === null || (found.messageId === null && found.personId !== actor.personId)) throw new AppError('thread.not_found');
      return found;
    });
    const { fileName, mime, bytes, storageKey } = file;
    return { stream: await this.storage.get(storageKey), fileName, mime, bytes };
  }

  private async keep(
    { actor, dossier, role }: Target,
    { incoming, file, examination: { mime } }: AcceptedUpload & { incoming: IncomingFile },
  ): Promise<AttachmentView> {
    const { id: dossierId, suaId, enteId } = dossier;
    const { sha256, bytes } = file;
    const id = randomUUID();
    const fileName = incoming.fileName.replace(/^.*[\\/]/, '').slice(-200);
    const stored = `${asciiSlug(fileName.replace(/\.[^.]*$/, ''), 'allegato').slice(0, 80)}.${keptExtension(fileName)}`;
    const storageKey = `dossier/${dossierId}/thread/${id}/${sha256}/${stored}`;
    await this.storage.put(storageKey, createReadStream(file.path), { contentType: mime, sha256, bytes, ifAbsent: true });
    const row = {
      ...{ id, suaId, enteId, dossierId, messageId: null, fileName, mime, bytes, sha256, storageKey },
      ...{ personId: actor.personId, person: actor.person, at: this.clock.now() },
    };
    await this.database.transaction(dbContext(actor), async (tx) => {
      await tx.insert(ThreadAttachmentEntity, row);
      await this.audit.record(tx, actor, {
        ...{ dossierId, suaId, enteId, role, action: 'thread.attachment' },
        summary: `Ricevuto il file «${fileName.slice(0, 120)}» per un messaggio`,
        details: { attachmentId: id, fileName, mime, bytes, sha256 },
      });
    });
    return attachmentView(row);
  }
}
