import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { type DossierEntity } from '@gare/dossiers';
import { Audit } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { type Tx } from '@gare/platform/database';
import { announce } from '@gare/platform/events';
import { AttachmentEntity } from './attachment.entity.js';
import { AttachmentsChanged } from './attachments-changed.js';

/** What is known of a file that is kept already. */
export type AttachedFile = Pick<
  AttachmentEntity,
  'place' | 'type' | 'title' | 'fileName' | 'mime' | 'bytes' | 'sha256' | 'storageKey' | 'protocol' | 'registeredOn' | 'invoice'
>;

interface Act {
  readonly dossier: DossierEntity;
  /** The role that allows it; `SISTEMA` for what an act brings with it. */
  readonly role: string;
}

/** The one way to write the register of attached files. The dossier is held by the caller. */
@Injectable()
export class AttachmentRegister {
  constructor(
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly changed: AttachmentsChanged,
  ) {}

  async add(tx: Tx, actor: Actor, { dossier, role, file }: Act & { readonly file: AttachedFile }): Promise<AttachmentEntity> {
    const { id: dossierId, suaId, enteId } = dossier;
    const row = tx.create(AttachmentEntity, {
      ...{ id: randomUUID(), suaId, enteId, dossierId, ...file },
      ...{ addedBy: actor.personId, addedByName: actor.person, addedAt: this.clock.now() },
      ...{ withdrawnAt: null, withdrawnBy: null, withdrawnReason: null },
    });
    await tx.insert(AttachmentEntity, row);
    const summary = `Allegato «${row.title}» (${row.fileName}) a ${row.place}`;
    await this.tell(tx, actor, { dossier, role, row, action: 'attachment.added', summary });
    return row;
  }

  async withdraw(
    tx: Tx,
    actor: Actor,
    { dossier, role, row, reason }: Act & { readonly row: AttachmentEntity; readonly reason: string },
  ): Promise<void> {
    Object.assign(row, { withdrawnAt: this.clock.now(), withdrawnBy: actor.person, withdrawnReason: reason });
    const { withdrawnAt, withdrawnBy, withdrawnReason } = row;
    await tx.update(AttachmentEntity, { id: row.id }, { withdrawnAt, withdrawnBy, withdrawnReason });
    const summary = `Ritirato l’allegato «${row.title}» (${row.fileName}): ${reason}`;
    await this.tell(tx, actor, { dossier, role, row, action: 'attachment.withdrawn', summary });
  }

  private async tell(tx: Tx, actor: Actor, act: Act & { row: AttachmentEntity; action: string; summary: string }): Promise<void> {
    const { dossier, role, row, action, summary } = act;
    const { id: dossierId, suaId, enteId } = dossier;
    const { id, place, type, title, fileName, sha256, protocol, registeredOn, withdrawnReason } = row;
    await this.audit.record(tx, actor, {
      ...{ dossierId, suaId, enteId, action, summary, role },
      details: { attachmentId: id, place, type, title, fileName, sha256, protocol, registeredOn, reason: withdrawnReason },
    });
    await this.changed.emit(tx, { actor, dossier, place });
    await announce(tx, { topic: 'documents', dossierId, suaId, enteId });
  }
}
