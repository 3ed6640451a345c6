import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { type DossierEntity } from '@gare/dossiers';
import { Audit } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { type Tx } from '@gare/platform/database';
import { announce } from '@gare/platform/events';
import { RequestsChanged } from './requests-changed.js';
import { keepWords, type Kept, type Words } from './said-rows.js';
import { ThreadMessageEntity } from './thread-message.entity.js';
import { ThreadQuestions } from './thread-questions.js';

/** Keeps a message with all that follows from it, in the transaction of the caller, who has authorised it and holds the dossier. */
@Injectable()
export class ThreadTalk {
  constructor(
    private readonly questions: ThreadQuestions,
    private readonly changed: RequestsChanged,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError thread.not_found, thread.not_yours, thread.corrected */
  async say(
    tx: Tx,
    { actor, role, dossier, words, asks }: { actor: Actor; role: string; dossier: DossierEntity; words: Words; asks: boolean },
  ): Promise<Kept<ThreadMessageEntity>> {
    const kept = await keepWords(tx, ThreadMessageEntity, { actor, role, dossier, at: this.clock.now(), words });
    if (kept.again) return kept;
    const { row } = kept;
    if (row.corregge !== null) await inherit(tx, row);
    const { id: dossierId, suaId, enteId } = dossier;
    await this.questions.follow(tx, dossier, { message: row, asks: asks && words.corregge === null });
    await this.audit.record(tx, actor, {
      ...{ dossierId, suaId, enteId, role, action: words.corregge === null ? 'thread.message' : 'thread.corrected' },
      summary: words.corregge === null ? `Messaggio di ${actor.person} (${actor.ente})` : `${actor.person} ha corretto un suo messaggio`,
      details: { messageId: row.id, testo: words.testo, corregge: words.corregge },
    });
    await this.changed.emit(tx, { what: 'MESSAGGIO', message: row, actor, dossier });
    await announce(tx, { topic: 'thread', dossierId, suaId, enteId });
    return kept;
  }
}

/** What was taken into the dossier stays in it in its new words. */
async function inherit(tx: Tx, row: ThreadMessageEntity): Promise<void> {
  const corrected = await tx.findOneByOrFail(ThreadMessageEntity, { id: row.corregge ?? '' });
  if (!corrected.nelFascicolo) return;
  row.nelFascicolo = true;
  await tx.update(ThreadMessageEntity, { id: row.id }, { nelFascicolo: true });
}
