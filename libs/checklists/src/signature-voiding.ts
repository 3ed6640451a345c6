import { Injectable, type OnModuleInit } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { AttachmentRegister, AttachmentsChanged, AttachmentsReader } from '@gare/attachments';
import { DocumentsChanged } from '@gare/documents';
import { type Actor } from '@gare/domain/access/actor';
import { DossierReader, type DossierEntity } from '@gare/dossiers';
import { Audit } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { type Tx } from '@gare/platform/database';
import { announce } from '@gare/platform/events';
import { ChecklistSignatureEntity } from './checklist-signature.entity.js';
import { ChecklistsChanged } from './checklists-changed.js';
import { ChecklistsReader, type ChecklistNow } from './checklists.reader.js';

/** The events on which a signature may lose its force, and the one that tells so. */
@Injectable()
export class ChangesThatVoid {
  constructor(
    readonly attachments: AttachmentsChanged,
    readonly documents: DocumentsChanged,
    readonly checklists: ChecklistsChanged,
  ) {}
}

/** Signatures that no longer cover what the checklist says lose their force, in the transaction of the change. */
@Injectable()
export class SignatureVoiding implements OnModuleInit {
  constructor(
    private readonly dossiers: DossierReader,
    private readonly checklists: ChecklistsReader,
    private readonly attachments: AttachmentsReader,
    private readonly register: AttachmentRegister,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly changes: ChangesThatVoid,
  ) {}

  onModuleInit(): void {
    this.changes.attachments.on((tx, { actor, dossier }) => this.afterChange(tx, actor, dossier));
    this.changes.documents.on(async (tx, { actor, dossierId }) => this.afterChange(tx, actor, await this.dossiers.require(tx, dossierId)));
  }

  async afterChange(tx: Tx, actor: Actor, dossier: DossierEntity): Promise<void> {
    if (!(await tx.existsBy(ChecklistSignatureEntity, { dossierId: dossier.id, voidedAt: IsNull() }))) return;
    for (const now of await this.checklists.of(tx, dossier)) {
      const lost = now.signatures.filter(({ voidedAt, hash }) => voidedAt === null && hash !== now.hash);
      if (lost.length > 0) await this.voidAll(tx, actor, { dossier, now, lost });
    }
  }

  private async voidAll(
    tx: Tx,
    actor: Actor,
    { dossier, now, lost }: { dossier: DossierEntity; now: ChecklistNow; lost: readonly ChecklistSignatureEntity[] },
  ): Promise<void> {
    const { id: dossierId, suaId, enteId } = dossier;
    const { code, title = code } = now.list;
    const reason = 'Il contenuto è stato cambiato dopo la firma.';
    const voided = { voidedAt: this.clock.now(), voidedBy: actor.person, voidReason: reason };
    for (const { id } of lost) await tx.update(ChecklistSignatureEntity, { id }, voided);
    await this.audit.record(tx, actor, {
      ...{ dossierId, suaId, enteId, action: 'checklist.voided', role: 'SISTEMA' },
      summary: `Le firme di «${title}» non valgono più: il contenuto è stato cambiato. Firmavano: ${lost.map(({ person }) => person).join(', ')}.`,
      details: {
        checklist: code,
        before: lost.map(({ id, step, personId, hash }) => ({ id, step, personId, hash })),
        after: { hash: now.hash },
      },
    });
    const exported = (await this.attachments.current(tx, dossierId)).filter(({ place }) => place === `checklist/${code}`);
    for (const row of exported) await this.register.withdraw(tx, actor, { dossier, role: 'SISTEMA', row, reason });
    await this.changes.checklists.emit(tx, { actor, dossier, code });
    await announce(tx, { topic: 'checklists', dossierId, suaId, enteId });
  }
}
