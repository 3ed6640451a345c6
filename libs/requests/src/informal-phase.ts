import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FormationQueue } from '@gare/documents';
import { type Actor } from '@gare/domain/access/actor';
import { DossierCreated, DossierMoved, type DossierEntity } from '@gare/dossiers';
import { type Tx } from '@gare/platform/database';
import { ThreadMessageEntity } from './thread-message.entity.js';
import { ThreadTalk } from './thread-talk.js';

/** The step by which an informal contact becomes an istanza. */
const preparing = 'preparaIstanza';

/** A contact may begin with a question; it becomes an istanza without typing again: the note of what was said is formed, and the istanza where nothing is missing. */
@Injectable()
export class InformalPhase implements OnModuleInit {
  constructor(
    private readonly moved: DossierMoved,
    private readonly created: DossierCreated,
    private readonly queue: FormationQueue,
    private readonly talk: ThreadTalk,
  ) {}

  onModuleInit(): void {
    this.created.on(async (tx, { actor, dossier, role, question }) => {
      if (question === undefined) return;
      const words = { clientId: dossier.id, testo: question, corregge: null };
      await this.talk.say(tx, { actor, role, dossier, words, asks: true });
    });
    this.moved.on(async (tx, { actor, dossier, event }) => {
      if (event === preparing) await this.prepare(tx, actor, dossier);
    });
  }

  private async prepare(tx: Tx, actor: Actor, dossier: DossierEntity): Promise<void> {
    const said = await tx.existsBy(ThreadMessageEntity, { dossierId: dossier.id, nelFascicolo: true });
    const role = actor.roles[0] ?? 'SISTEMA';
    await this.queue.ask(tx, actor, { dossier, role, codes: said ? ['D02', 'D03'] : ['D03'] });
  }
}
