import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { type z } from 'zod';
import { fieldAt } from '@gare/contracts/scheda/describe-fields';
import { type markMessage, type ThreadView, type writeMessage } from '@gare/contracts/thread';
import { type Actor } from '@gare/domain/access/actor';
import { isBlank } from '@gare/domain/requests/points';
import { getAt } from '@gare/domain/scheda/path';
import { DossierAccessReader, type ActorOnDossier, type DossierEntity } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Audit, sha256Hex } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { Database, type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { announce } from '@gare/platform/events';
import { SchedaWriter } from '@gare/scheda';
import { keepWords, type Words } from './said-rows.js';
import { ThreadAttachmentEntity } from './thread-attachment.entity.js';
import { ThreadMessageEntity } from './thread-message.entity.js';
import { ThreadTalk } from './thread-talk.js';
import { fieldsForWords, notesOf, ThreadViews } from './thread.view.js';

type NewMessage = z.output<NonNullable<typeof writeMessage.body>>;
type Mark = z.output<NonNullable<typeof markMessage.body>>;

/** What comune and SUA say to each other on a dossier, and what each notes down for itself. */
@Injectable()
export class ThreadService {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly talk: ThreadTalk,
    private readonly views: ThreadViews,
    private readonly sheets: SchedaWriter,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError dossier.not_found, access.denied */
  show(actor: Actor, dossierId: string): Promise<ThreadView> {
    return this.database.read(dbContext(actor), async (reader) => {
      const one = await this.access.open(reader, actor, dossierId);
      one.require('dossier.read');
      return this.views.of(reader, one);
    });
  }

  /** @throws AppError access.denied, access.declare_first, thread.not_found, thread.not_yours, thread.corrected, thread.attachment_unknown */
  write(actor: Actor, dossierId: string, { allegati, chiedeRisposta, ...words }: NewMessage): Promise<ThreadView> {
    return this.within(actor, dossierId, async (tx, one, role) => {
      const { row, again } = await this.talk.say(tx, { actor, role, dossier: one.dossier, words, asks: chiedeRisposta });
      if (!again) await attach(tx, { actor, dossier: one.dossier, messageId: row.id, ids: allegati });
    });
  }

  /** Of a note the history, which both sides read, keeps only the fingerprint. @throws AppError as for `write` */
  note(actor: Actor, dossierId: string, words: Words): Promise<ThreadView> {
    return this.within(actor, dossierId, async (tx, one, role) => {
      const { id, suaId, enteId } = one.dossier;
      const { row, again } = await keepWords(tx, notesOf(one), { actor, role, dossier: one.dossier, at: this.clock.now(), words });
      if (again) return;
      await this.audit.record(tx, actor, {
        ...{ dossierId: id, suaId, enteId, role, action: 'note.written' },
        summary: `Nota interna di ${one.actor.ente}`,
        details: { noteId: row.id, sha256: sha256Hex(words.testo), corregge: words.corregge },
      });
      await announce(tx, { topic: 'thread', dossierId: id, suaId, enteId });
    });
  }

  /** @throws AppError thread.not_found, thread.field_taken, scheda.read_only, access.denied */
  mark(actor: Actor, { dossierId, messageId }: { dossierId: string; messageId: string }, mark: Mark): Promise<ThreadView> {
    return this.within(actor, dossierId, async (tx, one, role) => {
      const message = await tx.findOneBy(ThreadMessageEntity, { id: messageId, dossierId });
      if (message === null) throw new AppError('thread.not_found');
      if (mark.campo !== null) await this.takeOver(tx, one, { message, field: mark.campo });
      const { nelFascicolo } = mark;
      const campo = mark.campo ?? message.campo;
      if (message.nelFascicolo === nelFascicolo && message.campo === campo) return;
      await tx.update(ThreadMessageEntity, { id: messageId }, { nelFascicolo, campo });
      const { id, suaId, enteId } = one.dossier;
      const where = mark.campo === null ? '' : ` e in «${fieldAt(mark.campo)?.label ?? mark.campo}»`;
      await this.audit.record(tx, actor, {
        ...{ dossierId: id, suaId, enteId, role, action: 'thread.marked' },
        summary: nelFascicolo
          ? `Portato nel fascicolo${where} un messaggio di ${message.person}`
          : `Tolto dal fascicolo un messaggio di ${message.person}`,
        details: { messageId, before: { nelFascicolo: message.nelFascicolo, campo: message.campo }, after: { nelFascicolo, campo } },
      });
      await announce(tx, { topic: 'thread', dossierId: id, suaId, enteId });
      await announce(tx, { topic: 'documents', dossierId: id, suaId, enteId });
    });
  }

  /** The words become the value of an empty field of the sheet: nobody types them again, and nothing that is there is overwritten. */
  private async takeOver(tx: Tx, one: ActorOnDossier, { message, field }: { message: ThreadMessageEntity; field: string }): Promise<void> {
    if (!fieldsForWords.some(({ path }) => path === field)) throw new AppError('thread.field_unknown');
    const role = one.require('scheda.write');
    if (!one.isFieldOpen(field)) throw new AppError('scheda.read_only');
    await this.sheets.write(tx, {
      ...{ actor: one.actor, dossier: one.dossier, role },
      changes: (values) => {
        const present = getAt(values, field);
        if (!isBlank(present) && present !== message.testo) throw new AppError('thread.field_taken');
        return [{ path: field, value: message.testo }];
      },
    });
  }

  private within(actor: Actor, dossierId: string, act: (tx: Tx, one: ActorOnDossier, role: string) => Promise<void>): Promise<ThreadView> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      const one = await this.access.hold(tx, actor, dossierId);
      one.require('dossier.read');
      await act(tx, one, one.require('thread.write'));
      return this.views.of(tx, one);
    });
  }
}

async function attach(
  tx: Tx,
  { actor, dossier, messageId, ids }: { actor: Actor; dossier: DossierEntity; messageId: string; ids: readonly string[] },
): Promise<void> {
  if (ids.length === 0) return;
  const own = { id: In([...ids]), dossierId: dossier.id, personId: actor.personId, messageId: IsNull() };
  const { affected } = await tx.update(ThreadAttachmentEntity, own, { messageId });
  if (affected !== new Set(ids).size) throw new AppError('thread.attachment_unknown');
}
