import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { effectOfMessage } from '@gare/domain/requests/thread';
import { type DossierEntity } from '@gare/dossiers';
import { type Reader, type Tx } from '@gare/platform/database';
import { RequestRules } from './request-rules.js';
import { type ThreadMessageEntity } from './thread-message.entity.js';
import { ThreadQuestionEntity } from './thread-question.entity.js';

/** The question that waits on a dossier, if one does: it begins with a message that asks and ends with the first of the other side. */
@Injectable()
export class ThreadQuestions {
  constructor(private readonly rules: RequestRules) {}

  open(reader: Reader, dossierId: string): Promise<ThreadQuestionEntity | null> {
    return reader.findOneBy(ThreadQuestionEntity, { dossierId, answeredAt: IsNull() });
  }

  /** What a new message does to it. The dossier is held: two messages take turns. */
  async follow(tx: Tx, dossier: DossierEntity, { message, asks }: { message: ThreadMessageEntity; asks: boolean }): Promise<void> {
    const open = await this.open(tx, dossier.id);
    const { closes, opens } = effectOfMessage({ da: message.parte, chiede: asks }, open);
    if (closes && open !== null) await tx.update(ThreadQuestionEntity, { id: open.id }, { answeredAt: message.at, answerId: message.id });
    if (opens !== null) {
      await tx.insert(ThreadQuestionEntity, {
        ...{ id: randomUUID(), suaId: dossier.suaId, enteId: dossier.enteId, dossierId: dossier.id, aspetta: opens },
        ...{ messageId: message.id, openedAt: message.at, answeredAt: null, answerId: null },
        entro: await this.rules.contactAnswerBy(tx, dossier, opens),
      });
    }
  }
}
