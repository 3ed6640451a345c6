import { Injectable } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';
import { schedaFields } from '@gare/contracts/scheda/describe-fields';
import { type AttachmentView, type MessageView, type NoteView, type ThreadView } from '@gare/contracts/thread';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { tenderKind } from '@gare/domain/kinds/kind-access';
import { inForce, sideOf } from '@gare/domain/requests/thread';
import { type ActorOnDossier } from '@gare/dossiers';
import { Clock } from '@gare/platform/clock';
import { type Reader } from '@gare/platform/database';
import { NoteOfComuneEntity } from './note-of-comune.entity.js';
import { NoteOfSuaEntity } from './note-of-sua.entity.js';
import { type Said } from './said.js';
import { ThreadAttachmentEntity } from './thread-attachment.entity.js';
import { ThreadMessageEntity } from './thread-message.entity.js';
import { ThreadQuestions } from './thread-questions.js';
import { type ThreadQuestionEntity } from './thread-question.entity.js';

/** Fields of a tender whose text people would otherwise copy from a message. */
export const fieldsForWords: readonly { readonly path: string; readonly label: string }[] = schedaFields
  .filter(({ kind, path }) => kind === 'longtext' && !path.includes('/'))
  .map(({ path, label }) => ({ path, label }));

/** The table of the notes a person may see: those of their own side. */
export const notesOf = (one: ActorOnDossier): typeof NoteOfSuaEntity | typeof NoteOfComuneEntity =>
  sideOf(one.actor) === 'SUA' ? NoteOfSuaEntity : NoteOfComuneEntity;

/** The thread of a dossier as one of the two sides sees it. */
@Injectable()
export class ThreadViews {
  constructor(
    private readonly questions: ThreadQuestions,
    private readonly clock: Clock,
  ) {}

  async of(reader: Reader, one: ActorOnDossier): Promise<ThreadView> {
    const { dossier, actor } = one;
    const messages = await reader.find(ThreadMessageEntity, { where: { dossierId: dossier.id }, order: { at: 'ASC', id: 'ASC' } });
    const files = await reader.findBy(ThreadAttachmentEntity, { dossierId: dossier.id, messageId: Not(IsNull()) });
    const notes = await reader.find(notesOf(one), { where: { dossierId: dossier.id }, order: { at: 'ASC', id: 'ASC' } });
    return {
      messaggi: inForce(messages).map((message) => messageView(message, files, actor.personId)),
      note: inForce(notes).map((note) => said(note, actor.personId)),
      parte: sideOf(actor),
      domanda: this.questionView(await this.questions.open(reader, dossier.id)),
      percheNo: one.whyNot('thread.write'),
      campi: dossier.kindCode === tenderKind ? [...fieldsForWords] : [],
    };
  }

  private questionView(question: ThreadQuestionEntity | null): ThreadView['domanda'] {
    if (question === null) return null;
    const { aspetta, openedAt, entro } = question;
    const today = toRomeDate(this.clock.now().toISOString());
    return { aspetta, da: openedAt.toISOString(), entro, scaduta: entro !== null && entro < today };
  }
}

type InForce<Row extends Said> = Row & { readonly precedenti: readonly Row[] };

function said<Row extends Said>(row: InForce<Row>, viewerId: string): NoteView {
  const { id, testo, at, personId, person, role, actingEnte, parte, precedenti } = row;
  return {
    ...{ id, testo, at: at.toISOString(), proprio: personId === viewerId },
    autore: { id: personId, nome: person, ruolo: role, ente: actingEnte, parte },
    precedenti: precedenti.map((before) => ({ testo: before.testo, at: before.at.toISOString() })),
  };
}

function messageView(row: InForce<ThreadMessageEntity>, files: readonly ThreadAttachmentEntity[], viewerId: string): MessageView {
  // What hung on the words before the correction hangs on.
  const ids = [row.id, ...row.precedenti.map(({ id }) => id)];
  return {
    ...said(row, viewerId),
    nelFascicolo: row.nelFascicolo,
    campo: row.campo,
    allegati: files.filter(({ messageId }) => messageId !== null && ids.includes(messageId)).map(attachmentView),
  };
}

export const attachmentView = ({ id, fileName, mime, bytes, sha256 }: ThreadAttachmentEntity): AttachmentView => ({
  ...{ id, fileName, mime, bytes, sha256 },
});
